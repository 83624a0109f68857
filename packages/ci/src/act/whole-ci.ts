import { CHECK_KINDS, UserError } from '@upkeep/schema'
import type { CheckKind, SliceRun, SliceRunStep } from '@upkeep/schema'
import { WORLDLY } from '../kinds/kinds.data.ts'
import type { ClassifiedWorkflow } from '../model.ts'
import { variablesAt } from '../workflow/raw.ts'
import { verdictOf } from '../run/run-slice.ts'
import type { GivenNames } from '../slice/secrets.ts'
import { sliceWorkflow } from '../slice/slice.ts'
import type { Slice } from '../slice/slice.ts'
import { lacksOf, planForAct, whyForeign } from './act-plan.ts'
import type { ActPlan } from './act-plan.ts'
import type { ActMode } from './containers/container-engine.ts'

/** All that is run of a repository's CI: what publishes, deploys, releases or tells somebody never is. */
const WHOLE: readonly CheckKind[] = CHECK_KINDS.filter((kind) => kind !== 'setup' && !WORLDLY.has(kind))
/** A workflow that one of these starts judges a change. */
const EVENTS = ['push', 'pull_request', 'merge_group']

export interface WholeOptions {
  mode: ActMode['kind']
  matrix: 'one' | 'all'
  given: GivenNames
  /** Paths of workflows; empty: all that judge a change. */
  only: readonly string[]
}

/** A call of a workflow of the same repository, with the inputs that are written out. */
interface Call {
  job: string
  workflow: ClassifiedWorkflow
  inputs: Readonly<Record<string, string>>
}

/** A workflow of a whole run. */
export interface WholeWorkflow {
  workflow: ClassifiedWorkflow
  slice: Slice
  plan: ActPlan
  /** The workflow and job that call it, with which inputs; null: an event starts it. */
  call: { by: string; inputs: Readonly<Record<string, string>> } | null
  /** The workflows that its own jobs call. */
  calls: readonly Call[]
  /** What of it is not run, and why; said before the start. */
  lacks: string[]
  /** It is no workflow that GitHub accepts. */
  invalid: boolean
}

const NOTHING: ActPlan = { text: '', event: '', labels: [], jobs: [], uses: [] }

/**
 * What a run of all of CI consists of: each workflow that judges a change, and the workflows of the repository that those call, each
 * without what publishes. Nothing is run.
 * @throws UserError where a path that is asked for is no workflow of the repository
 */
export function wholeCi(workflows: readonly ClassifiedWorkflow[], options: WholeOptions): WholeWorkflow[] {
  const { only } = options
  const unknown = only.find((path) => !workflows.some((workflow) => workflow.path === path))
  if (unknown !== undefined)
    throw new UserError(`${unknown} is no workflow of this repository.`, {
      remedy: 'Name one by its path from the repository, such as .github/workflows/ci.yml.',
    })
  const begun = workflows.filter((workflow) => (only.length > 0 ? only.includes(workflow.path) : judges(workflow)))
  const planned = begun.map((workflow) => plannedOf(workflow, null, workflows, options))
  const seen = new Set<string>()
  // Also what a called one calls: the list grows while it is read.
  for (const { workflow: caller, calls } of planned)
    for (const { job, workflow, inputs } of calls) {
      const key = `${workflow.path} ${JSON.stringify(inputs)}`
      if (seen.has(key)) continue
      seen.add(key)
      planned.push(plannedOf(workflow, { by: `${caller.path}, job ${job}`, inputs }, workflows, options))
    }
  return planned
}

/** Of one that GitHub does not accept nobody knows what starts it. */
function judges({ events, errors }: ClassifiedWorkflow): boolean {
  return errors.length > 0 || events.some((event) => EVENTS.includes(event))
}

function plannedOf(
  workflow: ClassifiedWorkflow,
  call: WholeWorkflow['call'],
  all: readonly ClassifiedWorkflow[],
  { mode, matrix, given }: WholeOptions,
): WholeWorkflow {
  const [invalid] = workflow.errors
  if (invalid !== undefined) {
    const slice = { workflow: workflow.path, for: WHOLE, text: '', steps: [], legs: [], secrets: [] }
    const lacks = [`GitHub does not accept it: ${invalid}`]
    return { workflow, slice, plan: NOTHING, call, calls: [], lacks, invalid: true }
  }
  const text = workflow.sources.get(workflow.path) ?? ''
  const slice = sliceWorkflow(workflow, text, { for: WHOLE, matrix, given, wide: true })
  const plan = slice.text === '' ? NOTHING : planForAct(slice, workflow, { mode, inputs: call?.inputs ?? {} })
  const never = slice.steps.filter(({ keep, kinds }) => !keep && kinds.some((kind) => WORLDLY.has(kind)))
  const left = never.map(({ job, step, reason, evidence }) => {
    const what = step < 0 ? `job ${job}` : `step ${step} of job ${job} (${evidence[0]?.text ?? ''})`
    return `${what} is not run: ${reason}`
  })
  const calls = callsOf(workflow, slice, all)
  const lacks = [...lacksOf(plan, new Set(calls.map(({ job }) => job))), ...left]
  return { workflow, slice, plan, call, calls, lacks, invalid: false }
}

/** Those that stay in a slice. */
function callsOf({ jobs, yaml }: ClassifiedWorkflow, { steps }: Slice, all: readonly ClassifiedWorkflow[]): Call[] {
  const kept = new Set(steps.flatMap(({ job, step, keep }) => (keep && step < 0 ? [job] : [])))
  return jobs.flatMap(({ id, uses }) => {
    const workflow = kept.has(id) ? all.find(({ path }) => uses === `./${path}`) : undefined
    if (workflow === undefined) return []
    const given = Object.entries(variablesAt(yaml.value, 'jobs', id, 'with'))
    const inputs = given.filter(([, value]) => !value.includes('${{'))
    return [{ job: id, workflow, inputs: Object.fromEntries(inputs) }]
  })
}

/**
 * What a run says of all that was to be run: what was left out before the start is no part of that. `skipped`: by their conditions
 * nothing of it runs for this event, as on GitHub.
 */
export function wholeVerdict(
  { slice, plan }: WholeWorkflow,
  { verdict, steps }: SliceRun,
): SliceRun['verdict'] | 'skipped' {
  if (verdict === 'fail' || verdict === 'engine') return verdict
  const planned = steps.filter((step) => !foreseen(step, plan))
  const judging = planned.filter(({ outcome }) => outcome !== 'done')
  if (judging.length > 0 && judging.every(({ outcome }) => outcome === 'skipped')) return 'skipped'
  return verdictOf(planned, slice)
}

function foreseen({ job, outcome, why }: SliceRunStep, { jobs }: ActPlan): boolean {
  const planned = jobs.find(({ id }) => id === job)
  if (outcome !== 'not-run' || planned === undefined) return false
  return why === planned.obstacle || why === whyForeign(planned)
}
