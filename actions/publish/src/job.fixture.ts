import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { gitRepository, runnerEnvironment } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { fakeGitHub } from '@upkeep/testing/github'
import type { FakeGitHub, ScaledClock } from '@upkeep/testing/github'

const root = resolve('..', '..')

/** GITHUB_RUN_ID of a runner environment. */
const RUN = 1

/** The files of examples/NAME that git would take. */
export function exampleFiles(name: string): Record<string, Uint8Array> {
  const folder = join(root, 'examples', name)
  const list = ['-C', folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', list, { encoding: 'utf8' }).split('\0')
  return Object.fromEntries(paths.filter(Boolean).map((path) => [path, readFileSync(join(folder, path))]))
}

/** A step of a job: its end, and what it wrote. */
export interface StepResult {
  status: number | null
  log: string
  outputs: Record<string, string>
  summary: string
  /** The files of its output folder by their path in an artifact. */
  out: Record<string, Uint8Array>
  seconds: number
}

export interface StepOptions {
  inputs?: Record<string, string>
  token?: string
  event?: string
  payload?: unknown
  env?: Record<string, string>
  /** Called with the process as soon as it runs. */
  started?: (kill: (signal: NodeJS.Signals) => void) => void
}

/** A repository on a fake GitHub with a checkout of it, and steps of jobs on it. */
export interface Job extends AsyncDisposable {
  fake: FakeGitHub
  checkout: TestRepository
  /** The action type-safety, from its sources; the tools of the example are on PATH. */
  typeSafety(options?: StepOptions): Promise<StepResult>
  /** The bundle of this action, away from this repository's packages. */
  publish(options?: StepOptions): Promise<StepResult>
  /** What actions/upload-artifact makes of an output folder: the inputs that name it. */
  upload(out: Record<string, Uint8Array>): Record<string, string>
}

/** With a clock, steps run on it: their waits are real and short. */
export async function job(
  files: Record<string, string | Uint8Array> = exampleFiles('typescript-app'),
  clock?: ScaledClock,
): Promise<Job> {
  const checkout = await gitRepository(files)
  const fake = await fakeGitHub({
    repositories: [{ directory: checkout.root }],
    ...(clock === undefined ? {} : { clock }),
  })
  fake.repository().run({ id: RUN })
  const away = mkdtempSync(join(tmpdir(), 'upkeep-bundle-'))
  cpSync(resolve('build', 'bundle'), away, { recursive: true })
  const run = async (main: string, options: StepOptions): Promise<StepResult> => {
    await using runner = await runnerEnvironment({
      workspace: checkout.root,
      inputs: { token: options.token ?? fake.token, ...options.inputs },
      event: options.event ?? 'schedule',
      payload: options.payload ?? { repository: { default_branch: 'main' } },
      env: { ...environment(fake, checkout), ...clock?.env(), ...options.env },
    })
    const started = performance.now()
    const child = spawn(process.execPath, [main], {
      env: runner.env,
      cwd: checkout.root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let log = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => void (log += data.toString()))
    options.started?.((signal) => child.kill(signal))
    await once(child, 'close')
    const outputs = runner.outputs()
    const seconds = (performance.now() - started) / 1000
    return {
      status: child.exitCode,
      log,
      outputs,
      summary: runner.summary(),
      out: folderFiles(outputs['out']),
      seconds,
    }
  }
  return {
    fake,
    checkout,
    typeSafety: async (options = {}) => await run(join(root, 'actions', 'type-safety', 'src', 'main.ts'), options),
    publish: async (options = {}) => await run(join(away, 'index.js'), options),
    upload: (out) => {
      const { id, digest } = fake.repository().artifact({ name: 'upkeep-publication', run: RUN, files: out })
      return { 'artifact-id': String(id), 'artifact-digest': digest }
    },
    [Symbol.asyncDispose]: async () => {
      await fake.close()
      await checkout[Symbol.asyncDispose]()
      rmSync(away, { recursive: true })
    },
  }
}

function environment(fake: FakeGitHub, checkout: TestRepository): Record<string, string> {
  return {
    PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_GRAPHQL_URL: fake.graphqlUrl,
    GITHUB_SERVER_URL: fake.url,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: checkout.git('rev-parse', 'HEAD').trim(),
  }
}

/** publication.json, patch.diff and the blobs: what the workflow uploads. */
function folderFiles(folder: string | undefined): Record<string, Uint8Array> {
  if (folder === undefined || !existsSync(folder)) return {}
  const blobs = existsSync(join(folder, 'blobs'))
    ? readdirSync(join(folder, 'blobs')).map((name) => `blobs/${name}`)
    : []
  const names = ['publication.json', 'patch.diff', ...blobs].filter((name) => existsSync(join(folder, name)))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]))
}
