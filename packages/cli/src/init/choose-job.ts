import { sliceWorkflow } from '@upkeep/ci'
import type { ClassifiedJob, ClassifiedStep, ClassifiedWorkflow, Leaf, Leg } from '@upkeep/ci'
import { UserError } from '@upkeep/schema'
import type { CheckKind, SliceSecret, SliceStep } from '@upkeep/schema'
import type { Need } from './needs.data.ts'

/** A job of a repository's own CI whose set-up an action needs. */
export interface ChosenJob {
  workflow: ClassifiedWorkflow
  job: ClassifiedJob
  /** The leg of its matrix on which its checks run. */
  leg: Leg
  /** `secret NAME` and `variable NAME` that its part reads. */
  secrets: string[]
  /** 0-based, in their order: the steps before the last check that the check needs, without the checks themselves. */
  setup: number[]
  /** The checks themselves, likewise. */
  checks: number[]
  /** Kinds of checks that the job holds, and the checkers that they run as far as we know them. */
  kinds: CheckKind[]
  tools: string[]
  /** Those of the tools that the action can ask. */
  asked: string[]
  /** Its checks may leave files changed: hooks that fix, a formatter before `git diff --exit-code`. */
  rewrites: boolean
  /** It also releases, or writes to the repository. */
  publishes: boolean
  /** How good it is to copy; only compared with that of others. */
  value: number
}

export interface Candidates {
  /** The best one first. */
  jobs: ChosenJob[]
  /** Why a workflow was passed over. */
  notes: string[]
}

/** The jobs whose set-up could be copied: best those that ask the tools of the action, on pull requests and on Linux, and nothing besides. */
export function chooseJobs(workflows: readonly ClassifiedWorkflow[], need: Need): Candidates {
  const notes: string[] = []
  const jobs = workflows.flatMap((workflow) => {
    try {
      return jobsOf(workflow, need)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      notes.push(`${workflow.path} is passed over: ${error.message}`)
      return []
    }
  })
  return { jobs: jobs.toSorted((a, b) => b.value - a.value), notes }
}

function jobsOf(workflow: ClassifiedWorkflow, need: Need): ChosenJob[] {
  const slice = sliceWorkflow(workflow, workflow.sources.get(workflow.path) ?? '', { for: need.kinds })
  const steps = Map.groupBy(slice.steps, ({ job }) => job)
  const references = slice.secrets.flatMap(({ kind, name, references: all }) =>
    all.map((reference) => ({ kind, name, ...reference })),
  )
  const secrets = Map.groupBy(references, ({ job }) => job)
  return workflow.jobs.flatMap((job) => {
    if (job.uses !== null) return []
    return chosen({ workflow, job, steps: steps.get(job.id) ?? [], secrets: secrets.get(job.id) ?? [] }, need) ?? []
  })
}

/** A job with what its slice says of it. */
interface SlicedJob {
  workflow: ClassifiedWorkflow
  job: ClassifiedJob
  steps: readonly SliceStep[]
  secrets: readonly (Pick<SliceSecret, 'kind' | 'name'> & { step: number; in: string | null })[]
}

function chosen(sliced: SlicedJob, need: Need): ChosenJob | null {
  const { workflow, job, steps, secrets } = sliced
  const { setup, checks } = partsOf(sliced, need)
  if (checks.length === 0) return null
  const read = checks.flatMap(({ step }) => job.steps.filter(({ index }) => index === step))
  const leaves = read.flatMap((step) => step.leaves)
  const tools = leaves.flatMap((leaf) => (isCheck(leaf, need) ? (leaf.invocation?.checker ?? []) : []))
  const asked = [
    ...tools.filter((tool) => need.tools?.includes(tool) ?? true),
    // what rewrites files before a `git diff --exit-code` is a fix of its own
    ...(need.tools === null && leaves.some(findsDrift) ? ['git diff'] : []),
  ]
  const found = {
    workflow,
    job,
    leg: legOf(job, read, asked),
    secrets: [
      ...new Set(secrets.filter(({ name }) => name !== 'GITHUB_TOKEN').map(({ kind, name }) => `${kind} ${name}`)),
    ],
    setup: setup.map(({ step }) => step),
    checks: checks.map(({ step }) => step),
    kinds: need.kinds.filter((kind) => checks.some((check) => check.kinds.includes(kind))),
    tools: [...new Set<string>(tools)],
    asked: [...new Set<string>(asked)],
    rewrites: leaves.some((leaf) => leaf.hook !== undefined || findsDrift(leaf)),
    publishes: steps.some(({ kinds }) => kinds.some((kind) => NEVER.includes(kind))),
  }
  return { ...found, value: valueOf(found, need) - (checks.some(({ kinds }) => kinds.includes('test')) ? 3 : 0) }
}

