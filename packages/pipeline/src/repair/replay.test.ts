import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sha256 } from '@upkeep/schema'
import type { ScriptedReply, SeenRequest } from '@upkeep/testing/model'
import { executingTask } from './executing-task.ts'
import type { AttemptTask } from './model-rungs.ts'
import { replay } from './replay.ts'
import { SUBMIT, edit, fileOf, repairRun } from './repair.fixture.ts'
import type { RepairOptions, RepairRun } from './repair.fixture.ts'

/** Each found something once. */
const SEEDS = [4, 6, 10]

const looped = (request: SeenRequest) => request.tools.some(({ name }) => name === 'bash')

/** Refused, cut, repeated and mended: much of what a run can meet. */
const eventful: RepairOptions = {
  files: { a: 'export const y = BAD\n', b: 'export const z = BAD\n', c: 'const q = BAD\n', d: 'BAD by tools\n' },
  names: ['openai-chat/first', 'openai-chat/second'],
  async *tools(open) {
    await Promise.resolve()
    for (const { finding } of open) {
      const { path } = finding.data
      const blob = sha256('BAD by tools\n')
      if (path === 'src/d.js')
        yield {
          kind: 'patch',
          id: finding.id,
          findings: [finding.id],
          data: finding.data,
          edits: [{ path, blob, start: 0, end: 3, text: 'good' }],
        }
      else if (path === 'src/a.js') yield { findings: [finding.id], code: 'unproven', reason: 'no tool knows it' }
    }
  },
  script(request) {
    const path = fileOf(request)
    const step = request.messages.filter(({ role }) => role === 'assistant').length
    if (request.n % 7 === 3) return { fault: { kind: 'status', status: 529, type: 'overloaded_error' } }
    if (request.n % 7 === 5) return { text: 'a reply that is cut', fault: { kind: 'cut', share: 0.5 } }
    if (path === 'src/a.js') return { calls: [edit(path, 'BAD', 'good'), SUBMIT] }
    if (!looped(request)) return { calls: [edit(path, 'BAD', `FORBIDDEN${request.n}`), SUBMIT] }
    if (path === 'src/c.js' && request.model === 'first')
      return { calls: [{ name: 'bash', input: { command: 'cat src/c.js' } }] }
    const steps = [
      [{ name: 'bash', input: { command: `pwd; cat ${path}; sed -i s/BAD/good/ ${path}` } }],
      [
        { name: 'check', input: {} },
        { name: 'nope', input: {} },
      ],
      [SUBMIT],
    ]
    return { text: `step ${step}`, calls: steps[step] ?? [SUBMIT] }
  },
}

/** A generator of numbers that is the same every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function anyReply(path: string, random: () => number): ScriptedReply {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
  const calls = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    pick([
      edit(path, 'BAD', pick(['good', 'FORBIDDEN', `FORBIDDEN${Math.floor(random() * 9)}`])),
      edit('src/other.js', '', 'x'),
      edit('src/a.js/below.js', '', 'x'),
      {
        name: 'bash',
        input: { command: pick([`cat ${path}; pwd`, `sed -i s/BAD/good/ ${path}`, `rm ${path}`, 'exit 3']) },
      },
      { name: 'check', raw: pick(['{}', '{"scope":"full"}', '{"scope":', '[1]']) },
      { name: 'submit', input: { result: pick(['fixed', 'cannot_fix', 'perhaps']), summary: 'so' } },
      SUBMIT,
    ]),
  )
  if (random() < 0.8) return { calls, ...(random() < 0.2 ? { stop: 'length' as const } : {}) }
  return {
    calls,
    fault: pick([
      { kind: 'status', status: pick([429, 500, 529, 503]) },
      { kind: 'cut', share: random() * 0.9 },
      { kind: 'stream-error', type: 'server_error' },
      { kind: 'reset' },
    ] as const),
  }
}

/** Nothing of the run is left but its folder. */
async function abandon(run: RepairRun): Promise<void> {
  await run.server[Symbol.asyncDispose]()
  rmSync(run.root, { recursive: true })
}

