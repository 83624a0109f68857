import { posix } from 'node:path'
import { INTERPRETER_VARIABLES, matchersOfAction, withMatchers } from '@upkeep/checkers'
import type { ProblemMatcher } from '@upkeep/checkers'
import type { CheckKind, SliceRunStep, SliceSecret } from '@upkeep/schema'
import type { ExecResult } from '@upkeep/workspace'
import { usesOf, withInner } from '../classify/inner-steps.ts'
import { judgingPart } from '../resolve/judging-part.ts'
import type { ClassifiedStep } from '../model.ts'
import { entriesAt, textAt } from '../workflow/raw.ts'
import { readingOf } from '../not-run/why-not-run.ts'
import { absentPackages } from './absent-packages.ts'
import { ExpressionRefused, holds, interpolate } from './contexts.ts'
import type { Contexts, Status } from './contexts.ts'
import { missingSecret } from './missing-secret.ts'
import { runnerVariables } from './runner-context.ts'
import { runnerFiles } from './runner-files.ts'
import type { SliceRunOptions } from './slice-run-options.ts'
import { scriptCommand, shellCall } from './shell-file.ts'
import type { ShellCall } from './shell-file.ts'
import { hasToolchain, toolchainOf } from './toolchain.ts'
import { holdsOrOpen, unknownIn } from './unknown-outputs.ts'
import type { UnknownOutputs } from './unknown-outputs.ts'
import { stepOutput } from './step-output.ts'
import { diagnosticsOf, readIn, stepProblems } from './step-problems.ts'

/** What the steps of a job hand on to each other. */
export interface JobState {
  status: Status
  /** A step could not be run here: whether one behind it would have run is not known. */
  unknown: boolean
  env: Record<string, string>
  /** The last one comes first on PATH. */
  path: string[]
  steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }>
  matchers: ProblemMatcher[]
  unknownOutputs: { steps: Set<string>; needs: UnknownOutputs['needs'] }
  base: Contexts
  /** When its job has taken too long, by `performance.now()`. */
  deadline: number
}

export interface StepToRun {
  raw: unknown
  kinds: readonly CheckKind[]
  readings: readonly ClassifiedStep[]
  /** It stays for what it installs alone. */
  onlyInstalls: boolean
  /** Of those that its slice reads, the ones that it reads. */
  secrets: readonly SliceSecret[]
  defaults: (key: 'shell' | 'working-directory') => string | null
  /** For the files of the runner. */
  folder: string
}

type Outcome = Omit<SliceRunStep, 'job' | 'step'>

/** Runs one step, or says why it is taken as done, skipped, or can not be run here. Changes the state of its job. */
export async function runStep(step: StepToRun, state: JobState, options: SliceRunOptions): Promise<Outcome> {
  const id = textAt(step.raw, 'id')
  const note = (outcome: string, conclusion: string, outputs: Record<string, string> = {}) => {
    if (id !== null) state.steps[id] = { outputs, outcome, conclusion }
  }
  const notRun = (why: string): Outcome => {
    state.status = 'failure'
    state.unknown = true
    note('failure', 'failure')
    if (id !== null) state.unknownOutputs.steps.add(id)
    return { outcome: 'not-run', seconds: 0, why }
  }
  try {
    const contexts = { ...state.base, env: state.env, steps: state.steps, job: { status: state.status } }
    const condition = textAt(step.raw, 'if')
    if (!holdsOrOpen(condition, contexts, state.status, state.unknownOutputs)) {
      note('skipped', 'skipped')
      if (state.unknown && holdsOrOpen(condition, contexts, 'success', state.unknownOutputs))
        return { outcome: 'not-run', seconds: 0, why: 'a step before it could not be run' }
      return { outcome: 'skipped', seconds: 0, why: 'its condition does not hold' }
    }
    const done = takenAsDone(step)
    if (done !== null) {
      const channel = toolchainOf(step.raw, contexts)
      if (channel !== null) {
        if (!(await hasToolchain(channel, options.worktree, options.env)))
          return notRun(`it sets up Rust ${channel}, which is not installed here`)
        state.env['RUSTUP_TOOLCHAIN'] = channel
      }
      const absent = absentPackages(step.readings, options.worktree.root)
      if (absent.length > 0) return notRun(`it installs ${absent.join(', ')}, which is not installed here`)
      note('success', 'success')
      if (id !== null) state.unknownOutputs.steps.add(id)
      for (const uses of step.readings.flatMap(usesOf))
        state.matchers = withMatchers(state.matchers, matchersOfAction(uses))
      return { outcome: 'done', seconds: 0, why: done }
    }
    const lacking = unknownIn(withoutCondition(step.raw), state.unknownOutputs)
    if (lacking !== null) return notRun(`it reads ${lacking}, which was not run here`)
    const missing = missingSecret(step.raw, step.secrets, contexts, options.secrets)
    if (missing !== null) return notRun(`it needs the secret ${missing}`)
    const outcome = await exec(step, state, contexts, options, note)
    return outcome.outcome === 'not-run' ? { ...notRun(outcome.why ?? ''), seconds: outcome.seconds } : outcome
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    return notRun(`GitHub rejects an expression of it: ${error.message}`)
  }
}

