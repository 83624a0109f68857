import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Result } from '@upkeep/schema'
import { gitRepository, notRun, runnerEnvironment, treeFingerprint } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'

// Group F of the scorecard: repositories as they come. F12 is about the API of GitHub and tested with its client.

const temp = mkdtempSync(join(tmpdir(), 'upkeep-f-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const step = fileURLToPath(new URL('../../../actions/type-safety/src/main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const { JEST_WORKER_ID: _, ...own } = process.env
const env = { ...own, PATH: [bin, own['PATH']].join(delimiter), TMPDIR: temp }
const root = process.getuid?.() === 0

interface Ran {
  status: number | null
  result: Result | null
  stderr: string
  patch: string
}

function upkeep(directory: string, ...args: string[]): Ran {
  const out = join(temp, `out-${Math.random().toString(36).slice(2)}`)
  const argv = [main, 'type-safety', '--repo', directory, '--json', '--out', out, ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { env, encoding: 'utf8', maxBuffer: 1 << 28 })
  const patch = status === 0 ? readFileSync(join(out, 'patch.diff'), 'utf8') : ''
  return { status, result: stdout === '' ? null : Result.parse(JSON.parse(stdout)), stderr, patch }
}

const workflow = (...steps: string[]) =>
  `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${steps.map((line) => `      - run: ${line}\n`).join('')}`
const config = JSON.stringify({
  compilerOptions: { strict: true, noEmit: true, module: 'nodenext', types: [], moduleDetection: 'force' },
  include: ['src'],
})
const dead = (n: number) => `export const a${n}: number = ${n}\n// @ts-ignore\nexport const b${n}: number = a${n}\n`
const base = {
  '.github/workflows/ci.yml': workflow('tsc --noEmit'),
  'tsconfig.json': config,
  'src/a.ts': dead(1),
}
const proposed = ({ result }: Ran) =>
  (result?.findings ?? []).filter(({ state }) => state === 'proposed').map(({ path }) => path)
const clone = (...args: string[]) => {
  const folder = join(mkdtempSync(join(temp, 'clone-')), 'x')
  execFileSync('git', ['clone', '-q', ...args, folder], { stdio: 'pipe' })
  return folder
}

describe('files as they come, in one run', () => {
  const NAMES = ['with space.ts', 'quote\'s "x".ts', 'émoji😀.ts', '-leading.ts', `${'n'.repeat(252)}.ts`]
  const lf = dead(2)
  const files: Record<string, string | Uint8Array> = {
    ...base,
    'tsconfig.json': config.replace('"src"', '"src/*.ts"').replace(/}$/, ',"exclude":["src/wide.ts"]}'),
    'src/crlf.ts': lf.replaceAll('\n', '\r\n'),
    'src/bom.ts': `\uFEFF${dead(3)}`,
    'src/latin.ts': Buffer.from(`export const c = 'caf\xe9'\n${dead(4)}`, 'latin1'),
    'src/wide.ts': Buffer.from(`\uFEFF${dead(5)}`, 'utf16le'),
    'src/last.ts': dead(6).trimEnd(),
    'src/mixed.ts': dead(7).replace('\n', '\r\n'),
    'src/long.ts': `export const l = '${'x'.repeat(5 * 1024 * 1024)}' // @ts-ignore\n`,
    ...Object.fromEntries(NAMES.map((name, index) => [`src/${name}`, dead(20 + index)])),
  }
  let repository: TestRepository
  let ran: Ran
  const numstat = new Map<string, string>()
  beforeAll(async () => {
    repository = await gitRepository(files)
    ran = upkeep(repository.root)
    const applied = spawnSync('git', ['-C', repository.root, 'apply', '--numstat', '-z', '-'], { input: ran.patch })
    for (const row of applied.stdout.toString().split('\0').filter(Boolean)) {
      const [added = '', removed = '', path = ''] = row.split('\t')
      numstat.set(path, `${added}/${removed}`)
    }
  }, 120_000)
  afterAll(async () => await repository[Symbol.asyncDispose]())

  it.each([
    ['F06: CRLF', 'src/crlf.ts'],
    ['F07: a byte order mark', 'src/bom.ts'],
    ['F09: no newline at the end', 'src/last.ts'],
    ['F09: mixed line ends', 'src/mixed.ts'],
    ...NAMES.map((name) => [`F13: the name ${JSON.stringify(name.slice(0, 20))}`, `src/${name}`] as const),
  ])('%s: exactly one line changes', (_title, path) => {
    expect([ran.status, numstat.get(path)]).toEqual([0, '0/1'])
  })

  it('F08: Latin-1 is patched byte for byte, UTF-16 is left alone', () => {
    expect(proposed(ran)).toContain('src/latin.ts')
    expect(numstat.get('src/latin.ts')).toBe('-/-') // git calls it binary, so that the patch stays valid UTF-8
    expect([...numstat.keys()].filter((path) => path.includes('wide'))).toEqual([])
  })

  it('F10: a file of one line of 5 MB is skipped, and named', () => {
    expect(ran.result?.coverage.notExamined.map(({ what }) => what)).toContain('src/long.ts')
  })

  it('changes nothing in the work tree itself', () => {
    expect(repository.git('status', '--porcelain')).toBe('')
  })
})

describe('checkouts as they come', () => {
  it('F01: a clone of depth one, and one without blobs, works and stays as shallow as it was', async () => {
    await using origin = await gitRepository(base)
    origin.write('src/b.ts', dead(2))
    origin.git('add', '-A')
    origin.git('commit', '-qm', 'second')
    origin.git('config', 'uploadpack.allowFilter', 'true')
    const shallow = clone('--depth=1', `file://${origin.root}`)
    expect(proposed(upkeep(shallow)).toSorted()).toEqual(['src/a.ts', 'src/b.ts'])
    expect(execFileSync('git', ['-C', shallow, 'rev-list', '--count', 'HEAD'], { encoding: 'utf8' })).toBe('1\n')
    const partial = clone('--filter=blob:none', `file://${origin.root}`)
    expect(proposed(upkeep(partial)).toSorted()).toEqual(['src/a.ts', 'src/b.ts'])
  }, 60_000)

  it('F02, F03: the merge commit of a fork is examined without a model, and nothing is written anywhere', async () => {
    await using repository = await gitRepository(base)
    const head = repository.git('rev-parse', 'HEAD').trim()
    repository.git('commit', '-q', '--allow-empty', '-m', 'merge of the pull request')
    repository.git('update-ref', 'refs/remotes/pull/7/merge', 'HEAD')
    repository.git('checkout', '-q', '--detach', 'refs/remotes/pull/7/merge')
    const before = treeFingerprint(repository.root)
    const requests: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        requests.push(`${request.method ?? ''} ${request.url ?? ''} ${body.slice(0, 100)}`)
        response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const side = (sha: string, slug: string, fork: boolean) => ({ sha, ref: 'x', repo: { full_name: slug, fork } })
    const pull = { number: 7, head: side(head, 'mallory/example', true), base: side(head, 'octocat/example', false) }
    await using runner = await runnerEnvironment({
      workspace: repository.root,
      event: 'pull_request',
      payload: { pull_request: pull, number: 7 },
      inputs: { publish: 'file', model: 'anthropic/x', 'anthropic-api-key': 'k', token: 't' },
      env: {
        PATH: env.PATH,
        GITHUB_SHA: repository.git('rev-parse', 'HEAD').trim(),
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
    })
    const { status, stdout } = await spawned([step], runner.env, repository.root)
    server.close()
    expect([status, runner.outputs()['result'], runner.outputs()['usd']]).toEqual([0, 'changed', '0'])
    expect(stdout).toContain('src/a.ts')
    expect(requests.filter((request) => !/^(?:GET |POST \/graphql \{"query":"\s*query\b)/.test(request))).toEqual([])
    expect(treeFingerprint(repository.root)).toBe(before)
  }, 60_000)

  it('F04: what lies in a submodule is left to its own repository', async () => {
    await using library = await gitRepository({ 'x.ts': dead(5) })
    await using repository = await gitRepository(base)
    repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library.root, 'src/sub')
    repository.git('commit', '-qam', 'submodule')
    expect(proposed(upkeep(repository.root))).toEqual(['src/a.ts'])
  }, 60_000)

  it('F05: a pointer of Git LFS that a patch would change is refused, and the reason is told', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`
    const marked = `${pointer}// @ts-ignore\n`
    await using repository = await gitRepository({ ...base, 'src/p.ts': marked })
    const { status, result, patch } = upkeep(repository.root)
    expect([status, patch.includes('p.ts')]).toEqual([0, false])
    expect(result?.coverage.notExamined).toContainEqual({ what: 'src/p.ts', why: expect.stringMatching(/Git LFS/) })
  }, 60_000)

  it('F11: 100,000 files are listed within ten seconds and 500 MB', async () => {
    await using repository = await gitRepository(base)
    const blob = repository.git('hash-object', '-w', 'tsconfig.json').trim()
    const paths = Array.from({ length: 100_000 }, (_entry, index) => `many/${index % 100}/${index}.json`)
    const git = (args: string[], input: string) => execFileSync('git', ['-C', repository.root, ...args], { input })
    git(['update-index', '-z', '--index-info'], paths.map((path) => `100644 ${blob}\t${path}\0`).join(''))
    git(['update-index', '-z', '--skip-worktree', '--stdin'], paths.map((path) => `${path}\0`).join(''))
    repository.git('commit', '-qm', 'many')
    const memory = join(temp, 'memory')
    const hook = `process.on('exit', () => process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)))`
    const args = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, main, 'checks', '--json']
    const started = performance.now()
    const { status } = await spawned([...args, '--repo', repository.root], env, temp)
    expect([status, performance.now() - started < 10_000]).toEqual([0, true])
    expect(Number(readFileSync(memory, 'utf8')) / 1024).toBeLessThan(500)
  }, 60_000)

  it('F14: a file that was renamed in case only is patched under its new name', async () => {
    await using repository = await gitRepository({ ...base, 'src/Case.ts': dead(8) })
    repository.git('mv', 'src/Case.ts', 'src/case.ts')
    repository.git('commit', '-qm', 'rename')
    expect(proposed(upkeep(repository.root)).toSorted()).toEqual(['src/a.ts', 'src/case.ts'])
  }, 60_000)

  it('F15: an empty repository ends with a sentence, another default branch and an orphan one just work', async () => {
    await using empty = await gitRepository({}, { commit: false })
    expect(upkeep(empty.root)).toMatchObject({ status: 1, stderr: expect.stringMatching(/no commit/i) })
    await using repository = await gitRepository(base)
    repository.git('checkout', '-q', '--orphan', 'trunk/größer')
    repository.git('commit', '-qm', 'orphan')
    repository.git('branch', '-q', '-D', 'main')
    expect(proposed(upkeep(repository.root))).toEqual(['src/a.ts'])
  }, 60_000)

  it('F16: a full disk ends the run with an error, and every file is as it was', async () => {
    if (!root) return notRun('a full disk', 'needs root to mount one')
    await using repository = await gitRepository(base)
    const before = treeFingerprint(repository.root)
    const small = mkdtempSync(join(temp, 'small-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small])
    let refused = 0
    try {
      for (const left of [0, 8, 64, 512]) {
        rmSync(join(small, 'filler'), { force: true })
        writeFileSync(join(small, 'filler'), Buffer.alloc((1024 - left) * 1024 - 4096))
        const argv = [main, 'type-safety', '--repo', repository.root, '--out', join(small, 'out'), '--apply']
        const { status, stderr } = await spawned(argv, { ...env, TMPDIR: small }, temp)
        if (status === 0) break // all fitted
        refused += 1
        expect(`${status} ${stderr}`).toMatch(/^1 [\s\S]*(?:ENOSPC|no space|disk)/i)
        expect(treeFingerprint(repository.root)).toBe(before)
        rmSync(join(small, 'out'), { recursive: true, force: true })
      }
      expect(refused).toBeGreaterThan(0)
    } finally {
      execFileSync('umount', ['-l', small])
    }
  }, 120_000)

  it('F17: a workspace that can not be written to is examined all the same', async () => {
    if (!root) return notRun('a read-only workspace', 'needs root to mount one')
    await using repository = await gitRepository(base)
    execFileSync('mount', ['--bind', repository.root, repository.root])
    execFileSync('mount', ['-o', 'remount,bind,ro', repository.root])
    try {
      expect(proposed(upkeep(repository.root))).toEqual(['src/a.ts'])
    } finally {
      execFileSync('umount', ['-l', repository.root])
    }
  }, 60_000)

  it('F18: a workspace behind a link, with spaces in its path, works', async () => {
    await using repository = await gitRepository(base)
    const folder = join(mkdtempSync(join(temp, 'odd ')), 'a folder')
    mkdirSync(folder)
    const link = join(folder, 'the link')
    symlinkSync(clone(repository.root), link)
    expect(proposed(upkeep(link))).toEqual(['src/a.ts'])
  }, 60_000)

  it('F19: what set-up steps changed is never a part of the patch', async () => {
    await using repository = await gitRepository({ ...base, 'src/dirty.ts': dead(3), 'package-lock.json': '{}\n' })
    repository.write('package-lock.json', '{ "changed": true }\n')
    repository.write('src/dirty.ts', `${dead(3)}export const installed = 1\n`)
    repository.write('generated.txt', 'new\n')
    const ran = upkeep(repository.root)
    expect(proposed(ran)).toEqual(['src/a.ts'])
    expect(ran.patch.match(/^diff --git .*/gm)).toEqual(['diff --git a/src/a.ts b/src/a.ts'])
  }, 60_000)

  it('F20: a check that was red before is recorded as red, and never as fixed', async () => {
    await using repository = await gitRepository({
      ...base,
      '.github/workflows/ci.yml': workflow('tsc --noEmit', 'node lint.js'),
      'lint.js': "console.log('src/z.ts(1,1): error TS1: old')\nprocess.exit(1)\n",
      'package.json': JSON.stringify({ scripts: { lint: 'node lint.js' } }),
    })
    const { result } = upkeep(repository.root, '--checks', 'tsc --noEmit', '--checks', 'eslint --version; node lint.js')
    const rows = (result?.proposals ?? []).flatMap(({ checks }) => checks)
    const lint = rows.filter(({ command }) => command.includes('lint.js'))
    expect(lint.length).toBeGreaterThan(0)
    expect(lint.every(({ fixed, after }) => fixed === 0 && after !== 'pass')).toBe(true)
  }, 60_000)

  it('F21: a check that prints 200 MB is read to its last failure in less than 400 MB', async () => {
    const noisy = `${process.execPath} -e "for (let n = 0; n < 200; n++) process.stdout.write('x'.repeat(1023) + '\\n'.repeat(1) + 'y'.repeat(1047552))"; tsc --noEmit`
    await using repository = await gitRepository({
      ...base,
      '.github/workflows/ci.yml': workflow('tsc --noEmit'),
      'src/c.ts': dead(2),
    })
    const memory = join(temp, 'memory-21')
    const hook = `process.on('exit', () => process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)))`
    const out = join(temp, 'out-21')
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(hook)}`,
      main,
      'type-safety',
      '--json',
      '--out',
      out,
    ]
    const { status, stdout } = await spawned([...args, '--repo', repository.root, '--checks', noisy], env, temp)
    expect(status).toBe(0)
    expect(proposed({ status, result: Result.parse(JSON.parse(stdout)), stderr: '', patch: '' })).toHaveLength(2)
    expect(Number(readFileSync(memory, 'utf8')) / 1024).toBeLessThan(400)
  }, 120_000)
})

/** Beside our own server, so not synchronously. */
async function spawned(argv: readonly string[], variables: NodeJS.ProcessEnv, cwd: string) {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, argv, { env: variables, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const status = await new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { status, stdout, stderr }
}
