import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { CheckKind, SliceRun, SliceRunStep } from '@upkeep/schema'
import { legText, legsOf, nested } from '../workflow/matrix.ts'
import type { ClassifiedWorkflow, Leg } from '../model.ts'
import { at, entriesAt, listAt, textAt, textsAt } from '../workflow/raw.ts'
import { ALSO_INSTALLS } from '../slice/keep.ts'
import type { Slice } from '../slice/slice.ts'
import { ExpressionRefused, holds, interpolate, valueIn } from './contexts.ts'
import type { Contexts, Status } from './contexts.ts'
import { RUNNER_ARCH, RUNNER_OS, foreignLabel } from './runner-context.ts'
import { runStep } from './run-step.ts'
import type { JobState } from './run-step.ts'
import { holdsOrOpen, unknownIn, unknownOutputsOf } from './unknown-outputs.ts'
import type { UnknownOutputs } from './unknown-outputs.ts'
import type { SliceRunOptions } from './slice-run-options.ts'

/**
 * Runs a slice in place: its checks, builds and what hands values on; set-up steps (actions, installs) are taken as done.
 * Green needs positive evidence: every wanted step ran and passed.
 */
export async function runSlice(
  slice: Slice,
  workflow: ClassifiedWorkflow,
  options: SliceRunOptions,
): Promise<SliceRun> {
  const value: unknown = parseDocument(slice.text, { merge: true, uniqueKeys: false, logLevel: 'error' }).toJS()
  const steps: SliceRunStep[] = []
  const results = new Map<string, Omit<JobDone, 'steps'>>()
  for (const id of inOrder(value)) {
    const named = textsAt(value, 'jobs', id, 'needs')
    const needs = Object.fromEntries(
      named.map((need) => [need, { result: results.get(need)?.result, outputs: results.get(need)?.outputs ?? {} }]),
    )
    const unknown = new Map(named.flatMap((need) => unknownOf(need, results.get(need))))
    const job = { id, raw: at(value, 'jobs', id), value, needs, unknown, slice, workflow }
    const { steps: own, ...done } = await runJob(job, options)
    steps.push(...own)
    results.set(id, done)
  }
  return { engine: 'in-place', verdict: verdictOf(steps, slice), steps }
}

/** What could not be run here gives no outputs that anybody knows, and stops nobody. */
function unknownOf(id: string, done: Omit<JobDone, 'steps'> | undefined): [string, ReadonlySet<string> | 'all'][] {
  if (done === undefined) return []
  return done.unknown ? [[id, 'all']] : done.unknownOutputs.size > 0 ? [[id, done.unknownOutputs]] : []
}

/** Jobs after those that they need. */
function inOrder(value: unknown): string[] {
  const ordered: string[] = []
  const visit = (id: string) => {
    if (ordered.includes(id)) return
    for (const need of textsAt(value, 'jobs', id, 'needs')) visit(need)
    ordered.push(id)
  }
  for (const [id] of entriesAt(value, 'jobs')) visit(id)
  return ordered
}

interface JobToRun {
  id: string
  raw: unknown
  value: unknown
  needs: Readonly<Record<string, unknown>>
  /** Outputs of jobs that it needs. */
  unknown: UnknownOutputs['needs']
  slice: Slice
  workflow: ClassifiedWorkflow
}

interface JobDone {
  steps: SliceRunStep[]
  result: string
  outputs: Record<string, string>
  /** It could not be run here. */
  unknown: boolean
  unknownOutputs: ReadonlySet<string>
}

async function runJob(job: JobToRun, options: SliceRunOptions): Promise<JobDone> {
  const uses = textAt(job.raw, 'uses')
  if (uses !== null) return notRun(job, 'not-run', `it calls ${uses}; slice and run that workflow itself`)
  const all: JobDone[] = []
  const legs = legsOf(strategyOf(job, options))
  for (const leg of legs) {
    const named = legs.length > 1 ? { leg: legText(nested(leg)) } : {}
    try {
      const done = await runOn(leg, job, options)
      all.push({ ...done, steps: done.steps.map((step) => ({ ...step, ...named })) })
    } catch (error) {
      if (!(error instanceof ExpressionRefused)) throw error
      all.push(notRun(job, 'not-run', `GitHub rejects an expression of its job: ${error.message}`))
    }
  }
  const failed = all.find(({ result }) => result === 'failure')
  return {
    steps: all.flatMap((each) => each.steps),
    result: (failed ?? all[0])?.result ?? 'skipped',
    outputs: Object.assign({}, ...all.map(({ outputs }) => outputs)) as Record<string, string>,
    unknown: all.some(({ unknown }) => unknown),
    unknownOutputs: new Set(all.flatMap(({ unknownOutputs }) => [...unknownOutputs])),
  }
}