describe('a replay', () => {
  let shared: RepairRun
  const copies: string[] = []
  /** The folder of one and the same run, for a test of its own. */
  const folder = () => {
    const copy = mkdtempSync(join(tmpdir(), 'replay-'))
    copies.push(copy)
    cpSync(shared.out, copy, { recursive: true })
    return copy
  }

  beforeAll(async () => {
    shared = await repairRun(eventful)
  })

  afterAll(async () => {
    await shared[Symbol.asyncDispose]()
    for (const copy of copies) rmSync(copy, { recursive: true })
  })

  it('comes to every decision again', async () => {
    expect(shared.repaired.verified?.proposals).toHaveLength(4)
    const report = await replay(folder())
    expect(report.misses).toEqual([])
    expect(report.differences).toEqual([])
    expect(report.attempts).toBeGreaterThanOrEqual(7)
    expect(report.decisions).toBeGreaterThan(40)
  })

  it.each(['anthropic/first', 'openai-responses/first'])(
    'is as exact for %s, with no server and no checkout left',
    async (name) => {
      await using other = await repairRun({ ...eventful, names: [name] })
      await abandon(other)
      expect(await replay(other.out)).toMatchObject({ misses: [], differences: [] })
    },
  )

  it('comes to the same end where money ran out', async () => {
    await using run = await repairRun({
      ...eventful,
      names: ['anthropic/claude-opus-5-5'],
      atProvider: true,
      limits: { usd: 0.18 }, // a reply of full length could cost 0.164
    })
    expect(run.repaired).toMatchObject({ incomplete: 'budget', word: null })
    expect(run.repaired.usage.usd).toBeGreaterThan(0.001)
    expect(run.repaired.usage.usd).toBeLessThanOrEqual(0.18)
    await abandon(run)
    expect(await replay(run.out)).toMatchObject({ misses: [], differences: [] })
  })

  it('comes to the same end where the budget or the model ended the run', async () => {
    await using poor = await repairRun({ ...eventful, limits: { usd: 0.1 } })
    await using down = await repairRun({
      ...eventful,
      script: ({ n }) => (n < 2 ? { calls: [SUBMIT] } : { fault: { kind: 'status', status: 503 } }),
    })
    expect([poor.repaired.incomplete, down.repaired.incomplete]).toEqual(['budget', 'model'])
    expect(await replay(poor.out)).toMatchObject({ misses: [], differences: [] })
    expect(await replay(down.out)).toMatchObject({ misses: [], differences: [] })
  })

  it.each(SEEDS)('agrees whatever models, servers and tools do (seed %i)', async (seed) => {
    const random = numbers(seed)
    await using run = await repairRun({
      files: { a: 'let a = BAD\n', b: 'let b = BAD\n', c: 'let c = BAD\n' },
      names: seed % 2 === 0 ? ['openai-chat/first', 'openai-chat/second'] : ['openai-responses/first'],
      limits: { turns: 5, ...(seed % 3 === 0 ? { usd: 0.3 } : {}), ...(seed % 4 === 0 ? { findings: 2 } : {}) },
      script: (request) => anyReply(fileOf(request), random),
    })
    await abandon(run)
    expect(await replay(run.out)).toMatchObject({ misses: [], differences: [] })
  })

  it('says where a record that was changed leads elsewhere', async () => {
    const out = folder()
    const file = join(out, 'record/events.jsonl')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"text":"exit 0\\n$REPO', '"text":"exit 7\\n$REPO'))
    expect(readFileSync(file, 'utf8')).not.toBe(text)
    expect((await replay(out)).differences).not.toEqual([])
  })

  it('names the nearest question where the cassette has no answer', async () => {
    const out = folder()
    const cassette = join(out, 'record/cassette')
    const longest = readdirSync(cassette).toSorted(
      (one, other) => readFileSync(join(cassette, other)).length - readFileSync(join(cassette, one)).length,
    )[0]
    rmSync(join(cassette, longest ?? ''))
    const { misses } = await replay(out)
    expect(misses.join('\n')).toContain('the nearest differs in messages[')
  })

  it('takes a record whose last line was cut, and none of another format', async () => {
    const out = folder()
    const file = join(out, 'record/events.jsonl')
    appendFileSync(file, '{"v":1,"run":"run-1","se')
    expect((await replay(out)).differences).toEqual([])
    appendFileSync(file, '\n{"v":1}\n')
    await expect(replay(out)).rejects.toThrow('is no event of upkeep/events@1')
  })

  it('needs a full record', async () => {
    await using run = await repairRun({ ...eventful, level: 'inputs' })
    await expect(replay(run.out)).rejects.toThrow(/record/)
  })

  it('with execute runs the tools again, on the tree as it is now', async () => {
    const run = shared
    const { workspace } = run
    const ports = { workspace, action: 'type-safety', env: { PATH: process.env['PATH'] ?? '' }, mayRun: true }
    const { signal } = new AbortController()
    const execute = {
      root: run.root,
      task: (recorded: AttemptTask) => executingTask(recorded, { ...ports, signal }),
    }
    const same = await replay(run.out, { execute })
    expect(same.differences).toEqual([])
    writeFileSync(join(run.root, 'src/b.js'), 'export const z = BAD // changed since\n')
    const changed = await replay(run.out, { execute })
    expect(changed.differences.length + changed.misses.length).toBeGreaterThan(0)
  })
})
