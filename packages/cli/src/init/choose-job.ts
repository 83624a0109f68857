import { sliceWorkflow } from '@upkeep/ci'
import type { ClassifiedJob, ClassifiedWorkflow, Slice } from '@upkeep/ci'
import { UserError } from '@upkeep/schema'
import type { CheckKind } from '@upkeep/schema'

/** The job of a repository's own CI whose set-up an action needs. */
export interface ChosenJob {
  workflow: ClassifiedWorkflow
  job: ClassifiedJob
  text: string
  slice: Slice
  /** 0-based, in their order: the steps before the last check that the check needs, without the checks themselves. */
  setup: number[]
  /** The checks themselves, likewise. */
  checks: number[]
  /** Kinds of checks that the job holds, and the tools that they run as far as we know them. */
  kinds: CheckKind[]
  tools: string[]
}

export interface Candidates {
  best: ChosenJob | null
  /** Other jobs that hold such checks too, or more of them. */
  others: ChosenJob[]
  /** Why a workflow was passed over. */
  notes: string[]
}

/** The best job to copy the set-up of: most of the wanted kinds, run on pull requests, on Linux, needing no other job, releasing nothing. */
export function chooseJob(
  workflows: readonly ClassifiedWorkflow[],
  texts: ReadonlyMap<string, string>,
  wanted: readonly CheckKind[],
): Candidates {
  const notes: string[] = []
  const found = workflows.flatMap((workflow) => {
    const text = texts.get(workflow.path) ?? ''
    try {
      return jobsOf(workflow, text, wanted)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      notes.push(`${workflow.path} is passed over: ${error.message}`)
      return []
    }
  })
  const [best = null, ...others] = found.toSorted((a, b) => valueOf(b, wanted) - valueOf(a, wanted))
  return { best, others, notes }
}

function jobsOf(workflow: ClassifiedWorkflow, text: string, wanted: readonly CheckKind[]): ChosenJob[] {
  const slice = sliceWorkflow(workflow, text, { for: wanted })
  return workflow.jobs.flatMap((job) => {
    if (job.uses !== null) return []
    const kept = slice.steps.filter((step) => step.job === job.id && step.keep)
    const isCheck = (kinds: readonly CheckKind[]) => kinds.some((kind) => wanted.includes(kind))
    const checks = kept.filter(({ kinds }) => isCheck(kinds))
    const last = checks.at(-1)
    if (last === undefined) return []
    // a step that sets up and checks in one (`npm ci && npm test`) is still needed for what it installs
    const setup = kept.filter(({ kinds, step }) => step < last.step && (!isCheck(kinds) || kinds.includes('setup')))
    const kinds = wanted.filter((kind) => checks.some((check) => check.kinds.includes(kind)))
    const tools = job.steps
      .flatMap(({ leaves }) => leaves)
      .filter((leaf) => isCheck(leaf.kinds))
      .flatMap(({ invocation }) => invocation?.checker ?? [])
    return [
      {
        workflow,
        job,
        text,
        slice,
        kinds,
        setup: setup.map(({ step }) => step),
        checks: checks.map(({ step }) => step),
        tools: [...new Set(tools)],
      },
    ]
  })
}

/** A job that releases is set up for releasing. */
const NEVER: readonly CheckKind[] = ['publish', 'deploy', 'release']

function valueOf({ workflow, job, slice, kinds, setup, tools }: ChosenJob, wanted: readonly CheckKind[]): number {
  const weights = wanted.map((kind, index) => (kinds.includes(kind) ? 10 / (index + 1) : 0))
  const starts = workflow.events.includes('pull_request') ? 5 : workflow.events.includes('push') ? 2 : 0
  const publishes = slice.steps.some((step) => step.job === job.id && step.kinds.some((kind) => NEVER.includes(kind)))
    ? 4
    : 0
  const linux = job.runsOn.some((label) => /ubuntu|linux/i.test(label)) ? 3 : 0
  const alone = job.needs.length === 0 ? 2 : 0
  return (
    weights.reduce((sum, weight) => sum + weight, 0) +
    2 * tools.length +
    starts +
    linux +
    alone -
    publishes -
    setup.length / 100
  )
}
