import { randomBytes } from 'node:crypto'
import { addUsage, openLedger, runAttempt, submitTool } from '@upkeep/agent-core'
import type { AttemptOutcome, Ledger, Model } from '@upkeep/agent-core'
import {
  ReviewAnswer,
  keptReview,
  readReviewLock,
  reviewHash,
  reviewId,
  reviewQuestion,
  reviewed,
  writeReviewLock,
} from '@upkeep/ci'
import type { Classification, ClassifiedWorkflow, KeptReview, Reviewed } from '@upkeep/ci'
import { NO_USAGE } from '@upkeep/schema'
import type { Id, Recorder, Usage } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import { modelBudget } from './repair/model-budget.ts'

export interface ReviewOptions {
  classification: Classification
  /** The text of `.github/upkeep/ci.lock.yml`; null for none. */
  lock: string | null
  /** Asked once for each workflow that the file does not speak of; null asks nobody. */
  model: Model | null
  /** Reviews that were proposed before, whatever became of them: by `reviewId`. What they are of is not asked about again. */
  settled?: ReadonlySet<Id>
  /** The file as an open pull request has it: what it holds is proposed again beside what is new, and read for nothing else. */
  proposed?: string | null
  /** The workflows of the repository, if more than these: kept reviews of others are dropped with a new one. */
  workflows?: readonly string[]
  limits: { usd: number; seconds: number; secondsPerCall: number }
  recorder: Recorder
  redact: Redactor
  /** Milliseconds. */
  now: () => number
  signal: AbortSignal
  /** A word that nobody who wrote the repository can know. */
  nonce?: () => string
}

export interface ClassificationReview {
  classification: Classification
  /** The file with what was asked now; null where nothing is new. */
  lock: string | null
  /** For people: what is out of date or not taken, and what was not asked. */
  notes: string[]
  /** The workflows that were asked about. */
  asked: string[]
  /** Every review of `lock` that the base does not keep. */
  fresh: FreshReview[]
  /** Of the workflows that no kept review speaks of: by `reviewId`, whether they were proposed before or not. */
  open: ReadonlySet<Id>
  usage: Usage
}

/** A review that is to be proposed. */
export interface FreshReview {
  id: Id
  path: string
  review: KeptReview
}

/** Turns of one review: an answer, and two to mend what does not fit. */
const TURNS = 3
/** What ends the questions, because the next one would end in the same way. */
const FINAL: ReadonlySet<string> = new Set([
  'model-auth',
  'model-down',
  'rate-limit',
  'money',
  'tokens',
  'time',
  'aborted',
])

/**
 * The classification as its kept reviews have it; where a model may be asked, it reviews each workflow that none speaks of, once. What
 * it says goes through the same checks as the file: nobody has read it yet. Where it does not answer, the rules stand.
 */
export async function reviewClassification(options: ReviewOptions): Promise<ClassificationReview> {
  const { classification, model } = options
  const read = readReviewLock(options.lock)
  const before = reviewed(classification, read)
  const told = read.problem === null ? [] : [`${read.problem}; the rules stand`]
  const open = new Set(before.open.map(idOf))
  const unasked = before.open.filter((workflow) => options.settled?.has(idOf(workflow)) !== true)
  const none = { lock: null, asked: [], fresh: [], open, usage: NO_USAGE }
  if (model === null || unasked.length === 0)
    return { ...none, classification: before.classification, notes: [...told, ...before.notes] }
  const { reviews, notes, usage } = await askAll(unasked, model, options)
  if (reviews.size === 0)
    return { ...none, usage, classification: before.classification, notes: [...told, ...before.notes, ...notes] }
  const there = new Set([...classification.workflows.map(({ path }) => path), ...(options.workflows ?? [])])
  const kept = Object.entries(read.lock?.workflows ?? {}).filter(([path]) => there.has(path))
  const after: Reviewed = reviewed(classification, readReviewLock(write([...kept, ...reviews])))
  const again = proposedAgain(before.open, options)
  const fresh = [...again, ...reviews].map(([path, review]) => ({ id: reviewId(path, review.hash), path, review }))
  return {
    classification: after.classification,
    lock: write([...kept, ...again, ...reviews]),
    notes: [...told, ...after.notes, ...notes],
    asked: [...reviews.keys()],
    fresh,
    open,
    usage,
  }
}

function idOf(workflow: ClassifiedWorkflow): Id {
  return reviewId(workflow.path, reviewHash(workflow))
}

function write(workflows: readonly (readonly [string, KeptReview])[]): string {
  return writeReviewLock({ format: 'upkeep/ci-lock@1', workflows: Object.fromEntries(workflows) })
}

/** What an open pull request proposes of workflows as they are now. */
function proposedAgain(
  open: readonly ClassifiedWorkflow[],
  { proposed = null, settled }: ReviewOptions,
): [string, KeptReview][] {
  const { lock } = readReviewLock(proposed)
  return open.flatMap((workflow): [string, KeptReview][] => {
    const { path } = workflow
    const review = lock !== null && Object.hasOwn(lock.workflows, path) ? lock.workflows[path] : undefined
    return review?.hash === reviewHash(workflow) && settled?.has(idOf(workflow)) === true ? [[path, review]] : []
  })
}

async function askAll(
  open: readonly ClassifiedWorkflow[],
  model: Model,
  options: ReviewOptions,
): Promise<{ reviews: Map<string, KeptReview>; notes: string[]; usage: Usage }> {
  const { limits, now } = options
  const { most } = modelBudget({ ...limits, turns: TURNS, findings: 0, files: 0 }, [model])
  const ledger = openLedger({ budget: most.budget, reserve: { usd: 0, seconds: 0 }, now })
  const reviews = new Map<string, KeptReview>()
  const notes: string[] = []
  let usage = NO_USAGE
  for (const workflow of open) {
    const { path } = workflow
    const question = reviewQuestion(workflow, (options.nonce ?? nonce)())
    if (question === null) {
      notes.push(`${path} was not reviewed: it is too long to be asked about; the rules stand`)
      continue
    }
    const outcome = await ask(`review of ${path}`, question, ledger, model, options)
    usage = addUsage(usage, outcome.usage)
    const answer = outcome.stop === 'submitted' ? ReviewAnswer.safeParse(outcome.submitted) : null
    if (answer?.success !== true) {
      notes.push(`${path} was not reviewed: ${outcome.why}; the rules stand`)
      if (FINAL.has(outcome.stop)) break
      continue
    }
    const { review, refused } = keptReview(workflow, model.name, answer.data.changes)
    reviews.set(path, review)
    for (const { job, step, kind, why } of refused)
      notes.push(`${path} / ${job} / ${step}${kind === null ? '' : `, ${kind}`}: the review is not taken: ${why}`)
  }
  return { reviews, notes, usage }
}

async function ask(
  attempt: string,
  { system, prompt }: { system: string; prompt: string },
  ledger: Ledger,
  model: Model,
  { recorder, redact, limits, signal }: ReviewOptions,
): Promise<AttemptOutcome> {
  const tools = [submitTool(ReviewAnswer, 'Submit your review: every change, or none where all is right.')]
  return await runAttempt(
    { attempt, findings: [], rung: 'L1', system, prompt, tools, turns: TURNS, usd: limits.usd },
    {
      model,
      ledger,
      recorder,
      redact,
      edits: () => Promise.resolve([]),
      secondsPerCall: limits.secondsPerCall,
      signal,
    },
  )
}

function nonce(): string {
  return randomBytes(8).toString('hex')
}
