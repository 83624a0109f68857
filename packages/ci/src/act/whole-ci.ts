import { CHECK_KINDS, UserError } from '@upkeep/schema'
import type { CheckKind, SliceRun, SliceRunStep } from '@upkeep/schema'
import type { ClassifiedWorkflow } from '../model.ts'
import { variablesAt } from '../raw.ts'
import { verdictOf } from '../run/run-slice.ts'
import { NEVER } from '../slice/keep.ts'
import type { GivenNames } from '../slice/secrets.ts'
import { sliceWorkflow } from '../slice/slice.ts'
import type { Slice } from '../slice/slice.ts'
import { lacksOf, planForAct } from './act-plan.ts'
import type { ActPlan } from './act-plan.ts'
import type { ActMode } from './container-engine.ts'

/** All that is run of a repository's CI: what publishes, deploys, releases or tells somebody never is. */
const WHOLE: readonly CheckKind[] = CHECK_KINDS.filter((kind) => kind !== 'setup' && !NEVER.has(kind))
/** A workflow that one of these starts judges a change. */
const JUDGING = ['push', 'pull_request', 'merge_group']

export interface WholeOptions {
  mode: ActMode['kind']
  matrix: 'one' | 'all'
  given: GivenNames
  /** Paths of workflows; empty: all that judge a change. */
  only: readonly string[]
}

/** A workflow of a whole run. */
export interface WholeWorkflow {
  workflow: ClassifiedWorkflow
  slice: Slice
  plan: ActPlan
  /** The workflow and job that call it, with which inputs; null: an event starts it. */
  call: { by: string; inputs: Readonly<Record<string, string>> } | null
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
  const planned = begun.map((workflow) => plannedOf(workflow, null, options))
  const seen = new Set(begun.map(({ path }) => path))
  // Also what a called one calls: the list grows while it is read.
  for (const caller of planned)
    for (const { job, path, inputs } of callsOf(caller)) {
      const workflow = workflows.find((each) => each.path === path)
      const key = `${path} ${JSON.stringify(inputs)}`
      if (workflow === undefined) continue
      caller.lacks = caller.lacks.filter((text) => !text.startsWith(`job ${job} is not run: it calls `))
      if (seen.has(key)) continue
      seen.add(key)
      planned.push(plannedOf(workflow, { by: `${caller.workflow.path}, job ${job}`, inputs }, options))
    }
  return planned
}

/** Of one that GitHub does not accept nobody knows what starts it. */
function judges({ events, errors }: ClassifiedWorkflow): boolean {
  return errors.length > 0 || events.some((event) => JUDGING.includes(event))
}

function plannedOf(workflow: ClassifiedWorkflow, call: WholeWorkflow['call'], options: WholeOptions): WholeWorkflow {
  const { mode, matrix, given } = options
  const [invalid] = workflow.errors
  if (invalid !== undefined) {
    const slice = { workflow: workflow.path, for: WHOLE, text: '', steps: [], legs: [], secrets: [] }
    return { workflow, slice, plan: NOTHING, call, lacks: [`GitHub does not accept it: ${invalid}`], invalid: true }
  }
  const text = workflow.sources.get(workflow.path) ?? ''
  const slice = sliceWorkflow(workflow, text, { for: WHOLE, matrix, given, wide: true })
  const plan = slice.text === '' ? NOTHING : planForAct(slice, workflow, { mode, inputs: call?.inputs ?? {} })
  const never = slice.steps.filter(({ keep, kinds }) => !keep && kinds.some((kind) => NEVER.has(kind)))
  const left = never.map(({ job, step, reason, evidence }) => {
    const what = step < 0 ? `job ${job}` : `step ${step} of job ${job} (${evidence[0]?.text ?? ''})`
    return `${what} is not run: ${reason}`
  })
  return { workflow, slice, plan, call, lacks: [...lacksOf(plan), ...left], invalid: false }
}

/** The calls of workflows of the same repository that stay, with the inputs that are written out. */
function callsOf({ workflow, slice }: WholeWorkflow) {
  const kept = new Set(slice.steps.flatMap(({ job, step, keep }) => (keep && step < 0 ? [job] : [])))
  return workflow.jobs.flatMap(({ id, uses }) => {
    if (!kept.has(id) || uses?.startsWith('./') !== true) return []
    const given = Object.entries(variablesAt(workflow.yaml.value, 'jobs', id, 'with'))
    const inputs = given.filter(([, value]) => !value.includes('${{'))
    return [{ job: id, path: uses.slice(2), inputs: Object.fromEntries(inputs) }]
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
  return why === planned.obstacle || (planned.foreign.length > 0 && why === [...new Set(planned.foreign)].join('; '))
}
