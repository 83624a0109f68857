import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { NO_USAGE } from '@upkeep/schema'
import type { EventBody, RecordLevel } from '@upkeep/schema'
import { redactor } from '@upkeep/text'
import { foldRun } from './fold-run.ts'
import { readEvents } from './read-events.ts'
import { fileRecorder } from './recorder.ts'

const CANARY = 'CANARY"quoted"\\value'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const recorder = (level: RecordLevel = 'full') =>
  fileRecorder({ folder, level, run: 'run-1', redact: redactor([CANARY]), now: () => 0 })
const events = () => readEvents(readFileSync(join(folder, 'events.jsonl'), 'utf8'))
const inTurn = { attempt: 'L2-1', turn: 1 }

function turn(text: string): EventBody {
  return {
    kind: 'model.turn',
    ...inTurn,
    request: null,
    messages: 1,
    maxOutput: 10,
    at: 0,
    stop: 'tools',
    content: [
      { type: 'text', text },
      { type: 'tool-call', id: 'a', name: 'edit', input: { new_str: text, deep: [{ text }] }, malformed: text },
    ],
    usage: NO_USAGE,
    retries: 0,
    seconds: 1,
  }
}

describe('the record', () => {
  it('C26: holds no secret, wherever in an event it stands, and stays readable', () => {
    const own = recorder()
    own.append(turn(`before ${CANARY} after`))
    own.append({ kind: 'tool.call', ...inTurn, id: 'a', name: 'bash', input: { command: CANARY } })
    const text = readFileSync(join(folder, 'events.jsonl'), 'utf8')
    expect(text).not.toContain('CANARY')
    expect(events()).toMatchObject([{ content: [{ text: 'before *** after' }, { malformed: 'before *** after' }] }, {}])
  })

  it('keeps its lines whole where a pattern of a secret has no end', () => {
    const own = recorder()
    own.append(turn('-----BEGIN RSA PRIVATE KEY-----\nMIIabc'))
    own.append({ kind: 'steer', ...inTurn, why: 'x' })
    expect(events()).toMatchObject([{ seconds: 1, usage: NO_USAGE }, { why: 'x' }])
    expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).not.toContain('MIIabc')
  })

  it('names a blob by what was stored of it', () => {
    const own = recorder()
    const name = own.blob(Buffer.from(JSON.stringify([{ text: CANARY }])), 'patch')
    expect(JSON.parse(readFileSync(join(folder, 'blobs', name), 'utf8'))).toEqual([{ text: '***' }])
    expect(own.blob(Buffer.from('[{"text":"***"}]'), 'patch')).toBe(name)
  })

  it.each([
    ['off', []],
    ['inputs', ['events.jsonl']],
    ['patch', ['blobs', 'events.jsonl']],
    ['full', ['blobs', 'events.jsonl']],
  ] as const)('at the level %s holds %j', (level, held) => {
    const own = recorder(level)
    own.append(turn('word'))
    own.blob(Buffer.from('a patch'), 'patch')
    own.blob(Buffer.from('a message'), 'message')
    expect(readdirSync(folder).toSorted()).toEqual(held)
    if (level === 'inputs' || level === 'patch')
      expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).not.toContain('word')
    expect(level === 'patch' ? readdirSync(join(folder, 'blobs')).length : 1).toBe(1)
  })

  it('C26: is written as it happens, for its owner alone', () => {
    const own = recorder()
    own.append({ kind: 'steer', ...inTurn, why: 'one' })
    expect(events()).toHaveLength(1)
    own.append({ kind: 'steer', ...inTurn, why: 'two' })
    expect(events().map(({ seq }) => seq)).toEqual([0, 1])
    own.finish()
    for (const name of ['events.jsonl', 'run.json']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })
})

describe('run.json', () => {
  it('is a fold: of any part of a record, too, and the same each time', () => {
    const own = recorder()
    own.append({
      kind: 'attempt.start',
      attempt: 'L2-1',
      findings: ['0123456789abcdef'],
      rung: 'L2',
      model: 'a/b',
      system: 'a'.repeat(64),
      tools: 'a'.repeat(64),
      prompt: 'a'.repeat(64),
      turns: 12,
    })
    own.append(turn('word'))
    const whole = foldRun(events())
    expect(whole).toMatchObject({
      result: null,
      attempts: [{ rung: 'L2', stop: null }],
      rungs: { L2: { attempts: 1 } },
    })
    expect(foldRun(events())).toEqual(whole)
    expect(foldRun([])).toMatchObject({ run: '', attempts: [], usage: NO_USAGE })
  })
})
