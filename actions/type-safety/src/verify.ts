import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Candidate, Judgement } from '@upkeep/proof'
import type { ProofClass } from '@upkeep/schema'
import { settledBy } from './finding.ts'
import { liveParts } from './live/live.ts'
import { withoutKept } from './live/still-there.ts'
import { isLive, isSuppression } from './payload.ts'
import type { TypeSafetyProposal } from './payload.ts'
import { withoutSilentReaders } from './proof-readers.ts'
import { changesOf } from './type-change.ts'

/**
 * A patch of suppressions may change comments only, and how lines are laid out where a formatter of the repository wrote them; one of
 * casts and annotations types only; what a model made of a live one may be any change that guards and all checks bear. At least one check of those whose configurations called the change good has to pass on it,
 * and so has every reader of a comment: one that is red anyway would not notice.
 */
export async function verify(candidate: Candidate<TypeSafetyProposal>, context: Context): Promise<Judgement> {
  const judgement = await judge(candidate, { atMost: atMost(candidate.proposals), targets: speaking }, context.judging)
  const settled = await withoutKept(candidate.proposals.filter(isLive), candidate.tree, judgement, context)
  return withoutSilentReaders(candidate.proposals.filter(isSuppression), settled)
}

function atMost(proposals: readonly TypeSafetyProposal[]): ProofClass {
  if (proposals.some(isLive)) return 'behaviour'
  if (!proposals.every(isSuppression)) return 'type'
  return proposals.some(({ data }) => data.formatted === true) ? 'format' : 'comment'
}

/** The checks whose configurations called it unneeded. */
function speaking({ data }: TypeSafetyProposal): string[] {
  return partsOf(data).flatMap(({ evidence }) => evidence.flatMap(({ checks }) => checks))
}

function partsOf(data: TypeSafetyProposal['data']): readonly Pick<TypeSafetyProposal['data'], 'evidence'>[] {
  if (data.kind === 'live') return liveParts(data)
  return data.kind === 'suppression' ? settledBy(data) : changesOf(data)
}
