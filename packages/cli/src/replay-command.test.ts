import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replay } from '@upkeep/pipeline'
import { Result } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { modelServer } from '@upkeep/testing/model'
import type { ScriptedReply, SeenRequest } from '@upkeep/testing/model'
import { createProgram } from './program.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))

/** A command line with its output. */
async function upkeep(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const { signal } = new AbortController()
  const program = createProgram({
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    color: false,
    width: 100,
    debug: false,
    signal,
  })
  const code = await program.run(args)
  return { code, out, err }
}

const FILES = {
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n      - run: node --test\n',
  'tsconfig.json': '{"compilerOptions":{"strict":true,"noEmit":true,"module":"nodenext","types":[]},"include":["src"]}',
  'src/dead.ts': 'export const a: number = 1\n// @ts-ignore\nexport const b: number = a\n',
  'src/one.ts':
    'export function one(): number {\n  // @ts-ignore\n  const text: string = 1\n  return Number(text)\n}\n',
  'src/two.ts':
    'export function two(): number {\n  // @ts-ignore\n  const text: string = 1\n  // @ts-ignore\n  const more: string = 1\n  return Number(text) + Number(more)\n}\n',
  'one.test.mjs':
    "import { test } from 'node:test'\nimport { strictEqual } from 'node:assert'\nimport { one } from './src/one.ts'\ntest('one', () => strictEqual(one(), 1))\n",
}
const SUBMIT = { name: 'submit', input: { result: 'fixed', summary: 'typed' } }
const typed = (path: string, name: string, type: string) => ({
  name: 'edit',
  input: { path, old_str: `  // @ts-ignore\n  const ${name}: string`, new_str: `  const ${name}: ${type}` },
})

/** Settles one finding at once; the others after it gave up, looked around, was refused by a check and started over. */
function script(): (request: SeenRequest) => ScriptedReply {
  const both = (type: string) => ['text', 'more'].map((name) => typed('src/two.ts', name, type))
  const steps: ScriptedReply[] = [
    { text: 'I look.', calls: [{ name: 'bash', input: { command: 'pwd; cat src/two.ts' } }] },
    { calls: [...both('any'), { name: 'check', input: {} }] },
    {
      calls: [{ name: 'reset', input: {} }, ...both('number'), SUBMIT],
    },
  ]
  return ({ n, tools, messages }) => {
    if (n === 1) return { fault: { kind: 'status', status: 529, type: 'overloaded_error' } }
    if (messages[0]?.text.includes('src/one.ts:2') === true)
      return { calls: [typed('src/one.ts', 'text', 'number'), SUBMIT] }
    const gaveUp = { name: 'submit', input: { result: 'cannot_fix', summary: 'I have to look around' } }
    return tools.some(({ name }) => name === 'bash') ? (steps.shift() ?? { calls: [SUBMIT] }) : { calls: [gaveUp] }
  }
}

describe('a whole run with a model', () => {
  const temp = mkdtempSync(join(tmpdir(), 'upkeep-replay-model-'))
  afterAll(() => rmSync(temp, { recursive: true }))

  it.each(['anthropic', 'openai-chat', 'openai-responses'])(
    'comes out event by event as recorded, with no network and no checkout, in a twentieth of its time (%s)',
    async (api) => {
      const to = join(temp, api)
      {
        await using server = await modelServer(script())
        await using repository = await gitRepository(FILES)
        const { JEST_WORKER_ID: _, ...own } = process.env
        const env = { ...own, PATH: [bin, own['PATH']].join(delimiter) }
        const url = api === 'anthropic' ? server.anthropicUrl : server.openaiUrl
        const flags = ['--model', `${api}/scripted`, '--base-url', url, '--max-usd', '1', '--record', 'full']
        const args = [main, 'type-safety', '--repo', repository.root, '--out', to, '--casts', 'off', ...flags]
        const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
        await once(child, 'close')
        expect(server.complaints).toEqual([])
      }
      const result = Result.parse(JSON.parse(readFileSync(join(to, 'result.json'), 'utf8')))
      expect(result.findings.map(({ state }) => state)).toEqual(['proposed', 'proposed', 'proposed', 'proposed'])
      const report = await replay(to)
      expect(report).toMatchObject({ climbs: 2, differences: [], misses: [] })
      expect(report.attempts).toBe(3)
      // the first one also loaded the SDK of the provider
      const seconds = Math.min(report.seconds, (await replay(to)).seconds)
      expect((report.recordedSeconds ?? 0) / seconds).toBeGreaterThanOrEqual(20)
    },
    120_000,
  )
})

describe('upkeep replay', () => {
  let folder: string
  let out: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'upkeep-replay-'))
    out = join(folder, 'out')
    await using repository = await gitRepository({
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n',
      'tsconfig.json': '{"compilerOptions":{"strict":true,"noEmit":true,"types":[]},"include":["src"]}',
      'src/a.ts': 'export const a: number = 1\n// @ts-ignore\nexport const b: number = a\n',
    })
    const { JEST_WORKER_ID: _, ...own } = process.env
    const env = { ...own, PATH: [bin, own['PATH']].join(delimiter) }
    const args = [main, 'type-safety', '--repo', repository.root, '--out', out]
    expect(spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout).toContain('src/a.ts')
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes the decisions of a run again after the repository is gone', async () => {
    const { code, out: text } = await upkeep('replay', out)
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('All came out as recorded.') })
    expect(text).toMatch(/^[4-9] decisions of 0 attempts on 1 batches/)
  })

  it('prints one JSON object and nothing else', async () => {
    expect(JSON.parse((await upkeep('replay', out, '--json')).out)).toMatchObject({
      format: 'upkeep/replay@1',
      differences: [],
      misses: [],
    })
  })

  it('says where there is no record', async () => {
    await expect(upkeep('replay', join(folder, 'nothing'))).rejects.toThrow('holds no record')
  })

  it('refuses a record that does not hold what was said', async () => {
    const file = join(out, 'record/events.jsonl')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"record":"full"', '"record":"inputs"'))
    await expect(upkeep('replay', out)).rejects.toThrow('does not hold what was said')
    writeFileSync(file, text)
  })
})
