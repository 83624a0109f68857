import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { Result } from '@upkeep/schema'
import { gitRepository, runnerEnvironment } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { fakeGitHub } from '@upkeep/testing/github'
import type { FakeGitHub } from '@upkeep/testing/github'

const root = resolve('..', '..')

export interface StepOptions {
  inputs?: Record<string, string>
  token?: string
  event?: string
  payload?: unknown
  env?: Record<string, string>
}

export interface StepResult {
  status: number | null
  log: string
  outputs: Record<string, string>
  summary: string
  /** `result.json`; null where none was written. */
  result: Result | null
  patch: string
  seconds: number
}

/** A pull request on a fake GitHub with a checkout of its head, and the action as a step of a job on it. */
export interface PullJob extends AsyncDisposable {
  fake: FakeGitHub
  checkout: TestRepository
  number: number
  /** The payload of `pull_request` as it stands now. */
  payload(): unknown
  step(options?: StepOptions): Promise<StepResult>
  /** The action publish on an output folder: as a person would start it for the pull request, or on another event. */
  publish(folder: string, options?: StepOptions): Promise<StepResult>
  /** The files of the branch of the pull request. */
  branch(): Record<string, string>
  /** The messages of the commits that our action wrote to it, newest first. */
  written(): string[]
}

export interface PullOptions {
  /** The repository before the pull request. */
  base: Readonly<Record<string, string>>
  /** What the pull request changes. */
  change: Readonly<Record<string, string | null>>
  /** From a fork: the head is in another repository. */
  fork?: boolean
  executable?: readonly string[]
  /** The file that runs: its sources, or the bundle. */
  main?: string
  /** In front of PATH. */
  path?: readonly string[]
}

const TOPIC = 'topic'

export async function pullJob(options: PullOptions): Promise<PullJob> {
  const { base, change, fork = false } = options
  const checkout = await gitRepository(base, { executable: options.executable ?? [] })
  checkout.git('switch', '--quiet', '--create', TOPIC)
  for (const [path, text] of Object.entries(change)) {
    if (text === null) checkout.git('rm', '--quiet', path)
    else checkout.write(path, text)
  }
  checkout.git('add', '--all', '--force')
  checkout.git('commit', '--quiet', '--message', 'change')
  const fake = await fakeGitHub({ repositories: [{ directory: checkout.root, defaultBranch: 'main' }] })
  const forked = 'someone/example'
  if (fork) fake.addRepository({ slug: forked, forkOf: 'octocat/example' })
  const number = fake.repository().pull({ head: TOPIC, base: 'main', ...(fork ? { headRepository: forked } : {}) })
  const home = (slug: string) => ({ id: fake.repository(slug).id, full_name: slug })
  const payload = () => ({
    action: 'synchronize',
    repository: { default_branch: 'main', full_name: 'octocat/example' },
    pull_request: {
      number,
      base: { ref: 'main', sha: fake.repository().branch('main'), repo: home('octocat/example') },
      head: {
        ref: TOPIC,
        sha: checkout.git('rev-parse', 'HEAD').trim(),
        repo: home(fork ? forked : 'octocat/example'),
      },
    },
  })
  const slug = fork ? forked : 'octocat/example'
  return {
    fake,
    checkout,
    number,
    payload,
    step: (step = {}) => run(options, { fake, checkout }, { payload: payload(), event: 'pull_request', ...step }),
    publish: async (folder, step = {}) => {
      const named = { inputs: { 'pull-request': String(number) }, repository: { default_branch: 'main' } }
      const publisher = { ...options, main: join(root, 'actions', 'publish', 'src', 'main.ts') }
      return await run(
        publisher,
        { fake, checkout },
        { event: 'workflow_dispatch', payload: named, ...step, inputs: { folder } },
      )
    },
    branch: () =>
      Object.fromEntries(Object.entries(fake.repository(slug).files(TOPIC)).map(([path, { text }]) => [path, text])),
    written: () => messagesOf(fake, slug),
    [Symbol.asyncDispose]: async () => {
      await fake.close()
      await checkout[Symbol.asyncDispose]()
    },
  }
}

/** The answers to what a client would ask for: commits that carry our trailer. */
function messagesOf(fake: FakeGitHub, slug: string): string[] {
  const log = fake.repository(slug).messages(TOPIC)
  return log.filter((message) => message.includes('Upkeep-Key:'))
}

async function run(
  { main = resolve('src', 'main.ts'), path = [] }: PullOptions,
  { fake, checkout }: { fake: FakeGitHub; checkout: TestRepository },
  options: StepOptions,
): Promise<StepResult> {
  const PATH = [...path, join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  await using runner = await runnerEnvironment({
    workspace: checkout.root,
    inputs: { token: options.token ?? fake.token, publish: 'direct', 'job-status': 'failure', ...options.inputs },
    event: options.event ?? 'pull_request',
    payload: options.payload,
    env: {
      PATH,
      GITHUB_API_URL: fake.apiUrl,
      GITHUB_GRAPHQL_URL: fake.graphqlUrl,
      GITHUB_SERVER_URL: fake.url,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: checkout.git('rev-parse', 'HEAD').trim(),
      GITHUB_JOB: 'check',
      GITHUB_WORKFLOW_REF: 'octocat/example/.github/workflows/ci.yml@refs/heads/main',
      ...options.env,
    },
  })
  const started = performance.now()
  const child = spawn(process.execPath, [main], {
    env: runner.env,
    cwd: checkout.root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => void (log += data.toString()))
  await once(child, 'close')
  const outputs = runner.outputs()
  if (outputs['out'] !== undefined && existsSync(outputs['out'])) {
    const kept = mkdtempSync(join(tmpdir(), 'upkeep-out-'))
    cpSync(outputs['out'], kept, { recursive: true })
    outputs['out'] = kept
  }
  const file = (name: string) => {
    const at = join(outputs['out'] ?? '/nowhere', name)
    return existsSync(at) ? readFileSync(at, 'utf8') : null
  }
  const result = file('result.json')
  return {
    status: child.exitCode,
    log,
    outputs,
    summary: runner.summary(),
    result: result === null ? null : Result.parse(JSON.parse(result)),
    patch: file('patch.diff') ?? '',
    seconds: (performance.now() - started) / 1000,
  }
}
