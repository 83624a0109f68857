import { posix } from 'node:path'
import type { CheckKind, SliceRunStep } from '@upkeep/schema'
import type { ExecOptions } from '@upkeep/workspace'
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
  if (textAt(raw, 'run') === null) return 'set-up is taken as done'
  if (!kinds.includes('setup')) return null
  const leaves = readings.flatMap((reading) => reading.leaves)
  if (kinds.some((kind) => kind !== 'setup' && kind !== 'unknown')) return null
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

async function exec(
  step: StepToRun,
  state: JobState,
  contexts: Contexts,
  options: SliceRunOptions,
  note: (outcome: string, conclusion: string, outputs?: Record<string, string>) => void,
): Promise<Outcome> {
  const { worktree, secondsPerStep, signal, log } = options
  const own: Record<string, string> = {}
  for (const [name, text] of entriesAt(step.raw, 'env'))
    own[name] = interpolate(String(text), { ...contexts, env: { ...state.env, ...own } })
  const here = { ...contexts, env: { ...state.env, ...own } }
  const shell = shellOf(interpolate(textAt(step.raw, 'shell') ?? step.defaults('shell') ?? '', here))
  if (shell === null) return { outcome: 'not-run', seconds: 0, why: 'its shell is not known here' }
  const cwd = placeOf(
    interpolate(textAt(step.raw, 'working-directory') ?? step.defaults('working-directory') ?? '.', here),
    worktree.root,
  )
  if (cwd === null) return { outcome: 'not-run', seconds: 0, why: 'it runs outside of the repository' }
  const files = await runnerFiles(step.folder)
  const script = interpolate(textAt(step.raw, 'run') ?? '', here)
  const minutes = Number(textAt(step.raw, 'timeout-minutes') ?? Number.NaN)
  const path = [...state.path.toReversed(), state.env['PATH'] ?? options.env['PATH'] ?? ''].join(':')
  const result = await worktree.exec(shell.before + script, {
    cwd,
    shell: shell.name,
    seconds: Number.isFinite(minutes) ? Math.min(minutes * 60, secondsPerStep) : secondsPerStep,
    network: 'host',
    signal,
    env: {
      ...options.env,
      ...RUNNER,
      GITHUB_WORKSPACE: worktree.root,
      RUNNER_TEMP: options.temp,
      ...state.env,
      ...own,
      PATH: path,
      ...files.env,
    },
    ...(log === undefined ? {} : { onOutput: log }),
  })
  const handed = await files.read()
  Object.assign(state.env, handed.env)
  state.path.push(...handed.path)
  const passed = result.exit === 0 && !result.timedOut
  const leaves = step.readings.flatMap((reading) => reading.leaves)
  const missing = missingTool(result, { check: { command: script }, leaves, setup: [] })
  const tolerant = holds(textAt(step.raw, 'continue-on-error') ?? 'false', here, 'success')
  if (!passed && !tolerant) state.status = 'failure'
  note(passed ? 'success' : 'failure', passed || tolerant ? 'success' : 'failure', handed.outputs)
  const why = result.timedOut
    ? `it took longer than ${Math.round(result.seconds)} s`
    : `it ended with ${result.exit ?? result.signal ?? 'a signal'}`
  if (passed) return { outcome: 'success', seconds: result.seconds }
  if (missing !== null) return { outcome: 'not-run', seconds: result.seconds, why: missing }
  return { outcome: tolerant ? 'tolerated' : 'failure', seconds: result.seconds, why }
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
