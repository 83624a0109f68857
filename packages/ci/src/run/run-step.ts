import { posix } from 'node:path'
import type { CheckKind, SliceRunStep } from '@upkeep/schema'
import type { ExecOptions } from '@upkeep/workspace'
import { judgingPart, withInner } from '../find-checks.ts'
import { missingTool } from '../missing-tool.ts'
import type { ClassifiedStep } from '../model.ts'
import { entriesAt, textAt } from '../raw.ts'
import { ExpressionRefused, holds, interpolate } from './contexts.ts'
import type { Contexts, Status } from './contexts.ts'
import type { SliceRunOptions } from './run-slice.ts'
import { runnerFiles } from './runner-files.ts'

/** What the steps of a job hand on to each other. */
export interface JobState {
  status: Status
  env: Record<string, string>
  /** First on PATH. */
  path: string[]
  steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }>
  base: Contexts
}

export interface StepToRun {
  raw: unknown
  kinds: readonly CheckKind[]
  readings: readonly ClassifiedStep[]
  defaults: (key: 'shell' | 'working-directory') => string | null
  /** For the files of the runner. */
  folder: string
}

type Outcome = Pick<SliceRunStep, 'outcome' | 'seconds' | 'why'>

/** Runs one step, or says why it is taken as done, skipped, or can not be run here. Changes the state of its job. */
export async function runStep(step: StepToRun, state: JobState, options: SliceRunOptions): Promise<Outcome> {
  const id = textAt(step.raw, 'id')
  const note = (outcome: string, conclusion: string, outputs: Record<string, string> = {}) => {
    if (id !== null) state.steps[id] = { outputs, outcome, conclusion }
  }
  try {
    const contexts = { ...state.base, env: state.env, steps: state.steps, job: { status: state.status } }
    if (!holds(textAt(step.raw, 'if'), contexts, state.status)) {
      note('skipped', 'skipped')
      return { outcome: 'skipped', seconds: 0, why: 'its condition does not hold' }
    }
    const done = takenAsDone(step)
    if (done !== null) {
      note('success', 'success')
      return { outcome: 'done', seconds: 0, why: done }
    }
    const missing = missingSecret(step.raw, options)
    if (missing !== null) {
      state.status = 'failure'
      note('failure', 'failure')
      return { outcome: 'not-run', seconds: 0, why: `it needs the secret ${missing}` }
    }
    return await exec(step, state, contexts, options, note)
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    state.status = 'failure'
    note('failure', 'failure')
    return { outcome: 'not-run', seconds: 0, why: `GitHub rejects an expression of it: ${error.message}` }
  }
}

/** What sets up is there already; what only writes files or hands values on runs all the same. */
function takenAsDone({ raw, kinds, readings }: StepToRun): string | null {
  const idle = kinds.every((kind) => kind === 'setup' || kind === 'unknown' || kind === 'other')
  if (textAt(raw, 'run') === null) return idle ? 'set-up is taken as done' : null
  if (!kinds.includes('setup') || !idle) return null
  const leaves = readings.flatMap((reading) => reading.leaves)
  const local = leaves.every(({ argv }) => LOCAL.has(argv[0] ?? ''))
  return local ? null : 'set-up is taken as done'
}

/** Tools that change nothing but files and values. */
const LOCAL: ReadonlySet<string> = new Set(
  'echo printf cat chmod cp mv mkdir rm touch sed awk grep ln tar unzip gzip cd pushd popd set export [ [[ test true false : head tail tr cut sort jq date find ls pwd read local declare unset shift basename dirname'.split(
    ' ',
  ),
)

/** Tokens that only make caches or reports work are no reason not to run. */
const DISPENSABLE = /^(?:GITHUB_TOKEN|(?:TURBO|NX_CLOUD|CODECOV|COVERALLS|SONAR|SCCACHE|CACHIX)_\w+)$/

function missingSecret(raw: unknown, { secrets }: SliceRunOptions): string | null {
  const names = [...JSON.stringify(raw).matchAll(/\bsecrets\.(\w+)/g)].map((match) => match[1] ?? '')
  const given = new Set(Object.keys(secrets).map((name) => name.toUpperCase()))
  return names.find((name) => !given.has(name.toUpperCase()) && !DISPENSABLE.test(name)) ?? null
}

interface Command {
  script: string
  cwd: string
  shell: ExecOptions['shell']
  env: Readonly<Record<string, string>>
}

/** What a step runs: its script without what only installs, or the commands behind its action; a text says why it can not be run here. */
function commandsOf(step: StepToRun, here: Contexts, root: string): Command[] | string {
  const { raw, readings, defaults, kinds } = step
  const run = textAt(raw, 'run')
  if (run === null) return commandsOfAction(readings[0], textAt(raw, 'uses') ?? '')
  const shell = shellOf(interpolate(textAt(raw, 'shell') ?? defaults('shell') ?? '', here))
  if (shell === null) return 'its shell is not known here'
  const folder = interpolate(textAt(raw, 'working-directory') ?? defaults('working-directory') ?? '.', here)
  const cwd = placeOf(folder, root)
  if (cwd === null) return 'it runs outside of the repository'
  const whole = interpolate(run, here)
  const script =
    kinds.includes('setup') || shell.name === 'python' || shell.name === 'pwsh' ? whole : judgingPart(whole)
  return [{ script: shell.before + script, cwd, shell: shell.name, env: {} }]
}