/** A matrix that another job computes, as values where they are known. */
function strategyOf(job: JobToRun, options: SliceRunOptions): unknown {
  const matrix = at(job.raw, 'strategy', 'matrix')
  const computed = typeof matrix === 'string' || entriesAt(matrix).some(([, values]) => typeof values === 'string')
  if (!computed) return at(job.raw, 'strategy')
  try {
    const contexts = contextsOf(job, {}, options)
    const valueOf = (each: unknown) => (typeof each === 'string' ? valueIn(each, contexts) : each)
    const whole = valueOf(matrix)
    return { matrix: Object.fromEntries(entriesAt(whole).map(([name, values]) => [name, valueOf(values)])) }
  } catch (error) {
    if (error instanceof ExpressionRefused) return {}
    throw error
  }
}

function notRun({ id, slice }: JobToRun, outcome: 'skipped' | 'not-run', why: string): JobDone {
  const kept = slice.steps.filter((step) => step.job === id && step.keep)
  return {
    steps: kept.map(({ step }) => ({ job: id, step, outcome, seconds: 0, why })),
    result: outcome === 'skipped' ? 'skipped' : 'failure',
    outputs: {},
    unknown: outcome === 'not-run',
    unknownOutputs: new Set(),
  }
}

async function runOn(leg: Leg, job: JobToRun, options: SliceRunOptions): Promise<JobDone> {
  const { raw, needs, unknown } = job
  const unknownOutputs = { steps: new Set<string>(), needs: unknown }
  const read = ['env', 'strategy', 'defaults', 'timeout-minutes', 'continue-on-error', 'runs-on'].map((key) =>
    at(raw, key),
  )
  const lacking = unknownIn(read, unknownOutputs)
  if (lacking !== null) return notRun(job, 'not-run', `its job reads ${lacking}, which was not run here`)
  const base = contextsOf(job, leg, options)
  const obstacle = obstacleOf(raw, base)
  if (obstacle !== null) return notRun(job, 'not-run', obstacle)
  const results = Object.entries(needs).map(([id, need]) =>
    unknown.get(id) === 'all' ? 'success' : textAt(need, 'result'),
  )
  const waiting: Status = results.includes('failure')
    ? 'failure'
    : results.every((result) => result === 'success')
      ? 'success'
      : 'skipped'
  return holdsOrOpen(textAt(raw, 'if'), base, waiting, unknownOutputs)
    ? await runLeg(job, leg, base, options)
    : notRun(job, 'skipped', 'the condition of its job does not hold')
}

function contextsOf({ raw, value, needs, id, workflow }: JobToRun, leg: Leg, options: SliceRunOptions): Contexts {
  const { secrets, variables, worktree, temp } = options
  const given = Object.fromEntries(
    [
      ...entriesAt(value, 'on', 'workflow_call', 'inputs'),
      ...entriesAt(value, 'on', 'workflow_dispatch', 'inputs'),
    ].map(([name, input]) => [name, at(input, 'default') ?? '']),
  )
  const github = { ...USUAL, workflow: workflow.name, ...options.github, workspace: worktree.root, job: id }
  const runner = {
    os: RUNNER_OS,
    arch: RUNNER_ARCH,
    name: 'upkeep',
    environment: 'self-hosted',
    temp,
    tool_cache: temp,
  }
  const bare = {
    github,
    secrets,
    vars: variables,
    needs,
    matrix: nested(leg),
    inputs: given,
    runner,
    job: { status: 'success' },
    strategy: { 'fail-fast': true, 'job-index': 0, 'job-total': 1, 'max-parallel': 1 },
    env: {},
    steps: {},
  }
  const env: Record<string, string> = {}
  for (const [name, text] of [...entriesAt(value, 'env'), ...entriesAt(raw, 'env')])
    env[name] = interpolate(String(text), { ...bare, env })
  return { ...bare, env }
}

