import { describe, expect, it } from '@jest/globals'
import { APIS, SUBMIT, mark, play } from './attempt.fixture.ts'

const ok = { calls: [SUBMIT] }

describe.each(APIS)('a reply by %s', (api) => {
  it('runs its calls in their order, answers each, and ends with submit', async () => {
    await using run = await play(api, [
      { text: 'I begin.', calls: [mark('one'), mark('two')] },
      { calls: [mark('three'), SUBMIT] },
    ])
    expect(await run.effects()).toEqual(['one', 'two', 'three'])
    expect(run.outcome).toMatchObject({ stop: 'submitted', submitted: SUBMIT.input })
    expect(run.server.complaints).toEqual([])
    expect(run.server.requests[1]?.messages.map(({ text }) => text).join('\n')).toContain('wrote two')
    expect(run.outcome.usage).toMatchObject({ turns: 2 })
    expect(run.outcome.usage.output).toBeGreaterThan(0)
  })

  it('E07 with an input that is no JSON runs nothing and is told so; three in a row end the attempt', async () => {
    const broken = { calls: [{ name: 'mark', raw: '{"line": "a' }] }
    await using run = await play(api, [broken])
    expect(run.outcome.stop).toBe('malformed')
    expect(run.server.requests).toHaveLength(3)
    expect(await run.effects()).toEqual([])
    expect(run.server.requests[1]?.messages.at(-1)?.text).toContain('no JSON object')
    expect(run.server.complaints).toEqual([])
  })

  it('E08 with a tool that is not there is told which there are', async () => {
    await using run = await play(api, [{ calls: [{ name: 'rm', input: { path: '/' } }] }, ok])
    expect(run.server.requests[1]?.messages.at(-1)?.text).toContain('There is: mark, submit')
    expect(await run.effects()).toEqual([])
    expect(run.outcome.stop).toBe('submitted')
  })

  it.each([
    ['of a wrong type', { line: 7 }, 'line'],
    ['with a further field', { line: 'x', mode: 'w' }, 'mode'],
    ['without its field', {}, 'line'],
  ])('E09 with an input %s is told the field, and nothing runs', async (_what, input, field) => {
    await using run = await play(api, [{ calls: [{ name: 'mark', input }] }, ok])
    expect(run.server.requests[1]?.messages.at(-1)?.text).toContain(field)
    expect(await run.effects()).toEqual([])
  })

  it('E10 cut by the limit in the middle of a text may go on once', async () => {
    const cut = { text: 'Let me think about', stop: 'length' } as const
    await using run = await play(api, [cut])
    expect(run.server.requests).toHaveLength(2)
    expect(run.outcome.stop).toBe('cut')
  })

  it('E10 cut by the limit in a tool call runs nothing of it, though the call looks whole', async () => {
    const cut = { calls: [mark('first'), { name: 'mark', raw: '{}' }, mark('cut')], stop: 'length' } as const
    await using run = await play(api, [cut, cut, cut])
    expect(await run.effects()).toEqual([])
    expect(run.server.complaints).toEqual([])
    expect(run.server.requests.map(({ maxOutput }) => maxOutput)).toEqual([8192, 8192, 16_384])
    expect(run.outcome.stop).toBe('cut')
    expect(run.events.filter(({ kind }) => kind === 'tool.call')).toEqual([])
  })

  it('E10 that was cut may come again smaller, and then runs', async () => {
    await using run = await play(api, [{ calls: [mark('big')], stop: 'length' }, { calls: [mark('small'), SUBMIT] }])
    expect(await run.effects()).toEqual(['small'])
    expect(run.outcome.stop).toBe('submitted')
  })

  it.each([
    ['nothing at all', {}, 'empty'],
    ['white space', { text: '  \n' }, 'empty'],
    ['only thoughts', { thinking: 'hm' }, 'empty'],
    ['a refusal', { text: 'I will not.', stop: 'refusal' as const }, 'refusal'],
  ])('E11 of %s ends the attempt with the reason', async (_what, reply, stop) => {
    await using run = await play(api, [reply])
    expect(run.outcome).toMatchObject({ stop, why: expect.stringMatching(/\w/) })
    expect(run.server.requests).toHaveLength(1)
  })

  it('E12 that repeats one call is told at the third and stopped at the fourth', async () => {
    await using run = await play(api, [{ calls: [mark('again')] }])
    expect(run.outcome.stop).toBe('stuck')
    expect(await run.effects()).toHaveLength(4)
    expect(run.server.requests[3]?.messages.at(-1)?.text).toContain('repeat')
  })

  it.each([2, 3, 4])('E12 that goes round in a circle of %i calls is stopped after the third round', async (length) => {
    await using run = await play(api, ({ n }) => ({ calls: [mark(`step ${n % length}`)] }))
    expect(run.outcome.stop).toBe('stuck')
    expect(await run.effects()).toHaveLength(3 * length)
  })

  it('E12 that makes fifty different calls is no circle', async () => {
    await using run = await play(api, ({ n }) => ({ calls: [n < 50 ? mark(`step ${'x'.repeat(n)}`) : SUBMIT] }))
    expect(run.outcome.stop).toBe('submitted')
    expect(await run.effects()).toHaveLength(50)
  })

  it('without a call is asked for one, and at the third the attempt ends', async () => {
    await using run = await play(api, [{ text: 'I think that it is fine.' }])
    expect(run.outcome.stop).toBe('ended')
    expect(run.server.requests).toHaveLength(3)
    expect(run.server.complaints).toEqual([])
  })

  it('E15 of a server for which the conversation is too long: it is shortened once', async () => {
    const long = {
      kind: 'status',
      status: 400,
      type: 'invalid_request_error',
      message: 'prompt is too long: 9 > 8',
    } as const
    let refused = 0
    await using run = await play(api, ({ n, raw }) => {
      if (raw.length < 8000) return n > 12 ? ok : { calls: [mark(`${'line '.repeat(60)}${'x'.repeat(n)}`)] }
      refused += 1
      return { fault: long }
    })
    expect(refused).toBeLessThanOrEqual(2)
    expect(run.events.filter(({ kind }) => kind === 'context.mask')).toHaveLength(1)
  })

  it('E15 of a server for which even the first message is too long ends the attempt at once', async () => {
    const fault = {
      kind: 'status',
      status: 400,
      type: 'context_length_exceeded',
      message: 'maximum context length',
    } as const
    await using run = await play(api, [{ fault }])
    expect(run.outcome.stop).toBe('overflow')
    expect(run.server.requests).toHaveLength(1)
  })

  it('E16 with lone surrogates, emoji and text from right to left goes out as valid Unicode', async () => {
    const line = 'a\ud800b 👩‍👩‍👧 שלום'
    await using run = await play(api, [{ text: line, calls: [mark('x\udc00')] }, ok], { prompt: `quoted: ${line}` })
    expect(run.server.complaints).toEqual([])
    expect(run.outcome.stop).toBe('submitted')
    for (const { raw } of run.server.requests) expect(raw.isWellFormed()).toBe(true)
    expect(run.server.requests[0]?.messages[0]?.text).toContain('👩‍👩‍👧 שלום')
  })
})

