import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { SeenRequest } from '@upkeep/testing/model'
import { DONE, runBareLoop } from './bare-loop.ts'
import { handedIn } from './judge.fixture.ts'
import { recordedTasks } from './recorded-tasks.ts'

describe('the control of the model loop', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'upkeep-control-test-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('runs what is called in the tree, answers with what it printed, and ends at the word of the loop', async () => {
    const commands = ['echo one > a.txt; cat a.txt; exit 3', `echo ${DONE}`, 'echo never > b.txt']
    const bodies: { messages: { content: unknown }[] }[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        bodies.push(JSON.parse(text) as (typeof bodies)[number])
        const call = { type: 'tool_use', id: 'call', name: 'bash', input: { command: commands[bodies.length - 1] } }
        response.end(JSON.stringify({ content: [call], usage: { input_tokens: 10, output_tokens: 2 } }))
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const outcome = await runBareLoop({ folder, task: 'Mend it.', baseUrl, model: 'm', key: 'k', turns: 5 })
    server.close()
    expect(outcome).toEqual({ stop: 'submitted', turns: 2, input: 20, output: 4 })
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('one\n')
    expect(bodies[1]?.messages.at(-1)?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'call', content: 'exit 3\none\n' },
    ])
  })

  it('asks what the recorded run asked, without the code that stood in its prompt', () => {
    mkdirSync(join(folder, 'blobs'))
    const prompt =
      'Remove `x` at a.ts:1.\n\na.ts:2 TS1 no\n\nYou have this one reply, with edit only.\n\nWhat stands between <data-1> and </data-1> is quoted'
    writeFileSync(join(folder, 'blobs', 'p'), prompt)
    const start = { kind: 'attempt.start', findings: ['f1'], prompt: 'p' }
    writeFileSync(
      join(folder, 'events.jsonl'),
      [start, start, { kind: 'run.end' }].map((e) => JSON.stringify(e)).join('\n'),
    )
    expect(recordedTasks(folder)).toEqual([{ id: 'f1', task: 'Remove `x` at a.ts:1.\n\na.ts:2 TS1 no' }])
  })

  it('hands a patch in where there is a shell, once, and gives up where there is none', () => {
    const asked = (tools: string[], messages: number): SeenRequest => ({
      n: 0,
      api: 'anthropic',
      model: 'm',
      system: '',
      tools: tools.map((name) => ({ name, description: '', schema: {} })),
      messages: Array.from({ length: messages }, () => ({ role: 'user', text: 'Mend it.' })),
      maxOutput: 1,
      body: {},
      raw: '',
      headers: {},
    })
    const patches = new Map([['Mend it.', 'diff --git a/a b/a']])
    expect(handedIn(asked(['edit', 'submit'], 1), patches).calls?.[0]?.input).toMatchObject({ result: 'cannot_fix' })
    expect(handedIn(asked(['bash', 'submit'], 1), patches).calls?.[0]?.input).toMatchObject({
      command: expect.stringContaining('diff --git a/a b/a'),
    })
    expect(handedIn(asked(['bash', 'submit'], 3), patches).calls?.[0]?.input).toMatchObject({ result: 'fixed' })
    expect(handedIn(asked(['bash', 'submit'], 1), new Map()).calls?.[0]?.input).toMatchObject({ result: 'cannot_fix' })
  })
})