/** What a run of a push would have, where it is not given. */
const USUAL: Readonly<Record<string, unknown>> = {
  event_name: 'push',
  server_url: 'https://github.com',
  api_url: 'https://api.github.com',
  graphql_url: 'https://api.github.com/graphql',
  run_id: '1',
  run_number: '1',
  run_attempt: '1',
}

function obstacleOf(raw: unknown, contexts: Contexts): string | null {
  if (at(raw, 'container') !== undefined) return 'its job runs in a container'
  const services = entriesAt(raw, 'services').map(([name]) => name)
  if (services.length > 0) return `it needs the service ${services.join(', ')}`
  const labels = textsAt(raw, 'runs-on').map((label) => interpolate(label, contexts))
  return labels.map(foreignLabel).find((why) => why !== null) ?? null
}

/** GitHub's own limit of a job, in minutes. */
const JOB_MINUTES = 360

async function runLeg(job: JobToRun, leg: Leg, base: Contexts, options: SliceRunOptions): Promise<JobDone> {
  const { id, raw, value, slice, workflow } = job
  const classified = workflow.jobs.find((each) => each.id === id)
  const kept = slice.steps.filter((step) => step.job === id && step.keep)
  const minutes = Number.parseFloat(interpolate(textAt(raw, 'timeout-minutes') ?? '', base))
  const state: JobState = {
    status: 'success',
    unknown: false,
    env: { ...(base['env'] as Record<string, string>) },
    path: [],
    steps: {},
    matchers: [],
    unknownOutputs: { steps: new Set(), needs: job.unknown },
    base,
    deadline: performance.now() + (Number.isFinite(minutes) ? minutes : JOB_MINUTES) * 60_000,
  }
  const tolerant = holds(textAt(raw, 'continue-on-error') ?? 'false', base, 'success')
  const done: SliceRunStep[] = []
  const defaults = (key: string) => textAt(raw, 'defaults', 'run', key) ?? textAt(value, 'defaults', 'run', key)
  for (const [position, step] of listAt(raw, 'steps').entries()) {
    const entry = kept[position]
    if (entry === undefined) continue
    const readings = classified?.steps.filter(({ index }) => index === entry.step) ?? []
    const secrets = slice.secrets.filter(({ references }) =>
      references.some((place) => place.job === id && place.step === entry.step),
    )
    const { kinds, reason } = entry
    const folder = folderOf(id, entry.step, leg, options)
    const onlyInstalls = reason === ALSO_INSTALLS
    const outcome = await runStep(
      { raw: step, kinds, readings, onlyInstalls, secrets, defaults, folder },
      state,
      options,
    )
    const last = tolerant && outcome.outcome === 'failure' ? { ...outcome, outcome: 'tolerated' as const } : outcome
    done.push({ job: id, step: entry.step, ...last })
  }
  const contexts = { ...base, env: state.env, steps: state.steps, job: { status: state.status } }
  const outputs = Object.fromEntries(
    entriesAt(raw, 'outputs').map(([name, text]) => [name, interpolate(String(text), contexts)]),
  )
  const result = tolerant && !state.unknown ? 'success' : state.status
  const unknownOutputs = unknownOutputsOf(raw, state.unknownOutputs)
  return { steps: done, result, outputs, unknown: state.unknown, unknownOutputs }
}

function folderOf(job: string, step: number, leg: Leg, { temp }: SliceRunOptions): string {
  const values = Object.values(leg).join('-')
  return join(temp, `${job}-${step}-${values.replaceAll(/[^\w.-]/g, '_').slice(0, 80)}`)
}

/** Pass needs every wanted step to have run. */
export function verdictOf(steps: readonly SliceRunStep[], slice: Slice): SliceRun['verdict'] {
  if (steps.some(({ outcome }) => outcome === 'failure')) return 'fail'
  const wanted = new Set<CheckKind>(slice.for.flatMap((kind) => (kind === 'lint' ? ['lint', 'format'] : [kind])))
  const targets = slice.steps.filter(({ keep, kinds }) => keep && kinds.some((kind) => wanted.has(kind)))
  const ofTargets = steps.filter(({ job, step }) =>
    targets.some((target) => target.job === job && target.step === step),
  )
  const ran = ofTargets.some(({ outcome }) => outcome === 'success' || outcome === 'tolerated')
  return ran && ofTargets.every(({ outcome }) => outcome !== 'not-run') ? 'pass' : 'not-run'
}
