import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { SliceRun } from '@upkeep/schema'
import type { ExecResult } from '@upkeep/workspace'
import type { ClassifiedWorkflow } from '../model.ts'
import { verdictOf } from '../run/run-slice.ts'
import type { SliceRunOptions } from '../run/slice-run-options.ts'
import { redacted } from '../run/run-step.ts'
import { readIn } from '../run/step-problems.ts'
import { quoteWords } from '../workflow/shell.ts'
import type { Slice } from '../slice/slice.ts'
import { actLog, errorsIn } from './act-log.ts'
import type { ActEvidence } from './act-log.ts'
import { lacksOf, planForAct } from './act-plan.ts'
import type { ActPlan } from './act-plan.ts'
import type { ActMode } from './containers/container-engine.ts'
import { IMAGES } from './containers/containers.data.ts'
import { CLONE_SCRIPT } from './clone-script.ts'
import { judge } from './judge.ts'
import { writeShims } from './shims/shims.ts'
import { argumentsOf, startOnMachine, startWithContainers, writeStandIns } from './start-act.ts'

export interface ActRunOptions extends SliceRunOptions {
  /** The program, absolute. */
  act: string
  /** Of the whole run. */
  seconds: number
  /** `owner/name`, for `github.repository`. */
  slug: string | null
  /** What starts it, in place of an event without anything in it. */
  event?: { name: string; payload: unknown }
  /** Folders in place of actions, by `owner/name@ref`; before our own shims. */
  actions?: Readonly<Record<string, string>>
  /** What the runner tells steps in place of what act makes up: `GITHUB_RUN_ID`, `GITHUB_API_URL` … */
  runner?: Readonly<Record<string, string>>
  /** Where jobs run; on this machine unless told. */
  mode?: ActMode
  /** In place of the images that are known, by label. */
  images?: Readonly<Record<string, string>>
  /** Of a workflow that another one calls: what it is called with. */
  inputs?: Readonly<Record<string, string>>
  /** Says before anything runs what this machine can not do. */
  note?: (text: string) => void
  /** For the server of artifacts; a port that nobody listens on unless told. */
  port?: () => Promise<number>
}

/** How often another port is tried where somebody took the first one meanwhile. */
const PORTS = 3
const HOST: ActMode = { kind: 'host' }

/**
 * Runs a slice by act, set-up steps included, on a clone of the worktree. Act's exit code is not believed: green needs the log to show
 * that every wanted step ran and passed. A red of a set-up step, or of act itself, is the verdict `engine`.
 * `temp` has to be shared with the worktree; nothing of it is left at the end.
 */
export async function runSliceByAct(
  slice: Slice,
  workflow: ClassifiedWorkflow,
  options: ActRunOptions,
): Promise<SliceRun> {
  const { mode = HOST, inputs = {} } = options
  const plan = planForAct(slice, workflow, { mode: mode.kind, inputs })
  sayWhatIsMissing(plan, options)
  const judged = async (evidence: ActEvidence | string | null): Promise<SliceRun> => {
    const { worktree, masks } = options
    const place = { root: worktree.root, read: async (path: string) => await readIn(worktree, path) }
    const { steps, engine } = await judge(plan, evidence, place)
    const verdict = engine ? 'engine' : verdictOf(steps, slice)
    return { engine: 'act', verdict, steps: redacted(steps, (text) => masks.redact(text)) }
  }
  if (plan.text === '') return await judged(null)
  const folder = join(options.temp, 'act')
  try {
    await mkdir(folder, { mode: 0o700 })
    const broken = await clone(folder, options)
    return await judged(broken ?? (await run(plan, folder, options)))
  } finally {
    await remove(folder)
  }
}

/** Also what tools made unwritable, as Go does with its modules. */
async function remove(folder: string): Promise<void> {
  const rest = await rm(folder, { recursive: true, force: true }).then(
    () => false,
    () => true,
  )
  if (!rest) return
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o700)
  await rm(folder, { recursive: true, force: true })
}

function sayWhatIsMissing(plan: ActPlan, { note }: ActRunOptions): void {
  for (const text of lacksOf(plan)) note?.(text)
}

