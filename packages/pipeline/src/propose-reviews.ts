import { isGivenSecrets } from '@upkeep/ci'
import { judge, notRunRow } from '@upkeep/proof'
import type { Candidate, Judgement } from '@upkeep/proof'
import { CI_LOCK, branchOf, operationMarker, ours, theirs } from '@upkeep/schema'
import type { CheckKind, Finding, Operation, PatchProposal, Slot } from '@upkeep/schema'
import { editsBetween } from '@upkeep/workspace'
import type { BatchStages, Context, ProvenBatch } from './definition.ts'
import { runBatch } from './engine.ts'
import type { BatchOutcome } from './engine.ts'
import type { ClassificationReview, FreshReview } from './review-classification.ts'

type ReviewProposal = PatchProposal<null>

/** The batch of the classification's reviews, and how it is published. */
export interface ProposedReviews {
  findings: Finding<null>[]
  outcome: BatchOutcome<ReviewProposal>
  publish(batch: ProvenBatch<ReviewProposal>): Operation
}

/**
 * What a model said of the classification as a change of its own: proven like every other one, then merged or declined by people. It
 * takes effect with the base commit that holds it, and is never asked for again, whatever becomes of it.
 * Null: there is nothing new.
 */
export async function proposeReviews(
  { lock, fresh }: Pick<ClassificationReview, 'lock' | 'fresh'>,
  context: Context,
): Promise<ProposedReviews | null> {
  if (lock === null) return null
  const { workspace, grant, redact } = context
  const edits = editsBetween(CI_LOCK.path, await workspace.read(CI_LOCK.path), Buffer.from(redact(lock)))
  if (edits === null || edits.length === 0) return null
  const findings = fresh.map(findingOf)
  const ids = findings.map(({ id }) => id)
  const proposal: ReviewProposal = { id: ids[0] ?? '', findings: ids, kind: 'patch', edits, data: null }
  const stages: BatchStages<null, ReviewProposal> = {
    ladder: ['L0'],
    async *propose(open) {
      if (open.every(({ attempts }) => attempts.length === 0)) yield proposal
    },
    verify: verifyReviews,
  }
  for (const { id, rule, batch } of findings)
    context.recorder.append({ kind: 'finding', id, rule, batch, path: CI_LOCK.path, line: null })
  const outcome = await context.log.group('Prove the review of the classification', () =>
    runBatch(stages, CI_LOCK.batch, findings, context),
  )
  return { findings, outcome, publish: (batch) => operationOf(batch, fresh, grant.action) }
}

/** Checks that read whatever file there is. */
const READING: ReadonlySet<CheckKind> = new Set(['lint', 'format', 'docs', 'security'])

/**
 * Nothing but Upkeep reads the file, so that the checks which read every file prove it; where there is none, all of them. A model wrote
 * it, so that none which is given a secret is asked.
 */
async function verifyReviews(candidate: Candidate<ReviewProposal>, { judging, checks }: Context): Promise<Judgement> {
  const open = checks.filter((found) => !isGivenSecrets(found))
  const reading = open.filter(({ check }) => check.runnable && check.kinds.some((kind) => READING.has(kind)))
  const asked = reading.length > 0 ? reading : open
  const targets = asked.map(({ check }) => check.id)
  const grant = { ...judging.grant, owns: [CI_LOCK.path] }
  const found = await judge(
    { ...candidate, trusted: false },
    { atMost: 'behaviour', targets: () => targets },
    { ...judging, grant, checks: asked },
  )
  const others = checks
    .filter((each) => !asked.includes(each))
    .map(({ check }) => notRunRow(check, 'the change is of one file, which nothing but Upkeep reads'))
  return { ...found, rows: [...found.rows, ...others] }
}

function findingOf({ id, path, review: { model, changes } }: FreshReview): Finding<null> {
  const said = changes.length === 1 ? '1 change' : `${changes.length} changes`
  return {
    id,
    rule: CI_LOCK.batch,
    batch: CI_LOCK.batch,
    at: null,
    severity: 'notice',
    message: `${model} reviewed the classification of ${path}: ${said}`,
    data: null,
  }
}

/** Changes that the text of the pull request lists; the file has all. */
const LISTED = 40

const INTRODUCTION =
  'A model reviewed what the rules say that each step of these workflows is for. Please read the file like code: from the commit on that holds it, checks and slices go by it. Closed without merging it is not proposed again, and the rules stand.\n\n'

function operationOf(
  { verified, files }: ProvenBatch<ReviewProposal>,
  fresh: readonly FreshReview[],
  action: string,
): Operation {
  const lines = fresh.flatMap(({ path, review }) => review.changes.map((change) => changeLine(path, change)))
  const agreed = fresh.filter(({ review }) => review.changes.length === 0)
  const more = lines.length > LISTED ? [ours(`- … and ${lines.length - LISTED} more\n`)] : []
  return {
    op: 'pull-request',
    marker: operationMarker({ action, batch: CI_LOCK.batch, ids: fresh.map(({ id }) => id) }),
    branch: branchOf(action, CI_LOCK.batch),
    title: [ours('ci: keep the review of what each step of CI is for')],
    body: [
      ours(INTRODUCTION),
      ...lines.slice(0, LISTED).flat(),
      ...more,
      ...agreed.flatMap(({ path }) => [ours('- '), theirs(path), ours(': nothing is changed\n')]),
    ],
    files: [...files],
    proof: verified.verdict,
  }
}

function changeLine(path: string, { job, what, add, remove, why }: FreshReview['review']['changes'][number]): Slot[] {
  const kinds = [...add.map((kind) => `+${kind}`), ...remove.map((kind) => `-${kind}`)].join(' ')
  const reason: Slot[] = why === '' ? [] : [ours(': '), { text: why, from: 'model' }]
  return [ours('- '), theirs(`${path} / ${job} / ${what}`), ours(` ${kinds}`), ...reason, ours('\n')]
}
