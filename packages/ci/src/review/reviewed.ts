import type { Unresolved } from '@upkeep/schema'
import { sanitised } from '@upkeep/text'
import type { Classification, ClassifiedWorkflow } from '../model.ts'
import { applyReview } from './apply-review.ts'
import { REVIEW_LOCK, reviewHash } from './lock-file.ts'
import type { KeptReview, ReadLock, ReviewChange } from './lock-file.ts'
import { whatIs } from './question.ts'

export interface Reviewed {
  classification: Classification
  /** The workflows that no review of the file speaks of as they are now. */
  open: ClassifiedWorkflow[]
  /** For people: what of the file is out of date, and what was not taken of it. */
  notes: string[]
}

/** The classification with the reviews that are kept. A review of other contents is ignored, and said so. */
export function reviewed({ workflows, unresolved }: Classification, { lock, lineOf }: ReadLock): Reviewed {
  const notes: string[] = []
  const open: ClassifiedWorkflow[] = []
  const result = workflows.map((workflow) => {
    const { path } = workflow
    const kept = lock !== null && Object.hasOwn(lock.workflows, path) ? lock.workflows[path] : undefined
    if (workflow.errors.length > 0 || workflow.jobs.length === 0) return workflow
    if (kept === undefined || kept.hash !== reviewHash(workflow)) {
      if (kept !== undefined)
        notes.push(`${REVIEW_LOCK}: the review of ${path} is of other contents than it has now, and is ignored`)
      open.push(workflow)
      return workflow
    }
    const applied = applyReview(workflow, kept.changes, (change) => ({
      file: REVIEW_LOCK,
      line: lineOf(
        path,
        kept.changes.findIndex((each) => each === change),
      ),
      text: change.why,
    }))
    for (const { job, step, kind, why } of applied.refused)
      notes.push(`${REVIEW_LOCK}: ${path} / ${job} / ${step}${kind === null ? '' : `, ${kind}`}: not taken: ${why}`)
    return applied.workflow
  })
  return { classification: { workflows: result, unresolved: stillUnresolved(unresolved, result) }, open, notes }
}

/** Of a step that the rules did not know, nothing is open once a review has said what it is. */
function stillUnresolved(unresolved: readonly Unresolved[], workflows: readonly ClassifiedWorkflow[]): Unresolved[] {
  return unresolved.filter(({ workflow, job, step, reason }) => {
    if (job === null || step === null || !reason.startsWith('nothing is known of')) return true
    const found = workflows.find(({ path }) => path === workflow)?.jobs.find(({ id }) => id === job)
    const own = found?.steps.filter(({ index }) => index === step) ?? []
    return own.length === 0 || own.some(({ kinds }) => kinds.includes('unknown'))
  })
}

/** One line, which every formatter of YAML quotes alike. */
function asWords(text: string): string {
  return sanitised(text).text.replaceAll(/\s+/g, ' ').replaceAll('"', "'").trim()
}

/** What a model said of a workflow, as the file keeps it: without what is not taken. */
export function keptReview(
  workflow: ClassifiedWorkflow,
  model: string,
  changes: readonly ReviewChange[],
): { review: KeptReview; refused: ReturnType<typeof applyReview>['refused'] } {
  const { refused } = applyReview(workflow, changes, ({ why }) => ({ file: REVIEW_LOCK, line: 1, text: why }))
  const isRefused = (job: string, step: number, kind: string | null) =>
    refused.some((each) => each.job === job && each.step === step && each.kind === kind)
  const kept = changes.flatMap((change) => {
    const { job, step } = change
    if (isRefused(job, step, null)) return []
    const steps = workflow.jobs.find(({ id }) => id === job)?.steps ?? []
    const found = steps.find(({ index }) => index === step)
    const own = new Set(steps.filter(({ index }) => index === step).flatMap(({ kinds }) => [...kinds]))
    const add = [...new Set(change.add)].filter((kind) => !own.has(kind) && !isRefused(job, step, kind))
    const remove = [...new Set(change.remove)].filter((kind) => own.has(kind) && !isRefused(job, step, kind))
    if (found === undefined || add.length + remove.length === 0) return []
    return [{ job, step, what: asWords(whatIs(found)), add, remove, why: asWords(change.why) }]
  })
  const files = [...workflow.sources.keys()].filter((path) => path !== workflow.path).toSorted()
  return { review: { hash: reviewHash(workflow), files, model, changes: kept }, refused }
}