/** Why there is no clone, or null. */
async function clone(folder: string, { worktree, signal, slug, env }: ActRunOptions): Promise<string | null> {
  const address = `https://github.com/${slug ?? 'local/repository'}`
  const words = quoteWords([join(folder, 'clone'), address])
  const done = await worktree.exec(`set -- ${words}\n${CLONE_SCRIPT}`, {
    cwd: '.',
    shell: 'bash',
    seconds: 600,
    network: 'none',
    signal,
    env: { ...env, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', GIT_ALLOW_PROTOCOL: 'file' },
  })
  if (done.exit === 0) return null
  return `the tree can not be cloned: ${lastLine(done.stderr) || `git ended with ${done.exit ?? 'a signal'}`}`
}

async function run(plan: ActPlan, folder: string, options: ActRunOptions): Promise<ActEvidence | string> {
  const at = (name: string) => join(folder, name)
  for (const name of ['neutral', 'home', 'cache', 'shims', 'artifacts']) await mkdir(at(name))
  const { mode = HOST } = options
  if (mode.kind === 'host') await writeStandIns(folder, options.env['PATH'] ?? '')
  const shims = await writeShims(plan.uses, {
    place: at('shims'),
    artifacts: at('artifacts'),
    given: options.actions ?? {},
    mode: mode.kind,
  })
  for (const uses of shims.fetched) options.note?.(`${uses} is fetched from GitHub by act`)
  const { name, payload } = options.event ?? { name: plan.event, payload: payloadOf(options) }
  await writeFile(at('workflow.yml'), plan.text)
  await writeFile(at('event.json'), JSON.stringify(payload))
  // Act's own reader of `NAME=value` files changes values; YAML it reads as it is. An empty token keeps it from asking `gh` for one.
  const secrets = { GITHUB_TOKEN: '', ...upper(options.secrets) }
  await writeFile(at('secrets.yml'), JSON.stringify(secrets), { mode: 0o600 })
  await writeFile(at('variables.yml'), JSON.stringify(upper(options.variables)), { mode: 0o600 })
  for (let left = PORTS; ; left--) {
    const port = await (options.port ?? freePort)()
    const log = actLog({
      root: options.worktree.root,
      clone: at('clone'),
      cache: at('cache'),
      line: options.log,
      mask: (value) => options.masks.add(value),
    })
    const given = { name, port, repositories: shims.repositories, runner: options.runner ?? {} }
    const argv = argumentsOf(plan, at, { ...given, mode, images: { ...IMAGES, ...options.images } })
    const start = mode.kind === 'host' ? startOnMachine : startWithContainers
    const done = await start(argv, folder, { ...options, mode }, (text) => log.push(text))
    const said = await readFile(at('stderr'), 'utf8').catch(() => '')
    if (left > 1 && /address already in use/.test(said + done.stdout)) continue
    const evidence = log.end()
    const errors = [...evidence.errors, ...ended(done, said)]
    if (evidence.legs.length > 0 || errors.length === 0) return { ...evidence, errors, whole: endedItself(done) }
    return `act ran nothing: ${errors.at(-1) ?? 'it says nothing'}`
  }
}

function upper(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toUpperCase(), value]))
}

function payloadOf({ slug, github }: ActRunOptions): unknown {
  const [owner = 'local', name = 'repository'] = (slug ?? '').split('/')
  const branch = 'main'
  return {
    ref: `refs/heads/${branch}`,
    after: github['sha'] ?? '',
    repository: { name, full_name: `${owner}/${name}`, owner: { login: owner }, default_branch: branch },
    number: 0,
    pull_request: { number: 0, head: { ref: 'head', sha: github['sha'] ?? '' }, base: { ref: branch } },
  }
}

function endedItself({ exit, timedOut }: ExecResult): boolean {
  return !timedOut && exit !== null && exit < 128
}

function ended({ exit, signal, timedOut, seconds }: ExecResult, stderr: string): string[] {
  if (timedOut) return [`act was ended after ${Math.round(seconds)} s`]
  const how = exit === null || exit > 128 ? [`act was ended by ${signal ?? `signal ${(exit ?? 128) - 128}`}`] : []
  return [...errorsIn(stderr), ...how]
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}

async function freePort(): Promise<number> {
  const server = createServer()
  return await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
