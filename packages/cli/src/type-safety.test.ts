import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { Publication, Result } from '@upkeep/schema'
import { gitRepository, treeFingerprint } from '@upkeep/testing'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-cli-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const { JEST_WORKER_ID: _, ...own } = process.env
const env = { ...own, PATH: [bin, own['PATH']].join(delimiter), TMPDIR: temp }

interface Ran {
  status: number | null
  result: Result
  stderr: string
  out: string
}

function upkeep(root: string, ...args: string[]): Ran {
  const out = join(temp, `out-${Math.random().toString(36).slice(2)}`)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [main, 'type-safety', '--repo', root, '--json', '--out', out, ...args],
    {
      env,
      encoding: 'utf8',
    },
  )
  return { status, result: stdout === '' ? (null as unknown as Result) : Result.parse(JSON.parse(stdout)), stderr, out }
}

const workflow = (...steps: string[]) =>
  `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${steps.map((step) => `      - run: ${step}\n`).join('')}`
const tsconfig = (include: string[]) =>
  JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: 'nodenext', types: [] }, include })
const dead = (n: number) => `export const a${n}: number = ${n}\n// @ts-ignore\nexport const b${n}: number = a${n}\n`
const live = (n: number) => `export const c${n}: string = 'x'\n// @ts-ignore\nexport const d${n}: number = c${n}\n`

const base = {
  '.github/workflows/ci.yml': workflow('tsc --noEmit'),
  'tsconfig.json': tsconfig(['src']),
  'src/a.ts': dead(1) + live(2),
}

describe('upkeep type-safety', () => {
  it('removes what is dead, keeps what is live, and leaves the tree as it was', async () => {
    await using repository = await gitRepository(base)
    const before = treeFingerprint(repository.root)
    const { status, result, out } = upkeep(repository.root)
    expect([status, result.result, result.reason]).toEqual([0, 'changed', null])
    expect(result.findings.map(({ path, range, state }) => [path, range?.[0], state])).toEqual([
      ['src/a.ts', 2, 'proposed'],
    ])
    expect(result.proposals.map(({ class: kind, verdict, added, removed }) => [kind, verdict, added, removed])).toEqual(
      [['comment', 'proven', 0, 1]],
    )
    expect(readdirSync(out).toSorted()).toEqual([
      'blobs',
      'patch.diff',
      'publication.json',
      'record',
      'report.html',
      'result.json',
      'summary.md',
    ])
    const publication = Publication.parse(JSON.parse(readFileSync(join(out, 'publication.json'), 'utf8')))
    expect(publication.operations.map(({ op }) => op)).toEqual(['pull-request'])
    const events = readFileSync(join(out, 'record', 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
    expect(events.map((line) => String(Reflect.get(Object(JSON.parse(line)), 'kind')))).toEqual(
      expect.arrayContaining(['run.start', 'finding', 'proposal', 'check', 'verdict', 'run.end']),
    )
    expect(treeFingerprint(repository.root)).toBe(before)
  })

  it('runs each checker as often for 60 dead suppressions as for one', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (__, n) => [`src/m${n}.ts`, dead(n) + dead(n + 100) + live(n + 200)]),
    )
    await using one = await gitRepository(base)
    await using sixty = await gitRepository({ ...base, ...many })
    const [few, all] = [upkeep(one.root).result, upkeep(sixty.root).result]
    expect(all.findings.filter(({ state }) => state === 'proposed')).toHaveLength(61)
    expect(all.checkerRuns).toBe(few.checkerRuns)
  })

  it('keeps one that another configuration needs', async () => {
    const files = { ...base, '.github/workflows/ci.yml': workflow('tsc -p tsconfig.json', 'tsc -p strict.json') }
    const loose = JSON.stringify({
      compilerOptions: { noEmit: true, strict: false, module: 'nodenext', types: [] },
      include: ['src'],
    })
    const source =
      'export const a: string = null as string | null as never\n// @ts-ignore\nexport const b: number = (undefined as number | undefined)\n'
    await using repository = await gitRepository({
      ...files,
      'tsconfig.json': loose,
      'strict.json': tsconfig(['src']),
      'src/a.ts': source,
    })
    expect(upkeep(repository.root).result.findings).toEqual([])
  })

  it('applies the proven patch when it is told to, byte for byte', async () => {
    const crlf = `\uFEFF${dead(1).replaceAll('\n', '\r\n')}export const last = 1`
    await using repository = await gitRepository({ ...base, 'src/a.ts': crlf })
    expect(upkeep(repository.root, '--apply').status).toBe(0)
    expect(readFileSync(join(repository.root, 'src/a.ts'), 'utf8')).toBe(crlf.replace('// @ts-ignore\r\n', ''))
  })

  it('refuses what a formatter would then complain about, and keeps the rest', async () => {
    const script =
      "if (!require('fs').readFileSync('src/b.ts', 'utf8').includes('ts-ignore')) {\n  console.log('src/b.ts')\n  process.exitCode = 1\n}\n"
    await using repository = await gitRepository({
      ...base,
      '.github/workflows/ci.yml': workflow('tsc --noEmit', 'npm run format'),
      'package.json': JSON.stringify({ scripts: { format: 'node format.js' } }),
      'format.js': script,
      'src/b.ts': dead(5),
    })
    const { result } = upkeep(repository.root)
    expect(result.findings.map(({ path, state }) => [path, state])).toEqual([
      ['src/a.ts', 'proposed'],
      ['src/b.ts', 'refused'],
    ])
  })
})

