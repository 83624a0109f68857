import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { redactor } from '@upkeep/text'
import { modelServer } from '@upkeep/testing/model'
import { APIS, KEY, SUBMIT, mark, play } from './attempt.fixture.ts'
import { canonicaliser } from './canonical.ts'
import { mergeDeltas } from './merge-deltas.ts'
import { recordingFetch, replayingFetch } from './cassette.ts'

const redact = redactor([KEY])
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cassette-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

describe.each(APIS)('a cassette of %s', (api) => {
  it('answers again what a server answered, faults included, after the server is gone', async () => {
    const script = [
      { fault: { kind: 'status', status: 529, type: 'overloaded_error' } },
      { text: 'cut', calls: [mark('cut')], fault: { kind: 'cut', share: 0.5 } },
      { text: 'ü 🙂', thinking: 'hm', calls: [mark('one')] },
      { fault: { kind: 'reset' } },
      { calls: [SUBMIT] },
    ] as const
    const recording = recordingFetch({ folder, redact }, fetch)
    await using first = await play(api, script, { model: { fetch: recording } })
    expect(first.outcome.stop).toBe('submitted')
    const replaying = replayingFetch({ folder, redact })
    await using again = await play(api, [], { model: { fetch: replaying } })
    expect(again.server.requests).toHaveLength(0)
    expect(await again.effects()).toEqual(['one'])
    const told = (events: readonly object[]) => events.map((event) => ({ ...event, seconds: 0, at: 0 }))
    expect(told(again.events)).toEqual(told(first.events))
  })

  it('is redacted, and readable by its owner alone', async () => {
    const script = [{ text: `The key is ${KEY}, as JSON "${KEY}".`, calls: [mark(KEY), SUBMIT] }] as const
    const recording = recordingFetch({ folder, redact }, fetch)
    await using run = await play(api, script, { model: { fetch: recording } })
    expect(run.outcome.stop).toBe('submitted')
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain('CANARY')
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    }
  })
})

it('a stream keeps its text where pieces of it are made one', () => {
  const block = (text: string) =>
    `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })}`
  const stream = [block('a $& '), block('a $& '), 'event: ping\ndata: {"type":"ping"}', block('"b"'), ''].join('\n\n')
  expect(mergeDeltas(stream)).toBe(
    [block('a $& a $& '), 'event: ping\ndata: {"type":"ping"}', block('"b"'), ''].join('\n\n'),
  )
  expect(mergeDeltas('{"error":"no stream"}')).toBe('{"error":"no stream"}')
})

describe('the key of a request', () => {
  const key = (body: object, url = 'https://api.example.com/v1/messages') =>
    canonicaliser(redact)(url, JSON.stringify(body)).key

  it('is the same whatever the order of fields, the host and who asks', () => {
    const one = { model: 'm', messages: [{ role: 'user', content: 'a' }], metadata: { user_id: 'x' } }
    const other = { messages: [{ content: 'a', role: 'user' }], user: 'y', prompt_cache_key: 'z', model: 'm' }
    expect(key(one)).toBe(key(other, 'http://127.0.0.1:8080/messages'))
  })

  it('differs with what is asked, and with the format', () => {
    const body = { model: 'm', messages: [{ role: 'user', content: 'a' }] }
    expect(key(body)).not.toBe(key({ ...body, messages: [{ role: 'user', content: 'b' }] }))
    expect(key(body)).not.toBe(key(body, 'https://api.example.com/v1/chat/completions'))
  })

  it('does not depend on a secret', () => {
    const body = (secret: string) => ({ model: 'm', messages: [{ role: 'user', content: `a ${secret}` }] })
    expect(key(body(KEY))).toBe(key(body('***')))
  })
})

it('a question that is not there is answered by where it differs, without a call', async () => {
  await using server = await modelServer([{ text: 'hello' }])
  const url = `${server.openaiUrl}/chat/completions`
  const ask = (content: string) => ({
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }),
  })
  const recorded = await recordingFetch({ folder, redact }, fetch)(url, ask('first'))
  await recorded.text()
  await expect(replayingFetch({ folder, redact })(url, ask('second'))).rejects.toThrow(/messages\[0\].*first.*second/)
  expect(server.requests).toHaveLength(1)
})
