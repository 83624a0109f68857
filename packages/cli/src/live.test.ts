import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { Publication, Result } from '@upkeep/schema'
import { gitRepository, treeFingerprint } from '@upkeep/testing'
import { modelServer } from '@upkeep/testing/model'
import type { Script, SeenRequest } from '@upkeep/testing/model'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-live-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))

const FILES = {
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n      - run: npm test\n',
  'package.json': '{ "scripts": { "test": "node --test" } }',
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "noEmit": true, "module": "nodenext", "types": [] }, "include": ["src"] }',
  'src/total.ts':
    'export function total(prices: number[]): number {\n  // @ts-ignore\n  const sum: string = prices.reduce((a, b) => a + b, 0)\n  return Number(sum)\n}\n',
  'total.test.mjs':
    "import { test } from 'node:test'\nimport { strictEqual } from 'node:assert'\nimport { total } from './src/total.ts'\ntest('adds', () => strictEqual(total([1, 2]), 3))\n",
}

/** `upkeep type-safety` with a model that follows a script. */
async function run(script: Script, flags?: readonly string[], files: Record<string, string> = FILES) {
  await using server = await modelServer(script)
  await using repository = await gitRepository(files)
  const before = treeFingerprint(repository.root)
  const out = mkdtempSync(join(temp, 'out-'))
  const { JEST_WORKER_ID: _, ANTHROPIC_API_KEY: __, ...own } = process.env
  const env = { ...own, PATH: [bin, own['PATH']].join(delimiter), TMPDIR: temp }
  const model = flags ?? ['--model', 'openai-chat/scripted', '--base-url', server.openaiUrl, '--max-usd', '1']
  const args = [
    main,
    'type-safety',
    '--repo',
    repository.root,
    '--json',
    '--out',
    join(out, 'out'),
    '--record',
    'full',
    ...model,
  ]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data: Buffer) => void (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => void (stderr += data.toString()))
  await once(child, 'close')
  if (stdout === '') throw new Error(stderr)
  const text = (name: string) => readFileSync(join(out, 'out', name), 'utf8')
  return {
    result: Result.parse(JSON.parse(stdout)),
    publication: Publication.parse(JSON.parse(text('publication.json'))),
    patch: text('patch.diff'),
    events: text('record/events.jsonl'),
    report: text('report.html'),
    requests: [...server.requests],
    unchanged: treeFingerprint(repository.root) === before,
    stderr,
  }
}

const edit = (old: string, text: string) => ({
  name: 'edit',
  input: { path: 'src/total.ts', old_str: old, new_str: text },
})
const submit = (result: 'fixed' | 'cannot_fix') => ({ name: 'submit', input: { result, summary: 'done' } })
const isLoop = ({ tools }: SeenRequest) => tools.some(({ name }) => name === 'check')