describe('what a run says when it can not do its work', () => {
  const cases: readonly [title: string, files: Record<string, string>, code: string, words: RegExp][] = [
    ['there is no CI', { 'a.ts': 'x' }, 'no-ci', /no workflow/],
    [
      'the CI holds no check',
      { ...base, '.github/workflows/ci.yml': workflow('echo hello') },
      'no-check',
      /no command/,
    ],
    ['the workflow is broken', { ...base, '.github/workflows/ci.yml': 'on: [push\njobs: {' }, 'no-check', /line \d+/],
    ['the baseline is red', { ...base, 'src/red.ts': 'export const a: number = "x"\n' }, 'baseline-red', /red/],
    [
      'the tool is not installed',
      { ...base, '.github/workflows/ci.yml': workflow('npm ci', 'npx --no-install vue-tsc --noEmit') },
      'not-set-up',
      /npm ci|not installed|install/,
    ],
  ]
  it.each(cases)('%s', async (_title, files, code, words) => {
    await using repository = await gitRepository(files)
    const { status, result } = upkeep(repository.root)
    expect([status, result.result, result.reason?.code]).toEqual([0, 'skipped', code])
    expect(`${result.reason?.message ?? ''} ${result.reason?.remedy ?? ''}`).toMatch(words)
  })

  it('keeps a record, unless the configuration wants none', async () => {
    await using repository = await gitRepository(base)
    expect(existsSync(join(upkeep(repository.root).out, 'record', 'events.jsonl'))).toBe(true)
    await using quiet = await gitRepository({ ...base, '.github/upkeep.yml': 'version: 1\nrecord: off\n' })
    expect(existsSync(join(upkeep(quiet.root).out, 'record'))).toBe(false)
  })

  it('names the nearest right key of a wrong configuration and exits with 2', async () => {
    await using repository = await gitRepository({ ...base, '.github/upkeep.yml': 'version: 1\nmax-minuts: 3\n' })
    const { status, stderr } = upkeep(repository.root)
    expect(status).toBe(2)
    expect(stderr).toMatch(/\.github\/upkeep\.yml:2[\s\S]*max-minutes/)
    expect(stderr).not.toContain('    at ')
  })

  it('exits with 2 for a wrong flag, with 1 for a folder that is no repository', async () => {
    await using repository = await gitRepository(base)
    expect(upkeep(repository.root, '--modle', 'x')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--model'),
    })
    const folder = mkdtempSync(join(temp, 'none-'))
    expect(upkeep(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('not inside a git repository') })
  })

  it('refuses an output folder that holds what no run wrote, and loses nothing of it', async () => {
    await using repository = await gitRepository(base)
    const out = mkdtempSync(join(temp, 'foreign-'))
    writeFileSync(join(out, 'thesis.txt'), 'mine')
    expect(upkeep(repository.root, '--out', out)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('thesis.txt'),
    })
    expect(readdirSync(out)).toEqual(['thesis.txt'])
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'D16: ends within seconds of %s while a tool runs, its children gone, nothing left behind',
    async (signal, status) => {
      const mark = `61.${process.pid}${status}` // seconds, and a name for the process
      await using repository = await gitRepository({
        ...base,
        '.github/workflows/ci.yml': workflow(`sleep ${mark} && tsc --noEmit`),
      })
      const before = treeFingerprint(repository.root)
      const out = join(temp, `cancelled-${signal}`)
      const child = spawn(process.execPath, [main, 'type-safety', '--repo', repository.root, '--out', out], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      await new Promise<void>((resolve) =>
        child.stderr.on('data', (chunk: Buffer) => chunk.toString().includes('Prove') && resolve()),
      )
      const asked = performance.now()
      child.kill(signal)
      const code = await new Promise((resolve) => child.once('close', resolve))
      expect(code).toBe(status)
      expect(spawnSync('pgrep', ['-f', `^sleep ${mark}`]).status).toBe(1)
      expect(performance.now() - asked).toBeLessThan(15_000)
      expect(existsSync(out)).toBe(false)
      expect(treeFingerprint(repository.root)).toBe(before)
    },
  )
})