function isAskedBy({ tools }: Need): (leaf: Leaf) => boolean {
  return ({ invocation }) => invocation !== null && (tools?.includes(invocation.checker) ?? true)
}

function isCheck({ kinds }: { kinds: readonly CheckKind[] }, need: Need): boolean {
  return kinds.some((kind) => need.kinds.includes(kind))
}

/** The checks of a job that can be taken over, and what it sets up for them. */
function partsOf({ job, steps, secrets }: SlicedJob, need: Need): { setup: SliceStep[]; checks: SliceStep[] } {
  const kept = steps.filter(({ keep }) => keep)
  const readers = secrets.filter(({ kind, name }) => kind === 'secret' && name !== 'GITHUB_TOKEN')
  const readsSecret = (index: number) => readers.some((each) => each.step === index && each.in === null)
  const all = kept.filter((step) => isCheck(step, need) && !readsSecret(step.step))
  // a step that also runs the tests is taken only where none does without
  const alone = all.filter(({ kinds }) => !kinds.includes('test'))
  const checks = alone.length > 0 ? alone : all
  // where the checks themselves are not taken over, what stands behind the last one that the action asks is of no use to it
  const asks = checks.filter(({ step }) =>
    job.steps.some((each) => each.index === step && each.leaves.some(isAskedBy(need))),
  )
  const last = ((need.form === 'repository' ? asks.at(-1) : undefined) ?? checks.at(-1))?.step ?? -1
  // a step that sets up and checks in one (`npm ci && npm test`) is still needed for what it installs
  const setsUp = (at: number) =>
    job.steps.some(
      ({ index, kinds, leaves }) => index === at && [{ kinds }, ...leaves].some((each) => each.kinds.includes('setup')),
    )
  const setup = kept.filter((each) => (isCheck(each, need) ? each.step <= last && setsUp(each.step) : each.step < last))
  return { setup, checks }
}

/** The leg on which the first step runs that asks such a tool: some legs are there for one check alone. */
function legOf({ leg }: ClassifiedJob, checks: readonly ClassifiedStep[], asked: readonly string[]): Leg {
  const asks = ({ leaves }: ClassifiedStep) =>
    leaves.some(({ invocation }) => asked.some((tool) => tool === invocation?.checker))
  return (checks.find(asks) ?? checks[0])?.leg ?? leg
}

function findsDrift({ argv }: Leaf): boolean {
  return argv[0] === 'git' && argv[1] === 'diff' && argv.includes('--exit-code')
}

/** A job that releases is set up for releasing. */
const NEVER: readonly CheckKind[] = ['publish', 'deploy', 'release']

/** How near a workflow that an event starts is to a check of what people write; one that none of them starts does upkeep of its own. */
const STARTS: readonly (readonly [event: string, value: number])[] = [
  ['pull_request', 5],
  ['workflow_call', 4],
  ['merge_group', 4],
  ['push', 2],
]

function valueOf(
  { workflow, job, kinds, setup, tools, asked, publishes }: Omit<ChosenJob, 'value'>,
  need: Need,
): number {
  const known = asked.length > 0 ? 12 : tools.length > 0 ? 6 : 4
  const weights = need.kinds.map((kind, index) => (kinds.includes(kind) ? known / (index + 1) : 0))
  const { events } = workflow
  const starts = STARTS.find(([event]) => events.includes(event))?.[1] ?? -8
  const linux = job.runsOn.some((label) => /ubuntu|linux/i.test(label)) ? 3 : 0
  const alone = job.needs.length === 0 ? 2 : 0
  const inside = (job.container ? 3 : 0) + (job.services.length > 0 ? 3 : 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0) + 2 * Math.min(asked.length, 4)
  // the workflow with the most jobs is the one that people call CI
  const main = Math.min(workflow.jobs.length, 50) / 100
  return total + main + starts + linux + alone - (publishes ? 10 : 0) - inside - setup.length / 100
}
