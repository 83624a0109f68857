import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Judgement } from '@upkeep/proof'
import type { Composition } from '@upkeep/workspace'
import { isSuppression } from './payload.ts'
import type { TypeSafetyProposal } from './payload.ts'
import { withoutSilentReaders } from './proof-readers.ts'

/**
 * A patch of suppressions may change comments only, one of casts and annotations types only. At least one check of those whose
 * configurations called the change good has to pass on it, and so has every reader of a comment: one that is red anyway
 * would not notice.
 */
export async function verify(
  candidate: { proposals: readonly TypeSafetyProposal[]; tree: Composition; depth: 'probe' | 'proof' },
  context: Context,
): Promise<Judgement> {
  const suppressions = candidate.proposals.filter(isSuppression)
  const atMost = suppressions.length === candidate.proposals.length ? 'comment' : 'type'
  const judgement = await judge(candidate, { atMost, targets: speaking }, context.judging)
  return withoutSilentReaders(suppressions, judgement)
}

/** The checks whose configurations called it unneeded. */
function speaking({ data }: TypeSafetyProposal): string[] {
  return data.evidence.flatMap(({ checks }) => checks)
}