describe('unusual checkouts', () => {
  it('works on a shallow, detached, dirty clone and leaves what is not committed alone', async () => {
    await using origin = await gitRepository({ ...base, 'src/z.ts': dead(7) })
    const clone = join(mkdtempSync(join(temp, 'clone-')), 'x')
    spawnSync('git', ['clone', '-q', '--depth=1', `file://${origin.root}`, clone])
    spawnSync('git', ['-C', clone, 'checkout', '-q', '--detach'])
    writeFileSync(join(clone, 'src/z.ts'), `${dead(7)}export const unsaved = 1\n`)
    const before = treeFingerprint(clone)
    const { result } = upkeep(clone)
    expect(result.findings.filter(({ state }) => state === 'proposed').map(({ path }) => path)).toEqual(['src/a.ts'])
    expect(JSON.stringify(result.coverage.notExamined)).toContain('src/z.ts')
    expect(treeFingerprint(clone)).toBe(before)
  })

  it('works from a folder inside the repository, and with Latin-1 and links in it', async () => {
    await using repository = await gitRepository({
      ...base,
      'src/latin.ts': Buffer.from(`// caf\xe9\n${dead(9)}`, 'latin1'),
    })
    mkdirSync(join(repository.root, 'deep'))
    const { result } = upkeep(join(repository.root, 'deep'))
    expect(result.findings.map(({ path }) => path).toSorted()).toEqual(['src/a.ts', 'src/latin.ts'])
  })
})

describe('upkeep checks and upkeep config print', () => {
  it('print what they found and what is in force', async () => {
    await using repository = await gitRepository({ ...base, '.github/upkeep.yml': 'version: 1\nmax-minutes: 7\n' })
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [main, ...args, '--repo', repository.root], { env, encoding: 'utf8' }).stdout
    expect(JSON.parse(run('checks', '--json'))).toMatchObject({
      format: 'upkeep/checks@1',
      checks: [{ kind: 'typecheck', command: 'tsc --noEmit', runnable: true }],
    })
    expect(run('checks')).toContain('tsc --noEmit')
    expect(run('config', 'print')).toMatch(/max-minutes: 7 # \.github\/upkeep\.yml/)
    expect(run('config', 'print')).toMatch(/^ {4}record: full$/m)
  })
})
