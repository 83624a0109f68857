import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Judgement } from '@upkeep/proof'
import type { Composition } from '@upkeep/workspace'
import { settledBy } from './finding.ts'
import { withoutSilentReaders } from './proof-readers.ts'
import type { SuppressionProposal } from './proposal.ts'

/**
 * The patch may change comments only, and how lines are laid out where a formatter of the repository wrote them; at least one check of those whose configurations called the suppression unneeded has to
 * pass on it, and so has every reader of such a comment: one that is red anyway would not notice.
 */
export async function verify(
  candidate: { proposals: readonly SuppressionProposal[]; tree: Composition; depth: 'probe' | 'proof' },
  context: Context,
): Promise<Judgement> {
  const atMost = candidate.proposals.some(({ data }) => data.formatted === true) ? 'format' : 'comment'
  const judgement = await judge(candidate, { atMost, targets: speaking }, context.judging)
  return withoutSilentReaders(candidate.proposals, judgement)
}

/** The checks whose configurations called it unneeded. */
function speaking({ data }: SuppressionProposal): string[] {
  return settledBy(data).flatMap(({ evidence }) => evidence.flatMap(({ checks }) => checks))
}