/** The commands of a local action, or of one that is known to be a command. */
export function commandsOfAction(reading: ClassifiedStep | undefined, uses: string): Command[] | string {
  const inner = (reading === undefined ? [] : withInner(reading)).filter(({ skipped }) => skipped === null)
  const judging = inner.filter(({ kinds }) => kinds.some((kind) => kind !== 'setup' && kind !== 'other'))
  const commands = judging.flatMap(({ command, cwd, shell, env, obstacle }) =>
    command === null || obstacle !== null ? [] : [{ script: command, cwd, shell, env }],
  )
  return commands.length > 0 && commands.length === judging.length ? commands : `the action ${uses} can not be run here`
}

/** `env:` as a map, or as an expression of the matrix that gives one. */
function environmentOf(
  raw: unknown,
  contexts: Contexts,
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const axis = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(textAt(raw, 'env') ?? '')?.[1]
  const written = axis === undefined ? entriesAt(raw, 'env') : entriesAt(contexts['matrix'], axis)
  const own: Record<string, string> = {}
  for (const [name, text] of written) own[name] = interpolate(String(text), { ...contexts, env: { ...before, ...own } })
  return own
}

async function exec(
  step: StepToRun,
  state: JobState,
  contexts: Contexts,
  options: SliceRunOptions,
  note: (outcome: string, conclusion: string, outputs?: Record<string, string>) => void,
): Promise<Outcome> {
  const { worktree, secondsPerStep, signal, log } = options
  const own = environmentOf(step.raw, contexts, state.env)
  const here = { ...contexts, env: { ...state.env, ...own } }
  const commands = commandsOf(step, here, worktree.root)
  if (typeof commands === 'string') return { outcome: 'not-run', seconds: 0, why: commands }
  const files = await runnerFiles(step.folder)
  const minutes = Number(textAt(step.raw, 'timeout-minutes') ?? Number.NaN)
  const limit = Number.isFinite(minutes) ? Math.min(minutes * 60, secondsPerStep) : secondsPerStep
  const path = [...state.path.toReversed(), state.env['PATH'] ?? options.env['PATH'] ?? ''].join(':')
  const runner = { ...RUNNER, GITHUB_WORKSPACE: worktree.root, RUNNER_TEMP: options.temp }
  let [seconds, why] = [0, null as string | null]
  let missing: string | null = null
  for (const { script, cwd, shell, env } of commands) {
    const result = await worktree.exec(script, {
      cwd,
      shell,
      seconds: limit,
      network: 'host',
      signal,
      env: { ...options.env, ...runner, ...state.env, ...env, ...own, PATH: path, ...files.env },
      ...(log === undefined ? {} : { onOutput: log }),
    })
    seconds += result.seconds
    if (result.exit === 0 && !result.timedOut) continue
    const leaves = step.readings.flatMap((reading) => reading.leaves)
    missing = missingTool(result, { check: { command: script }, leaves, setup: [] })
    why = result.timedOut
      ? `it took longer than ${limit} s`
      : `it ended with ${result.exit ?? result.signal ?? 'a signal'}`
    break
  }
  const handed = await files.read()
  Object.assign(state.env, handed.env)
  state.path.push(...handed.path)
  const tolerant = holds(textAt(step.raw, 'continue-on-error') ?? 'false', here, 'success')
  if (why !== null && !tolerant) state.status = 'failure'
  note(why === null ? 'success' : 'failure', why === null || tolerant ? 'success' : 'failure', handed.outputs)
  if (why === null) return { outcome: 'success', seconds }
  if (missing !== null) return { outcome: 'not-run', seconds, why: missing }
  return { outcome: tolerant ? 'tolerated' : 'failure', seconds, why }
}

const RUNNER = { CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_OS: 'Linux' }

/** GitHub's own default is bash without `pipefail`; named, it is with. */
function shellOf(text: string): { name: ExecOptions['shell']; before: string } | null {
  const [word = ''] = text.trim().split(/\s+/)
  if (word === '') return { name: 'bash', before: 'set +o pipefail\n' }
  if (word === 'bash' || word === 'sh' || word === 'python' || word === 'pwsh') return { name: word, before: '' }
  return null
}

/** Relative to the root; null where it leads out of it. */
function placeOf(folder: string, root: string): string | null {
  const inside = folder.startsWith('/') ? posix.relative(root, folder) : posix.normalize(folder)
  return inside.startsWith('..') || inside.startsWith('/') ? null : inside === '' ? '.' : inside
}