describe.each(APIS)('the budget of an attempt by %s', (api) => {
  const endless = ({ n }: { n: number }) => ({ calls: [mark(`step ${'x'.repeat(n)}`)] })

  it('E13 ends it before the call that could cost more tokens than are left', async () => {
    await using run = await play(api, endless, { budget: { tokens: 20_000 } })
    expect(run.outcome.stop).toBe('tokens')
    const { input, cacheRead, cacheWrite, output } = run.outcome.usage
    expect(input + cacheRead + cacheWrite + output).toBeLessThanOrEqual(20_000)
    expect(run.server.requests.length).toBeGreaterThan(1)
  })

  it('E13 ends it before the call that could cost more money than is left', async () => {
    const id = api === 'anthropic' ? 'claude-opus-5-5' : 'gpt-6-sol'
    const usd = api === 'anthropic' ? 0.2 : 0.1 // a reply of full length costs 0.16 or 0.08
    await using run = await play(api, endless, { budget: { usd }, atProvider: true, id })
    expect(run.outcome.stop).toBe('money')
    expect(run.outcome.usage.usd).toBeGreaterThan(0.001)
    expect(run.outcome.usage.usd).toBeLessThanOrEqual(usd)
    expect(run.server.requests.length).toBeGreaterThan(1)
  })

  it('E13 ends it when it has cost what one attempt may, though the run has more', async () => {
    const id = api === 'anthropic' ? 'claude-opus-5-5' : 'gpt-6-sol'
    await using run = await play(api, endless, { usd: 0.002, atProvider: true, id })
    expect(run.outcome.stop).toBe('money')
    expect(run.outcome.usage.usd).toBeLessThan(0.01)
    expect(run.server.requests.length).toBeGreaterThan(1)
  })

  it('E13 ends it when the time is over', async () => {
    await using run = await play(
      api,
      (request) => ({ ...endless(request), fault: { kind: 'slow', milliseconds: 10 } }),
      {
        budget: { seconds: 0.5 },
      },
    )
    expect(run.outcome.stop).toBe('time')
    expect(run.server.requests.length).toBeLessThan(50)
  })

  it('E13 ends it at the limit of turns', async () => {
    await using run = await play(api, endless, { turns: 5 })
    expect(run.outcome.stop).toBe('turns')
    expect(run.server.requests).toHaveLength(5)
  })
})
