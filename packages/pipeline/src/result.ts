import { addUsage } from '@upkeep/agent-core'
import { lineCounts, notRunRow } from '@upkeep/proof'
import type { Judgement } from '@upkeep/proof'
import type {
  Check,
  CheckRow,
  Finding,
  PatchProposal,
  Range,
  Reason,
  Result,
  ResultFinding,
  ResultProposal,
  Skip,
} from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { ActionDetection } from './definition.ts'
import type { BatchOutcome } from './engine.ts'
import type { ProposedReviews } from './propose-reviews.ts'
import type { Tally } from './tally.ts'

/** What a run came to, before it is written down. */
export interface RunOutcome<P extends PatchProposal> {
  action: string
  version: string
  detection: ActionDetection<unknown>
  batches: readonly BatchOutcome<P>[]
  /** Set where the run ended before its stages could do anything. */
  reason: Reason | null
  tally: Tally
  seconds: number
}

/** Folds an outcome into `result.json` (design §9). */
export async function resultOf<P extends PatchProposal>(
  outcome: RunOutcome<P>,
  workspace: Workspace,
  base: string,
  out: string | null,
): Promise<Result> {
  const { action, version, detection, batches, tally, seconds } = outcome
  const proposals = await Promise.all(
    batches.flatMap((batch) => batch.attempts.map((attempt) => proposalOf(attempt, batch, workspace))),
  )
  const findings = await Promise.all(detection.findings.map((finding) => findingOf(finding, batches, workspace)))
  const changed = batches.some(({ verified }) => verified !== null)
  const reason = outcome.reason ?? (changed ? null : (reasonOf(batches) ?? detection.reason ?? null))
  return {
    format: 'upkeep/result@1',
    action,
    version,
    result: changed ? 'changed' : reason === null ? 'clean' : 'skipped',
    incomplete: batches.find(({ incomplete }) => incomplete !== null)?.incomplete ?? null,
    reason,
    repository: {
      root: workspace.root,
      slug: workspace.slug,
      commit: workspace.commit,
      base,
    },
    findings,
    proposals,
    coverage: {
      examined: detection.examined,
      notExamined: detection.left,
    },
    usage: batches.reduce((sum, { usage }) => addUsage(sum, usage), tally.spent),
    checkerRuns: tally.checkerRuns,
    seconds: Math.round(seconds * 100) / 100,
    out,
    published: [],
  }
}

/** The action's own batches first: what it was run for comes before what it found by the way. */
export function withReviews(
  detection: ActionDetection<unknown>,
  batches: readonly BatchOutcome<PatchProposal>[],
  reviews: ProposedReviews | null,
): Pick<RunOutcome<PatchProposal>, 'detection' | 'batches'> {
  if (reviews === null) return { detection, batches }
  const findings = [...detection.findings, ...reviews.findings]
  return { detection: { ...detection, findings }, batches: [...batches, reviews.outcome] }
}

/**
 * The proof table: the rows of the last judgement of every batch, one line per check, a batch's own first; then what else of CI judges
 * the tree and was no part of it. Empty where nothing was judged.
 */
export function proofTable(batches: readonly BatchOutcome<PatchProposal>[], unchecked: readonly Check[]): CheckRow[] {
  const rows = proofRows(batches)
  return rows.length === 0
    ? []
    : [...rows, ...unchecked.map((check) => notRunRow(check, check.why ?? 'it can not be run here'))]
}

function proofRows(batches: readonly BatchOutcome<PatchProposal>[]): CheckRow[] {
  const rows = new Map<string, CheckRow>()
  for (const { judgements, verified } of batches) {
    const told = [...judgements.entries()].filter(
      ([proposal]) => verified === null || verified.proposals.includes(proposal),
    )
    for (const row of told.flatMap(([, judgement]) => judgement.rows)) if (!rows.has(row.id)) rows.set(row.id, row)
  }
  return [...rows.values()]
}

/** Why findings are left; what a later rung settled is left no more. */
export function skipsOf(batches: readonly BatchOutcome<PatchProposal>[]): Skip[] {
  const settled = new Set(
    batches.flatMap(({ verified }) => verified?.proposals.flatMap(({ findings }) => findings) ?? []),
  )
  return batches
    .flatMap(({ skips }) => skips)
    .flatMap((skip) => {
      const findings = skip.findings.filter((id) => !settled.has(id))
      return findings.length === 0 && skip.findings.length > 0 ? [] : [{ ...skip, findings }]
    })
}

