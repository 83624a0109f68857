import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { CheckKind, SliceRun, SliceRunStep } from '@upkeep/schema'
import type { Worktree } from '@upkeep/workspace'
import { legsOf, nested } from '../matrix.ts'
import type { ClassifiedWorkflow, Leg } from '../model.ts'
import { at, entriesAt, listAt, textAt, textsAt } from '../raw.ts'
import type { Slice } from '../slice/slice.ts'
import { holds, interpolate } from './contexts.ts'
import type { Contexts, Status } from './contexts.ts'
import { runStep } from './run-step.ts'
import type { JobState } from './run-step.ts'

export interface SliceRunOptions {
  worktree: Worktree
  /** All that the steps get of our environment. */
  env: Readonly<Record<string, string>>
  secrets: Readonly<Record<string, string>>
  variables: Readonly<Record<string, string>>
  /** The context `github`: what is not given is empty. */
  github: Readonly<Record<string, unknown>>
  /** A folder outside of the worktree, for the files of the runner. */
  temp: string
  secondsPerStep: number
  signal: AbortSignal
  log?: (text: string) => void
}

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
  const results = new Map<string, { result: string; outputs: Record<string, string> }>()
  for (const id of inOrder(value)) {
    const needs = Object.fromEntries(textsAt(value, 'jobs', id, 'needs').map((need) => [need, results.get(need) ?? {}]))
    const job = { id, raw: at(value, 'jobs', id), value, needs, slice, workflow }
    const done = await runJob(job, options)
    steps.push(...done.steps)
    results.set(id, { result: done.result, outputs: done.outputs })
  }
  return { engine: 'in-place', verdict: verdictOf(steps, slice), steps }
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
  slice: Slice
  workflow: ClassifiedWorkflow
}

interface JobDone {
  steps: SliceRunStep[]
  result: string
  outputs: Record<string, string>
}

async function runJob(job: JobToRun, options: SliceRunOptions): Promise<JobDone> {
  const { id, raw, slice, needs } = job
  const kept = slice.steps.filter((step) => step.job === id && step.keep)
  const none = (outcome: 'skipped' | 'not-run', why: string): JobDone => ({
    steps: kept.map(({ step }) => ({ job: id, step, outcome, seconds: 0, why })),
    result: outcome === 'skipped' ? 'skipped' : 'failure',
    outputs: {},
  })
  const uses = textAt(raw, 'uses')
  if (uses !== null) return none('not-run', `it calls ${uses}; slice and run that workflow itself`)
  const legs = legsOf(at(raw, 'strategy'))
  const all: JobDone[] = []
  for (const leg of legs) {
    const base = contextsOf(job, leg, options)
    const obstacle = obstacleOf(raw, base)
    const waiting: Status = Object.values(needs).some((need) => textAt(need, 'result') === 'failure')
      ? 'failure'
      : 'success'
    if (obstacle !== null) all.push(none('not-run', obstacle))
    else if (holds(textAt(raw, 'if'), base, waiting)) all.push(await runLeg(job, leg, base, options))
    else all.push(none('skipped', 'the condition of its job does not hold'))
  }
  const failed = all.find(({ result }) => result === 'failure')
  return {
    steps: all.flatMap((each) => each.steps),
    result: (failed ?? all[0])?.result ?? 'skipped',
    outputs: Object.assign({}, ...all.map(({ outputs }) => outputs)) as Record<string, string>,
  }
}

function contextsOf({ raw, value, needs, id }: JobToRun, leg: Leg, options: SliceRunOptions): Contexts {
  const { secrets, variables, github, worktree } = options
  const given = Object.fromEntries(
    [
      ...entriesAt(value, 'on', 'workflow_call', 'inputs'),
      ...entriesAt(value, 'on', 'workflow_dispatch', 'inputs'),
    ].map(([name, input]) => [name, at(input, 'default') ?? '']),
  )
  const bare = {
    github: { workspace: worktree.root, job: id, event_name: 'push', ...github },
    secrets,
    vars: variables,
    needs,
    matrix: nested(leg),
    inputs: given,
    runner: { os: 'Linux', arch: process.arch === 'arm64' ? 'ARM64' : 'X64', temp: options.temp, tool_cache: '' },
    job: { status: 'success' },
    strategy: { 'fail-fast': true, 'job-index': 0, 'job-total': 1 },
    env: {},
    steps: {},
  }
  const env: Record<string, string> = {}
  for (const [name, text] of [...entriesAt(value, 'env'), ...entriesAt(raw, 'env')])
    env[name] = interpolate(String(text), { ...bare, env })
  return { ...bare, env }
}

function obstacleOf(raw: unknown, contexts: Contexts): string | null {
  if (at(raw, 'container') !== undefined) return 'its job runs in a container'
  const services = entriesAt(raw, 'services').map(([name]) => name)
  if (services.length > 0) return `it needs the service ${services.join(', ')}`
  const labels = textsAt(raw, 'runs-on').map((label) => interpolate(label, contexts))
  const foreign = labels.find((label) => /^(?:windows|macos)/i.test(label))
  return foreign === undefined || process.platform !== 'linux' ? null : `it runs on ${foreign}`
}

async function runLeg(job: JobToRun, leg: Leg, base: Contexts, options: SliceRunOptions): Promise<JobDone> {
  const { id, raw, value, slice, workflow } = job
  const classified = workflow.jobs.find((each) => each.id === id)
  const kept = slice.steps.filter((step) => step.job === id && step.keep)
  const state: JobState = {
    status: 'success',
    env: { ...(base['env'] as Record<string, string>) },
    path: [],
    steps: {},
    base,
  }
  const done: SliceRunStep[] = []
  const defaults = (key: string) => textAt(raw, 'defaults', 'run', key) ?? textAt(value, 'defaults', 'run', key)
  for (const [position, step] of listAt(raw, 'steps').entries()) {
    const entry = kept[position]
    if (entry === undefined) continue
    const readings = classified?.steps.filter(({ index }) => index === entry.step) ?? []
    const place = join(
      options.temp,
      `${id}-${entry.step}-${Object.values(leg)
        .join('-')
        .replaceAll(/[^\w.-]/g, '_')}`,
    )
    const outcome = await runStep({ raw: step, kinds: entry.kinds, readings, defaults, folder: place }, state, options)
    done.push({ job: id, step: entry.step, ...outcome })
  }
  const contexts = { ...base, env: state.env, steps: state.steps, job: { status: state.status } }
  const outputs = Object.fromEntries(
    entriesAt(raw, 'outputs').map(([name, text]) => [name, interpolate(String(text), contexts)]),
  )
  return { steps: done, result: state.status, outputs }
}

/** Pass needs every wanted step to have run. */
export function verdictOf(steps: readonly SliceRunStep[], slice: Slice): SliceRun['verdict'] {
  if (steps.some(({ outcome }) => outcome === 'failure')) return 'fail'
  const wanted = new Set<CheckKind>(slice.for.flatMap((kind) => (kind === 'lint' ? ['lint', 'format'] : [kind])))
  const targets = slice.steps.filter(({ keep, kinds }) => keep && kinds.some((kind) => wanted.has(kind)))
  const ofTargets = steps.filter(({ job, step }) =>
    targets.some((target) => target.job === job && target.step === step),
  )
  const ran = ofTargets.some(({ outcome }) => outcome === 'success')
  return ran && ofTargets.every(({ outcome }) => outcome !== 'not-run') ? 'pass' : 'not-run'
}
