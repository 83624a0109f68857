import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { ChecksReport, Result, SliceReport } from '@upkeep/schema'
import { gitRepository, runnerEnvironment, treeFingerprint } from '@upkeep/testing'
import { modelServer } from '@upkeep/testing/model'
import type { ModelServer, ScriptedReply, SeenRequest } from '@upkeep/testing/model'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-review-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const action = fileURLToPath(new URL('../../../actions/type-safety/src/main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const LOCK = '.github/upkeep/ci.lock.yml'
const CI = '.github/workflows/ci.yml'
const MORE = '.github/workflows/more.yml'
const workflow = (run: string) =>
  `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n      - run: ${run}\n`
const files = {
  [CI]: workflow('./frob'),
  [MORE]: workflow('./grind'),
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "include": ["src"] }',
  'src/a.ts': 'export const a: number = 1\n// @ts-ignore\nexport const b: number = a\n',
}

/** Says that the second step is a linter. */
const says = (): ScriptedReply => ({
  calls: [
    {
      name: 'submit',
      input: { changes: [{ job: 'check', step: 1, add: ['lint'], remove: ['unknown'], why: 'frob is a linter' }] },
    },
  ],
})
const isReview = ({ system }: SeenRequest) => system.startsWith('You review how a program has classified')
const flags = ({ openaiUrl }: ModelServer) => ['--model', 'openai-chat/scripted', '--base-url', openaiUrl]

async function runNode(args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd = temp) {
  const { JEST_WORKER_ID: _, ...own } = env
  const child = spawn(process.execPath, args, { env: own, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data: Buffer) => void (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => void (stderr += data.toString()))
  const [status] = (await once(child, 'close')) as [number]
  return { status, stdout, stderr }
}

describe('upkeep checks --model', () => {
  it('writes the review beside the workflows; from then on it holds, and nobody is asked', async () => {
    await using server = await modelServer(says)
    await using repository = await gitRepository(files)
    const checks = async (...more: string[]) => {
      const { stdout, stderr } = await runNode([main, 'checks', '--json', '--repo', repository.root, ...more])
      return { kinds: ChecksReport.parse(JSON.parse(stdout)).checks.map(({ kind }) => kind), stderr }
    }
    expect((await checks()).kinds).toEqual(['typecheck'])
    const shown = await checks(...flags(server))
    expect(shown.kinds).toEqual(['typecheck', 'lint', 'lint'])
    expect(shown.stderr).toMatch(/Nothing is written: `upkeep checks --model … --write` keeps it/)
    expect(existsSync(join(repository.root, LOCK))).toBe(false)
    const first = await checks(...flags(server), '--write')
    expect(first.kinds).toEqual(['typecheck', 'lint', 'lint'])
    expect(first.stderr).toMatch(/ci\.lock\.yml is written: read it like code and commit it/)
    expect(server.requests).toHaveLength(4)
    const lock = readFileSync(join(repository.root, LOCK), 'utf8')
    expect((await checks(...flags(server))).kinds).toEqual(['typecheck', 'lint', 'lint'])
    expect((await checks()).kinds).toEqual(['typecheck', 'lint', 'lint'])
    expect(server.requests).toHaveLength(4)
    expect(readFileSync(join(repository.root, LOCK), 'utf8')).toBe(lock)
    writeFileSync(join(repository.root, CI), workflow('./frob --all'))
    const stale = await checks()
    expect(stale.kinds).toEqual(['typecheck', 'lint'])
    expect(stale.stderr).toMatch(/note: \S+ci\.lock\.yml: the review of \S+ci\.yml is of other contents/)
  })

  it('does not write through a link that the repository holds', async () => {
    await using server = await modelServer(says)
    await using repository = await gitRepository(files)
    const elsewhere = mkdtempSync(join(temp, 'elsewhere-'))
    symlinkSync(elsewhere, join(repository.root, '.github', 'upkeep'))
    const args = [main, 'checks', '--repo', repository.root, ...flags(server), '--write']
    const { status, stderr } = await runNode(args)
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${LOCK} can not be written: upkeep is a symbolic`)])
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('says where a lock file is broken, and goes by the rules', async () => {
    await using repository = await gitRepository({ ...files, [LOCK]: 'format: upkeep/ci-lock@1\nworkflows: []\n' })
    const { status, stderr } = await runNode([main, 'checks', '--repo', repository.root])
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/^note: \S+ci\.lock\.yml:2: workflows: .*the rules stand/),
    ])
  })
})

describe('upkeep slice --model', () => {
  it('asks about that workflow alone, and leaves the reviews of others in the file', async () => {
    await using server = await modelServer(says)
    await using repository = await gitRepository(files)
    const slice = async (file: string) => {
      const args = [main, 'slice', file, '--for', 'lint', '--json', '--repo', repository.root, ...flags(server)]
      return SliceReport.parse(JSON.parse((await runNode(args)).stdout))
    }
    const kept = ({ steps }: SliceReport) => steps.filter(({ keep }) => keep).map(({ step, reason }) => [step, reason])
    expect(kept(await slice(CI))).toEqual([[1, 'it is a lint step']])
    expect(kept(await slice(MORE))).toEqual([[1, 'it is a lint step']])
    expect(kept(await slice(CI))).toEqual([[1, 'it is a lint step']])
    expect(server.requests).toHaveLength(2)
  })
})

describe('an action on a runner', () => {
  async function step(root: string, server: ModelServer, more: { event?: string; payload?: unknown } = {}) {
    const out = join(mkdtempSync(join(temp, 'out-')), 'out')
    const inputs = {
      model: 'openai-chat/scripted',
      'base-url': server.openaiUrl,
      out,
      record: 'full',
      'max-usd': '2',
      'max-minutes': '5',
    }
    await using runner = await runnerEnvironment({
      workspace: root,
      inputs,
      env: { PATH: [bin, process.env['PATH']].join(delimiter) },
      ...more,
    })
    const ran = await runNode([action], runner.env, root)
    const result = Result.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
    return { ...ran, out, result }
  }

  it('asks for what the base commit does not keep, and leaves the file to be committed in its output', async () => {
    await using server = await modelServer(says)
    await using repository = await gitRepository(files)
    const before = treeFingerprint(repository.root)
    const { out, result, stdout } = await step(repository.root, server)
    expect(server.requests.filter(isReview)).toHaveLength(2)
    expect(result.result).toBe('changed')
    expect(result.usage.turns).toBe(server.requests.length)
    expect(stdout).toMatch(/It is proposed as \.github\/upkeep\/ci\.lock\.yml; once that is merged/)
    expect(treeFingerprint(repository.root)).toBe(before)
    const lock = readFileSync(join(out, 'ci.lock.yml'), 'utf8')
    const replayed = await runNode([main, 'replay', out])
    expect([replayed.status, replayed.stderr]).toEqual([0, ''])

    await using kept = await gitRepository({ ...files, [LOCK]: lock })
    const asked = server.requests.length
    const again = await step(kept.root, server)
    expect(server.requests.slice(asked).filter(isReview)).toHaveLength(0)
    expect(existsSync(join(again.out, 'ci.lock.yml'))).toBe(false)
  })

  it('does not ask on a pull request: its workflows are what its author wrote', async () => {
    await using server = await modelServer(says)
    await using repository = await gitRepository(files)
    const sha = 'a'.repeat(40)
    const head = { sha, repo: { full_name: 'octocat/example' } }
    const base = { sha, ref: 'main', repo: { full_name: 'octocat/example' } }
    const payload = { pull_request: { number: 1, head, base }, repository: { full_name: 'octocat/example' } }
    const { status, stdout, stderr } = await step(repository.root, server, { event: 'pull_request', payload }).catch(
      (error: unknown) => ({ status: -1, stdout: '', stderr: String(error) }),
    )
    expect([server.requests.filter(isReview).length, status === -1 ? stderr : '', stdout === '']).toEqual([
      0,
      '',
      false,
    ])
  })
})
