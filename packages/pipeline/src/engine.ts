import { prove } from '@upkeep/proof'
import type { Judgement, Verified } from '@upkeep/proof'
import type { Attempt, Finding, PatchProposal, RungLevel, Skip, Verdict } from '@upkeep/schema'
import type { ActionDefinition, Context, OpenFinding } from './definition.ts'

/** What became of one batch. */
export interface BatchOutcome<P extends PatchProposal> {
  batch: string
  verified: Verified<P> | null
  attempts: Attempt<P>[]
  /** The last judgement in which each proposal took part. */
  judgements: Map<P, Judgement>
  skips: Skip[]
}

/**
 * Rounds over the ladder for the findings of one batch: propose, probe the union, note who stands and who is refused and why,
 * until the rung yields nothing; in the end the standing proposals are proven as one tree (design §3).
 */
export async function runBatch<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  batch: string,
  findings: readonly Finding<X>[],
  context: Context,
): Promise<BatchOutcome<P>> {
  const state = { attempts: new Map<string, Attempt<P>[]>(), judgements: new Map<P, Judgement>() }
  const skips: Skip[] = []
  for (const rung of action.ladder) {
    for (;;) {
      const open = openFindings(findings, state.attempts, rung, action.ladder[0])
      const fresh = withinLimits(await collect(action.propose(open, rung, context), skips), context, skips)
      if (fresh.length === 0) break
      for (const proposal of fresh) recordProposal(proposal, rung, context)
      const { passing, verdict, refused } = await prove(
        batch,
        fresh,
        judgeAt(action, 'probe', context, state.judgements),
      )
      for (const attempt of refused) note(state.attempts, { ...attempt, rung }, context)
      if (verdict !== null) for (const proposal of passing) note(state.attempts, { proposal, rung, verdict }, context)
    }
  }
  const all = [...new Set([...state.attempts.values()].flat())]
  const final = await prove(batch, standing(all), judgeAt(action, 'proof', context, state.judgements))
  const settled = settle(all, final.refused, final.verdict)
  return { batch, verified: final.verified, attempts: settled, judgements: state.judgements, skips }
}

/** A judge for `prove`: composes a subset and has the action verify it; what can't be composed is refuted. */
export function judgeAt<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  depth: 'probe' | 'proof',
  context: Context,
  judgements = new Map<P, Judgement>(),
) {
  return (subset: readonly P[]) => judgeSubset(action, subset, depth, context, judgements)
}

async function judgeSubset<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  subset: readonly P[],
  depth: 'probe' | 'proof',
  context: Context,
  judgements: Map<P, Judgement>,
): Promise<Verdict> {
  context.signal.throwIfAborted()
  const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits))
  const judgement =
    'conflict' in tree
      ? conflictJudgement(subset, tree.conflict[1], depth)
      : await action.verify({ proposals: subset, tree, depth }, context)
  for (const proposal of subset) judgements.set(proposal, judgement)
  return judgement.verdict
}

function conflictJudgement<P extends PatchProposal>(
  subset: readonly P[],
  loser: P['edits'][number],
  depth: 'probe' | 'proof',
): Judgement {
  const suspects = subset.filter(({ edits }) => edits.includes(loser)).map(({ id }) => id)
  const reasons = [`${loser.path}: it overlaps another edit`]
  return {
    verdict: { status: 'refuted', depth, tree: '', evidence: [], reasons, suspects, score: 0 },
    rows: [],
    class: null,
    guard: null,
  }
}

/** On the first rung all findings; above it, those that no lower rung proved. */
function openFindings<X, P extends PatchProposal<X>>(
  findings: readonly Finding<X>[],
  attempts: ReadonlyMap<string, Attempt<P>[]>,
  rung: RungLevel,
  first: RungLevel | undefined,
): OpenFinding<X, P>[] {
  return findings
    .map((finding) => ({ finding, attempts: attempts.get(finding.id) ?? [] }))
    .filter(
      (open) =>
        rung === first ||
        !open.attempts.some(({ verdict, rung: made }) => verdict.status === 'proven' && made !== rung),
    )
}

async function collect<P extends PatchProposal>(yielded: AsyncIterable<P | Skip>, skips: Skip[]): Promise<P[]> {
  const proposals: P[] = []
  for await (const item of yielded) {
    if ('code' in item) skips.push(item)
    else proposals.push(item)
  }
  return proposals
}

/** The batch is cut at the grant's number of files; what is over waits for the next run, and says so. */
function withinLimits<P extends PatchProposal>(proposals: readonly P[], { grant }: Context, skips: Skip[]): P[] {
  const most = grant.limits['files'] ?? Infinity
  const files = new Set<string>()
  const kept: P[] = []
  for (const proposal of proposals) {
    const added = proposal.edits.filter(({ path }) => !files.has(path)).map(({ path }) => path)
    if (files.size + new Set(added).size <= most) {
      for (const path of added) files.add(path)
      kept.push(proposal)
      continue
    }
    const reason = `one batch touches ${most} files at most; the next run takes this one up`
    skips.push({ findings: proposal.findings, code: 'open-limit', reason })
  }
  return kept
}

function note<P extends PatchProposal>(
  attempts: Map<string, Attempt<P>[]>,
  attempt: Attempt<P>,
  { recorder }: Context,
): void {
  for (const id of attempt.proposal.findings) attempts.set(id, [...(attempts.get(id) ?? []), attempt])
  const { status, depth, reasons } = attempt.verdict
  recorder.append({ kind: 'verdict', proposal: attempt.proposal.id, rung: attempt.rung, status, depth, reasons })
}

function recordProposal(proposal: PatchProposal, rung: RungLevel, { recorder }: Context): void {
  const files = [...new Set(proposal.edits.map(({ path }) => path))]
  const patch = recorder.blob(Buffer.from(JSON.stringify(proposal.edits)))
  recorder.append({
    kind: 'proposal',
    id: proposal.id,
    findings: proposal.findings,
    rung,
    proposal: proposal.kind,
    files,
    patch,
  })
}

/** Of rivals (equal ids) the proven one with the highest score. */
function standing<P extends PatchProposal>(attempts: readonly Attempt<P>[]): P[] {
  const proven = attempts.filter(({ verdict }) => verdict.status === 'proven')
  return [...Map.groupBy(proven, ({ proposal }) => proposal.id).values()].map(
    (rivals) => rivals.reduce((best, rival) => (rival.verdict.score > best.verdict.score ? rival : best)).proposal,
  )
}

/** The proof has the last word: what it refused is refused, what it passed carries its verdict. */
function settle<P extends PatchProposal>(
  attempts: readonly Attempt<P>[],
  refused: readonly { proposal: P; verdict: Verdict }[],
  verdict: Verdict | null,
): Attempt<P>[] {
  const last = new Map(refused.map((refusal) => [refusal.proposal, refusal.verdict]))
  return attempts.map((attempt) => {
    const final = last.get(attempt.proposal) ?? (attempt.verdict.status === 'proven' ? verdict : null)
    return final === null ? attempt : { ...attempt, verdict: final }
  })
}