function withoutCondition(raw: unknown): unknown {
  return { ...(typeof raw === 'object' ? raw : {}), if: null, name: null }
}

/** What sets up is there already; what only writes files or hands values on runs all the same. */
function takenAsDone({ raw, kinds, readings, onlyInstalls }: StepToRun): string | null {
  if (onlyInstalls) return 'its set-up is taken as done, and what it checks is not asked for'
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

interface Command {
  script: string
  cwd: string
  shell: ShellCall
  env: Readonly<Record<string, string>>
}

/** What a step runs: its script without what only installs, or the commands behind its action; a text says why it can not be run here. */
function commandsOf(step: StepToRun, here: Contexts, root: string): Command[] | string {
  const { raw, readings, defaults, kinds } = step
  const run = textAt(raw, 'run')
  if (run === null) return commandsOfAction(readings[0], textAt(raw, 'uses') ?? '')
  const named = interpolate(textAt(raw, 'shell') ?? defaults('shell') ?? '', here)
  const shell = shellCall(named)
  if (shell === null) return `its shell \`${named}\` is not known here`
  const folder = interpolate(textAt(raw, 'working-directory') ?? defaults('working-directory') ?? '.', here)
  const cwd = placeOf(folder, root)
  if (cwd === null) return 'it runs outside of the repository'
  const whole = interpolate(run, here)
  const plain = kinds.includes('setup') || (shell.program !== 'bash' && shell.program !== 'sh')
  return [{ script: plain ? whole : judgingPart(whole), cwd, shell, env: {} }]
}

/** The commands of a local action, or of one that is known to be a command. */
export function commandsOfAction(reading: ClassifiedStep | undefined, uses: string): Command[] | string {
  const inner = (reading === undefined ? [] : withInner(reading)).filter(({ skipped }) => skipped === null)
  const judging = inner.filter(({ kinds }) => kinds.some((kind) => kind !== 'setup' && kind !== 'other'))
  const commands = judging.flatMap(({ command, cwd, shell, env, obstacle }) => {
    const call = shellCall(shell)
    return command === null || obstacle !== null || call === null ? [] : [{ script: command, cwd, shell: call, env }]
  })
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
  const { worktree, masks } = options
  const own = environmentOf(step.raw, contexts, state.env)
  const here = { ...contexts, env: { ...state.env, ...own } }
  const commands = commandsOf(step, here, worktree.root)
  if (typeof commands === 'string') return { outcome: 'not-run', seconds: 0, why: commands }
  const files = await runnerFiles(step.folder)
  const lines = stepOutput({
    log: options.log,
    mask: (value) => masks.add(value),
    unsecure: /^true$/i.test((here.env as Readonly<Record<string, string>>)['ACTIONS_ALLOW_UNSECURE_COMMANDS'] ?? ''),
  })
  const limit = Math.min(limitOf(step.raw, here), options.secondsPerStep, (state.deadline - performance.now()) / 1000)
  const ran = await runAll(commands, limit, { step, own, state, options, files: files.env, write: lines.write })
  const said = lines.end()
  const handed = await files.read()
  const place = { root: worktree.root, cwd: ran.last.cwd, read: async (path: string) => await readIn(worktree, path) }
  const found = await stepProblems(said, state.matchers, place)
  state.matchers = found.matchers
  Object.assign(state.env, said.env, handed.env)
  for (const path of [...said.path, ...handed.path]) state.path = [...state.path.filter((each) => each !== path), path]
  const why = ran.why ?? said.refused ?? found.refused ?? handed.refused
  const tolerant = holds(textAt(step.raw, 'continue-on-error') ?? 'false', here, 'success')
  if (ran.missing !== null) return { outcome: 'not-run', seconds: ran.seconds, why: ran.missing }
  if (why !== null && !tolerant) state.status = 'failure'
  note(why === null ? 'success' : 'failure', why === null || tolerant ? 'success' : 'failure', {
    ...said.outputs,
    ...handed.outputs,
  })
  const summary = handed.summary === '' ? {} : { summary: masks.redact(handed.summary) }
  const partly = ran.leftOut === null ? {} : { why: ran.leftOut }
  if (why === null) return { outcome: 'success', seconds: ran.seconds, ...partly, ...summary }
  const diagnostics = diagnosticsOf(ran.last.result, found.problems, place)
  return {
    outcome: tolerant ? 'tolerated' : 'failure',
    seconds: ran.seconds,
    why: masks.redact(why),
    ...(diagnostics.length === 0 ? {} : { diagnostics: redacted(diagnostics, (text) => masks.redact(text)) }),
    ...summary,
  }
}

/** `timeout-minutes` in seconds; infinity where it says nothing that is a number. */
function limitOf(raw: unknown, contexts: Contexts): number {
  const minutes = Number.parseFloat(interpolate(textAt(raw, 'timeout-minutes') ?? '', contexts))
  return Number.isFinite(minutes) && minutes > 0 ? minutes * 60 : Number.POSITIVE_INFINITY
}

interface Run {
  step: StepToRun
  /** The step's own variables. */
  own: Readonly<Record<string, string>>
  state: JobState
  options: SliceRunOptions
  files: Readonly<Record<string, string>>
  write: (text: string, stream: 'stdout' | 'stderr') => void
}

interface Ran {
  seconds: number
  /** Why it failed; null: it passed. */
  why: string | null
  /** A tool that is not there: it was never really run. */
  missing: string | null
  /** What it did not run of what it was asked to, though it passed. */
  leftOut: string | null
  last: { cwd: string; result: Pick<ExecResult, 'stdout' | 'stderr'> }
}

/** Up to the first one that fails. */
async function runAll(commands: readonly Command[], limit: number, run: Run): Promise<Ran> {
  const { step, own, state, options, files, write } = run
  const { worktree, signal } = options
  const { base } = state
  const runner = runnerVariables(
    base['github'] as Readonly<Record<string, unknown>>,
    base['runner'] as Readonly<Record<string, unknown>>,
  )
  const path = [...state.path.toReversed(), state.env['PATH'] ?? options.env['PATH'] ?? ''].join(':')
  const last = { cwd: '.', result: { stdout: '', stderr: '' } }
  const ran: Ran = { seconds: 0, why: null, missing: null, leftOut: null, last }
  for (const [index, { script, cwd, shell, env }] of commands.entries()) {
    const left = Math.max(limit - ran.seconds, 0.001)
    const result = await worktree.exec(await scriptCommand(shell, script, step.folder, `script-${index}`), {
      cwd,
      shell: 'sh',
      seconds: Number.isFinite(left) ? left : options.secondsPerStep,
      network: 'host',
      signal,
      env: { ...options.env, ...runner, ...INTERPRETER_VARIABLES, ...state.env, ...env, ...own, PATH: path, ...files },
      onOutput: write,
    })
    ran.seconds += result.seconds
    ran.last = { cwd, result }
    const leaves = step.readings.flatMap((reading) => reading.leaves)
    const shells = [{ argv: [shell.program], wrapper: [] }]
    const reading = readingOf(result, { check: { command: script }, leaves: [...leaves, ...shells], setup: [] })
    ran.missing = reading.notRun
    ran.leftOut ??= reading.leftOut
    if (result.exit === 0 && !result.timedOut && ran.missing === null) continue
    ran.why = result.timedOut
      ? `it took longer than ${Math.round(limit * 1000) / 1000} s`
      : `it ended with ${result.exit ?? result.signal ?? 'a signal'}`
    break
  }
  return ran
}

/** Every text in a value by what may be shown of it. */
export function redacted<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === 'string') return redact(value) as T
  if (Array.isArray(value)) return value.map((each: unknown) => redacted(each, redact)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redacted<unknown>(inner, redact)])) as T
}

/** Relative to the root; null where it leads out of it. */
function placeOf(folder: string, root: string): string | null {
  const inside = folder.startsWith('/') ? posix.relative(root, folder) : posix.normalize(folder)
  return inside.startsWith('..') || inside.startsWith('/') ? null : inside === '' ? '.' : inside
}
