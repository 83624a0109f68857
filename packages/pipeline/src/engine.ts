import type { Judgement, Verified } from '@upkeep/proof'
import { NO_USAGE } from '@upkeep/schema'
import type { Attempt, Finding, Grant, Incomplete, PatchProposal, Skip, Usage, Verdict } from '@upkeep/schema'
import { climb } from './climb.ts'
import type { ClimbLimits } from './climb.ts'
import type { BatchStages, Context } from './definition.ts'
import { isMadeByTools, notedAsTools } from './made-by-tools.ts'
import { repairBatch } from './repair-batch.ts'

/** What became of one batch. */
export interface BatchOutcome<P extends PatchProposal> {
  batch: string
  verified: Verified<P> | null
  attempts: Attempt<P>[]
  /** The last judgement in which each proposal took part. */
  judgements: Map<P, Judgement>
  skips: Skip[]
  /** Of models. */
  usage: Usage
  incomplete: Incomplete | null
}

/** Climbs the action's ladder for the findings of one batch: its `propose` and `verify`, and its grant's limits. */
export async function runBatch<X, P extends PatchProposal<X>>(
  action: BatchStages<X, P>,
  batch: string,
  findings: readonly Finding<X>[],
  context: Context,
): Promise<BatchOutcome<P>> {
  const judgements = new Map<P, Judgement>()
  const { grant, recorder } = context
  const judge = (subset: readonly P[], depth: 'probe' | 'proof') =>
    judgeSubset(action, subset, depth, context, judgements)
  if (action.repair?.batches.includes(batch) === true && context.models.length > 0)
    return { batch, ...(await repairBatch(action, action.repair, batch, findings, context, judge)), judgements }
  const climbed = await climb<X, P>({
    batch,
    findings,
    rungs: action.ladder.map((level) => ({ level, model: null, ownServer: false })),
    most: withoutModels(grant),
    propose: (open, rung) => notedAsTools(action.propose(open, rung, context)),
    judge,
    recorder,
  })
  return { batch, ...climbed, judgements, usage: NO_USAGE, incomplete: null }
}

function withoutModels({ limits, budget }: Grant): ClimbLimits {
  const reserve = { usd: 0, tokens: 0, turns: 0, seconds: 0 }
  return { files: limits['files'] ?? MANY, findings: 0, budget, reserve, secondsPerCall: 0 }
}

/** No limit, in a form that JSON can say. */
const MANY = Number.MAX_SAFE_INTEGER

/** A judge for `prove`: composes a subset and has the action verify it; what can't be composed is refuted. */
export function judgeAt<X, P extends PatchProposal<X>>(
  action: Pick<BatchStages<X, P>, 'verify'>,
  depth: 'probe' | 'proof',
  context: Context,
  judgements = new Map<P, Judgement>(),
) {
  return (subset: readonly P[]) => judgeSubset(action, subset, depth, context, judgements)
}

async function judgeSubset<X, P extends PatchProposal<X>>(
  action: Pick<BatchStages<X, P>, 'verify'>,
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
      : await action.verify({ proposals: subset, tree, depth, trusted: isMadeByTools(subset) }, context)
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
