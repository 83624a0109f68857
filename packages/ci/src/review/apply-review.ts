import { kindsOfTool, toolName } from '@upkeep/checkers'
import { CHECK_KINDS } from '@upkeep/schema'
import type { CheckKind, SourceLine } from '@upkeep/schema'
import type { ClassifiedStep, ClassifiedWorkflow } from '../model.ts'
import { JUDGING, WORLDLY } from '../kinds/kinds.data.ts'
import { PLUMBING } from '../classify/step-kinds.ts'
import { channelsOf } from '../slice/channels.ts'
import { factsOf } from '../slice/facts.ts'
import type { JobFacts, StepFacts } from '../slice/facts.ts'
import type { ReviewChange } from './lock-file.ts'

/** A change, or the part of one, that is not taken, and why. */
export interface RefusedChange {
  job: string
  step: number
  kind: CheckKind | null
  why: string
}

/**
 * The workflow with a review's changes. Kinds are added freely, but for one that would leave out a step of which everything is known; a
 * kind is removed only where nothing that stays depends on it. What publishes, deploys, releases or notifies by the rules always does.
 * @param source of each change, the line that the evidence shows
 */
export function applyReview(
  workflow: ClassifiedWorkflow,
  changes: readonly ReviewChange[],
  source: (change: ReviewChange) => SourceLine,
): { workflow: ClassifiedWorkflow; refused: RefusedChange[] } {
  const jobs = new Map(factsOf(workflow, workflow.yaml.value).map((job) => [job.id, job]))
  const refused: RefusedChange[] = []
  const taken = new Map<string, { kinds: Set<CheckKind>; evidence: SourceLine[] }>()
  for (const change of changes) {
    const { job: id, step } = change
    const refuse = (kind: CheckKind | null, why: string) => void refused.push({ job: id, step, kind, why })
    const job = jobs.get(id)
    const facts = job === undefined ? null : stepOf(job, step)
    if (job === undefined || facts === null) {
      refuse(null, job === undefined ? 'there is no such job' : 'there is no such step')
      continue
    }
    const key = `${id}/${step}`
    const { kinds, evidence } = taken.get(key) ?? { kinds: new Set(facts.kinds), evidence: [] }
    const before = kinds.size
    const left = new Set(kinds)
    for (const kind of new Set(change.add)) {
      const why = kinds.has(kind) ? null : whyNotAdded(kind, facts)
      if (why === null) left.add(kind)
      else refuse(kind, why)
    }
    for (const kind of new Set(change.remove)) {
      const why = left.has(kind) ? whyNotRemoved(kind, facts, job, jobs) : null
      if (why !== null) refuse(kind, why)
      else if (left.size === 1 && left.has(kind)) refuse(kind, 'it would have no kind')
      else left.delete(kind)
    }
    if (left.size === before && left.isSubsetOf(kinds)) continue
    taken.set(key, { kinds: left, evidence: [...evidence, source(change)] })
  }
  return { workflow: changed(workflow, taken), refused }
}

function stepOf(job: JobFacts, step: number): StepFacts | null {
  if (job.call === null) return job.steps[step] ?? null
  const { readings, kinds } = job.call
  const [reading] = readings
  // The steps of a workflow of the same repository are classified in that file.
  if (step !== -1 || reading?.index !== -1) return null
  const { confidence, evidence } = reading
  return {
    index: -1,
    raw: job.raw,
    id: null,
    kinds,
    confidence,
    evidence,
    readings,
    references: job.references,
    installs: false,
    handsOn: false,
  }
}

function whyNotAdded(kind: CheckKind, { kinds, readings }: StepFacts): string | null {
  if (kind === 'unknown') return 'nothing is said by it'
  if (!WORLDLY.has(kind) || !JUDGING.some((own) => kinds.has(own)) || !readings.every(isKnown)) return null
  return `every tool that it runs is known, and none is there to ${kind}`
}

/** Whether tables know all that it runs. */
function isKnown({ leaves, uses, confidence }: ClassifiedStep): boolean {
  if (leaves.length === 0) return uses !== null && confidence === 'certain'
  return leaves.every(
    ({ argv, invocation }) => invocation !== null || PLUMBING.has(toolName(argv)) || kindsOfTool(argv).length > 0,
  )
}

function whyNotRemoved(
  kind: CheckKind,
  facts: StepFacts,
  job: JobFacts,
  jobs: ReadonlyMap<string, JobFacts>,
): string | null {
  if (WORLDLY.has(kind)) return `what the rules take for a ${kind} step is never run`
  const leaf = facts.readings
    .flatMap(({ leaves }) => leaves)
    .find(
      ({ argv, invocation, kinds }) =>
        kinds.includes(kind) && (invocation !== null || kindsOfTool(argv).includes(kind)),
    )
  if (leaf !== undefined) return `\`${leaf.command.slice(0, 80)}\` is a ${kind} command`
  if (kind !== 'setup' && kind !== 'build') return null
  const { readings, confidence, id, index } = facts
  if (facts.installs) return 'it installs what later steps run'
  if (facts.handsOn) return 'it writes variables or outputs for later steps'
  if (confidence === 'certain' && readings.some(({ uses }) => uses !== null)) return 'its action is known for it'
  if (channelsOf(facts).some(({ direction }) => direction === 'give')) return 'it gives what other jobs may take'
  const read =
    id !== null &&
    (job.steps.some((other) => other.index !== index && other.references.steps.has(id)) ||
      job.references.steps.has(id) ||
      jobs.values().some((other) => other.references.outputs.has(job.id)))
  return read ? 'its outputs are read' : null
}

function changed(
  workflow: ClassifiedWorkflow,
  taken: ReadonlyMap<string, { kinds: ReadonlySet<CheckKind>; evidence: readonly SourceLine[] }>,
): ClassifiedWorkflow {
  const jobs = workflow.jobs.map((job) => {
    const own = new Map([...job.steps, ...job.variants].map(({ index }) => [index, new Set<CheckKind>()]))
    for (const step of [...job.steps, ...job.variants]) for (const kind of step.kinds) own.get(step.index)?.add(kind)
    const one = (step: ClassifiedStep): ClassifiedStep => {
      const change = taken.get(`${job.id}/${step.index}`)
      const before = own.get(step.index) ?? new Set()
      if (change === undefined) return step
      const added = change.kinds.difference(before)
      const kinds = new Set([...step.kinds.filter((kind) => change.kinds.has(kind)), ...added])
      const told = { confidence: 'likely' as const, evidence: [...step.evidence, ...change.evidence] }
      const never = [...added].filter((kind) => WORLDLY.has(kind))
      return { ...step, ...told, kinds: sorted(kinds), inner: step.inner.map((inner) => withKinds(inner, never)) }
    }
    return { ...job, steps: job.steps.map(one), variants: job.variants.map(one) }
  })
  return { ...workflow, jobs }
}

/** What is never run is not run by way of its parts either. */
function withKinds(step: ClassifiedStep, added: readonly CheckKind[]): ClassifiedStep {
  if (added.length === 0) return step
  const kinds = sorted(new Set([...step.kinds, ...added]))
  return { ...step, kinds, inner: step.inner.map((inner) => withKinds(inner, added)) }
}

function sorted(kinds: ReadonlySet<CheckKind>): CheckKind[] {
  const told = CHECK_KINDS.filter((kind) => kinds.has(kind))
  return told.length === 0 ? ['unknown'] : told
}