type BatchAttempt<P extends PatchProposal> = BatchOutcome<P>['attempts'][number]

async function proposalOf<P extends PatchProposal>(
  { proposal, verdict, rung }: BatchAttempt<P>,
  { judgements }: BatchOutcome<P>,
  workspace: Workspace,
): Promise<ResultProposal> {
  const judgement: Judgement | undefined = judgements.get(proposal)
  const tree = await workspace.compose(proposal.edits)
  const files = [...new Set(proposal.edits.map(({ path }) => path))]
  let [added, removed] = [0, 0]
  for (const [path, after] of 'conflict' in tree ? [] : tree.files) {
    const counts = lineCounts({ path, before: await workspace.read(path), after })
    added += counts.added
    removed += counts.removed
  }
  const guard = judgement?.guard ?? null
  return {
    id: proposal.id,
    findings: proposal.findings,
    kind: proposal.kind,
    files,
    added,
    removed,
    rung,
    class: judgement?.class ?? null,
    verdict: verdict.status,
    checks: judgement?.rows ?? [],
    ...(guard === null ? {} : { guard }),
  }
}

async function findingOf<P extends PatchProposal>(
  finding: Finding,
  batches: readonly BatchOutcome<P>[],
  workspace: Workspace,
): Promise<ResultFinding> {
  const { id, rule, batch, at, severity, message } = finding
  const state = stateOf(id, batches)
  const range = at === null ? null : rangeOf(await workspace.read(at.path), at.start, at.end)
  return { id, rule, batch, path: at?.path ?? null, range, severity, message, ...state }
}

/** What became of a finding; of several reasons the last, which is what the highest rung said. */
export function stateOf<P extends PatchProposal>(
  id: string,
  batches: readonly BatchOutcome<P>[],
): Pick<ResultFinding, 'state' | 'why'> {
  const holds = (proposal: PatchProposal) => proposal.findings.includes(id)
  if (batches.some(({ verified }) => verified?.proposals.some(holds))) return { state: 'proposed' }
  const attempt = batches.flatMap(({ attempts }) => attempts).findLast(({ proposal }) => holds(proposal))
  if (attempt !== undefined) return { state: 'refused', why: attempt.verdict.reasons.join('; ') }
  const skip = batches.flatMap(({ skips }) => skips).findLast(({ findings }) => findings.includes(id))
  return { state: 'left', why: skip?.reason ?? 'nothing was proposed for it' }
}

/** 1-based lines and columns (UTF-16 units) of a byte range. */
function rangeOf(bytes: Uint8Array | null, start: number, end: number): Range | null {
  if (bytes === null) return null
  const [from, to] = [positionOf(bytes, start), positionOf(bytes, end)]
  return [...from, ...to]
}

function positionOf(bytes: Uint8Array, offset: number): [number, number] {
  const lines = (decodeText(bytes.subarray(0, offset))?.text ?? '').split('\n')
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1]
}

/** Why nothing stood although there were findings; null where there were none to stand. */
function reasonOf(batches: readonly BatchOutcome<PatchProposal>[]): Reason | null {
  const attempts = batches.flatMap(({ attempts: all }) => all)
  if (attempts.length === 0) return null
  const rows = proofRows(batches)
  const message = attempts[0]?.verdict.reasons[0] ?? 'No check of the repository could prove the changes.'
  if (attempts.some(({ verdict }) => verdict.status === 'refuted')) {
    return { code: 'unproven', message, remedy: 'See the refused findings in the report; nothing has to be done.' }
  }
  if (rows.some(({ before }) => before === 'fail')) {
    return { code: 'baseline-red', message, remedy: 'Make this check pass on the commit itself, then run again.' }
  }
  if (rows.some(({ after }) => after === 'flaky'))
    return { code: 'flaky', message, remedy: 'Make the check give one answer on one tree.' }
  return {
    code: 'not-set-up',
    message,
    remedy: 'Run the set-up steps of the job that owns these checks before this step.',
  }
}