describe('a live suppression and a model', () => {
  it('goes when the model gives the code its type, proven by the compiler; the user’s tree stays as it is', async () => {
    const { result, patch, publication, requests, unchanged, events, report } = await run(() => ({
      calls: [edit('  // @ts-ignore\n  const sum: string =', '  const sum: number ='), submit('fixed')],
    }))
    expect(result).toMatchObject({ result: 'changed', usage: { turns: 1 } })
    expect(patch).toMatch(/^-  \/\/ @ts-ignore\n-  const sum: string = .*\n\+  const sum: number = /m)
    expect(publication.operations).toMatchObject([{ op: 'pull-request', branch: 'upkeep/type-safety/live' }])
    expect(publication.proof.filter(({ after }) => after === 'pass').map(({ command }) => command)).toContain(
      'tsc --noEmit',
    )
    const [asked] = requests
    expect(asked?.messages[0]?.text).toContain("TS2322 Type 'number' is not assignable to type 'string'.")
    expect(events).toContain('"kind":"model.turn"')
    expect(report).toMatch(/What models were asked[\s\S]*total\.ts[\s\S]*openai-chat\/scripted[\s\S]*proven/)
    expect(unchanged).toBe(true)
  })

  it.each([
    ['keeps it', '  return Number(sum)', '  return Number(sum) + 0'],
    ['writes another one', '  // @ts-ignore\n', '  // @ts-expect-error\n'],
    ['hides it by any', '  // @ts-ignore\n  const sum: string =', '  const sum: any ='],
    ['hides it by a cast', '0)\n  return', '0) as unknown as string\n  return'],
  ])('stays when the model %s: the refusal goes back to it, and nothing is published', async (_, old, text) => {
    const { result, requests, patch } = await run((request) =>
      isLoop(request) ? { calls: [submit('cannot_fix')] } : { calls: [edit(old, text), submit('fixed')] },
    )
    expect(result.result).not.toBe('changed')
    expect(patch).toBe('')
    expect(requests.length).toBeGreaterThan(1)
    expect(requests.at(1)?.messages[0]?.text).toMatch(/was refused/)
  })

  it('stays when the change breaks what the tests hold', async () => {
    const { result, patch } = await run((request) =>
      isLoop(request)
        ? { calls: [submit('cannot_fix')] }
        : {
            calls: [
              edit(
                '  // @ts-ignore\n  const sum: string = prices.reduce((a, b) => a + b, 0)',
                '  const sum = prices.length',
              ),
              submit('fixed'),
            ],
          },
    )
    expect(result.result).not.toBe('changed')
    expect(patch).toBe('')
  })

  it('goes in the lines of the formatter of CI, whatever lines the model wrote', async () => {
    const workflow = `${FILES['.github/workflows/ci.yml']}      - run: prettier --check src\n`
    const { result, patch, requests } = await run(
      () => ({
        calls: [edit('  // @ts-ignore\n  const sum: string =', '  const sum   :number\n    ='), submit('fixed')],
      }),
      undefined,
      { ...FILES, '.prettierrc': '{ "semi": false }\n', '.github/workflows/ci.yml': workflow },
    )
    expect(result).toMatchObject({ result: 'changed', usage: { turns: 1 } })
    expect(patch).toContain('+  const sum: number = prices.reduce((a, b) => a + b, 0)\n')
    expect(requests).toHaveLength(1)
  })

  it('stays where the change is more than types and no test could have noticed it', async () => {
    const workflow = FILES['.github/workflows/ci.yml'].replace('      - run: npm test\n', '')
    const guarded = edit(
      '  // @ts-ignore\n  const sum: string =',
      '  if (prices.length === 0) return 0\n  const sum: number =',
    )
    const { result, requests } = await run(
      (request) => (isLoop(request) ? { calls: [submit('cannot_fix')] } : { calls: [guarded, submit('fixed')] }),
      undefined,
      { ...FILES, '.github/workflows/ci.yml': workflow },
    )
    expect(result.result).not.toBe('changed')
    expect(requests.at(-1)?.messages[0]?.text).toContain('no test of the repository ran that could notice')
  })

  it('is asked about with more tools at once where one reply was not enough', async () => {
    const { requests } = await run(() => ({ calls: [submit('cannot_fix')] }))
    expect(requests.map(isLoop)).toEqual([false, true])
    expect(requests[0]?.messages[0]?.text).toContain('You have this one reply')
  })

  it('is settled with its neighbours in one attempt, asked for by the command of the repository, and left no more', async () => {
    const text =
      'export function total(prices: number[]): number {\n  // @ts-ignore\n  const sum: string = prices.reduce((a, b) => a + b, 0)\n  // @ts-ignore\n  const twice: string = 2 * 2\n  return Number(sum) + Number(twice) - 4\n}\n'
    const { result, patch, requests, publication, report } = await run(
      () => ({
        calls: [
          edit('  // @ts-ignore\n  const sum: string =', '  const sum: number ='),
          edit('  // @ts-ignore\n  const twice: string =', '  const twice: number ='),
          submit('fixed'),
        ],
      }),
      undefined,
      { ...FILES, 'src/total.ts': text },
    )
    expect(requests).toHaveLength(1)
    expect(requests[0]?.messages[0]?.text).toMatch(
      /- `\/\/ @ts-ignore` at src\/total\.ts:2\n- `\/\/ @ts-ignore` at src\/total\.ts:4\nWithout them, `tsc --noEmit` reports:\n\nsrc\/total\.ts:3, 5 TS2322 /,
    )
    expect(result.findings.map(({ state }) => state)).toEqual(['proposed', 'proposed'])
    expect(publication.operations).toMatchObject([{ title: [{ text: 'Settle 2 type errors that comments hid' }] }])
    expect(patch.match(/^-.*@ts-ignore/gm)).toHaveLength(2)
    expect(report).not.toContain('What is left, most valuable first')
  })

  it('goes although the one beside it can not be settled, and that one is told of as left', async () => {
    const text = FILES['src/total.ts'].replace(
      '  return Number(sum)\n',
      '  // @ts-ignore\n  const twice: string = 2 * 2\n  return Number(sum) + Number(twice) - 4\n',
    )
    const { result, patch, report } = await run(
      () => ({ calls: [edit('  // @ts-ignore\n  const sum: string =', '  const sum: number ='), submit('fixed')] }),
      undefined,
      { ...FILES, 'src/total.ts': text },
    )
    expect(result.findings.map(({ state, range }) => [state, range?.[0]])).toEqual([
      ['proposed', 2],
      ['left', 4],
    ])
    expect(patch.match(/^-.*@ts-ignore/gm)).toHaveLength(1)
    expect(report).toMatch(/What is left, most valuable first[\s\S]*total\.ts:4/)
  })

  it('E17: is left alone, with a word about it, where a model is named and no key is given', async () => {
    const { result, stderr, requests } = await run([], ['--model', 'anthropic/claude-sonnet-5'])
    expect(result).toMatchObject({ result: 'clean', usage: { turns: 0 } })
    expect(stderr).toContain('No key was given for anthropic/claude-sonnet-5')
    expect(requests).toEqual([])
  })
})
