import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from '@jest/globals'
import { modelFetch } from './index.ts'
import { APIS, KEY, SUBMIT, mark, play } from './attempt.fixture.ts'

const busy = { fault: { kind: 'status', status: 529, type: 'overloaded_error' } } as const
const ok = { calls: [mark('one'), SUBMIT] }

describe.each(APIS)('a model behind %s that fails', (api) => {
  it('E01 is asked again after the seconds that a 429 names, and not before', async () => {
    const limited = { kind: 'status', status: 429, type: 'rate_limit_error', headers: { 'retry-after': '1' } } as const
    await using run = await play(api, [{ fault: limited }, ok], { realWaits: true })
    expect(run.outcome.stop).toBe('submitted')
    expect(run.server.requests).toHaveLength(2)
    const [first = 0, second = 0] = run.server.times
    expect(second - first).toBeGreaterThanOrEqual(990)
    expect(await run.effects()).toEqual(['one'])
  })

  it('E01 waits as long as the server says, whatever our own patience between tries would be', async () => {
    const limited = { kind: 'status', status: 429, type: 'rate_limit_error', headers: { 'retry-after': '33' } } as const
    await using run = await play(api, [{ fault: limited }, ok])
    expect(run.waits).toEqual([33])
    expect(run.outcome.stop).toBe('submitted')
  })

  it('E02 answers at the third call after two 529', async () => {
    await using run = await play(api, [busy, busy, ok])
    expect(run.server.requests).toHaveLength(3)
    expect(run.outcome.stop).toBe('submitted')
    expect(await run.effects()).toEqual(['one'])
  })

  it('E03 is given up where it answers 529 for ever, within the budget of waiting', async () => {
    await using run = await play(api, [busy])
    expect(run.outcome.stop).toBe('model-down')
    expect(run.server.requests.length).toBeLessThanOrEqual(8)
    expect(run.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(120)
    expect(await run.effects()).toEqual([])
  })

  it('E03 is not waited for longer than the time of the run', async () => {
    const limited = {
      kind: 'status',
      status: 429,
      type: 'rate_limit_error',
      headers: { 'retry-after': '3600' },
    } as const
    await using run = await play(api, [{ fault: limited }, ok])
    expect(run.server.requests).toHaveLength(1)
    expect(run.outcome.stop).toBe('rate-limit')
  })

  it('says what a server did not accept, without the key that it repeats', async () => {
    const refused = { kind: 'status', status: 404, type: 'not_found_error', message: `no model x for ${KEY}` } as const
    await using run = await play(api, [{ fault: refused }])
    expect(run.server.requests).toHaveLength(1)
    expect(run.outcome.why).toMatch(/HTTP 404.*no model x for \*\*\*/)
  })

  it('E04 is tried at most three times where the connection is reset', async () => {
    await using run = await play(api, [{ fault: { kind: 'reset' } }])
    expect(run.server.times.length).toBe(3)
    expect(run.outcome).toMatchObject({ stop: 'model-down', why: expect.stringContaining('connection') })
  })

  it('E05 throws away a reply that was cut and runs nothing of it', async () => {
    const cut = {
      text: 'x'.repeat(2000),
      calls: [mark('from the cut one')],
      fault: { kind: 'cut', share: 0.4 },
    } as const
    await using run = await play(api, [cut, ok])
    expect(run.server.requests).toHaveLength(2)
    expect(await run.effects()).toEqual(['one'])
    expect(JSON.stringify(run.server.requests[1]?.body)).not.toContain('xxx')
  })

  it('E05 throws away a reply whose stream ends well-formed but too early', async () => {
    const short = { calls: [mark('early'), mark('late')], fault: { kind: 'short', share: 0.5 } } as const
    await using run = await play(api, [short, ok])
    expect(await run.effects()).toEqual(['one'])
  })

  it('E05 throws away a reply with an event that is no JSON', async () => {
    await using run = await play(api, [{ calls: [mark('bad')], fault: { kind: 'bad-event' } }, ok])
    expect(await run.effects()).toEqual(['one'])
  })

  it('E06 takes an error inside of a stream as the same error before it', async () => {
    const type = api === 'anthropic' ? 'overloaded_error' : 'server_is_overloaded'
    const inside = { calls: [mark('before the error')], fault: { kind: 'stream-error', type } } as const
    await using run = await play(api, [inside, inside, ok])
    expect(run.outcome.stop).toBe('submitted')
    expect(run.server.requests).toHaveLength(3)
    expect(run.waits).toEqual([1, 2])
    expect(await run.effects()).toEqual(['one'])
  })

  it('E14 is asked once where the key is refused, and the key is never repeated', async () => {
    const refused = { kind: 'status', status: 401, type: 'authentication_error', message: `bad key ${KEY}` } as const
    await using run = await play(api, [{ fault: refused }])
    expect(run.server.requests).toHaveLength(1)
    expect(run.outcome.stop).toBe('model-auth')
    expect(run.outcome.why).toContain('key')
    expect(JSON.stringify([run.outcome, run.events])).not.toContain(KEY)
  })

  it('a slow stream is waited for while it is within the time of a call', async () => {
    await using run = await play(api, [{ ...ok, fault: { kind: 'slow', milliseconds: 5 } }])
    expect(await run.effects()).toEqual(['one'])
  })

  it('a server that never answers costs the time of a call, and no more', async () => {
    const started = performance.now()
    await using run = await play(api, [{ fault: { kind: 'hang' } }], { secondsPerCall: 0.3 })
    expect(run.outcome.stop).toBe('model-down')
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('a run that is ended while it waits for an answer ends at once', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    await using run = await play(api, [{ fault: { kind: 'hang' } }], { signal: controller.signal })
    expect(run.outcome.stop).toBe('aborted')
  })
})

describe('a model that can not be reached', () => {
  it.each([
    ['connection refused', 'http://127.0.0.1:9'],
    ['no such name', 'http://no-such-host.invalid'],
  ])('E04 %s: it is tried three times, then given up', async (_what, baseUrl) => {
    let tries = 0
    const counting: typeof fetch = async (input, init) => {
      tries += 1
      return await send(input, init)
    }
    const send = modelFetch(null)
    await using run = await play('anthropic', [], { model: { baseUrl, fetch: counting } })
    expect(run.outcome.stop).toBe('model-down')
    expect(tries).toBe(3)
  })

  it('E04 something that is no TLS: it is tried three times, then given up', async () => {
    const server = createServer((socket) => socket.end('not tls\n'))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    await using run = await play('openai-chat', [], { model: { baseUrl } })
    server.close()
    expect(run.outcome.stop).toBe('model-down')
    expect(run.waits).toHaveLength(2)
  })
})
