import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Judgement } from '@upkeep/proof'
import type { ProofClass } from '@upkeep/schema'
import type { Composition } from '@upkeep/workspace'
import { settledBy } from './finding.ts'
import { isSuppression } from './payload.ts'
import type { TypeSafetyProposal } from './payload.ts'
import { withoutSilentReaders } from './proof-readers.ts'
import { changesOf } from './type-change.ts'

/**
 * A patch of suppressions may change comments only, and how lines are laid out where a formatter of the repository wrote them; one of
 * casts and annotations types only. At least one check of those whose configurations called the change good has to pass on it,
 * and so has every reader of a comment: one that is red anyway would not notice.
 */
export async function verify(
  candidate: { proposals: readonly TypeSafetyProposal[]; tree: Composition; depth: 'probe' | 'proof' },
  context: Context,
): Promise<Judgement> {
  const judgement = await judge(candidate, { atMost: atMost(candidate.proposals), targets: speaking }, context.judging)
  return withoutSilentReaders(candidate.proposals.filter(isSuppression), judgement)
}

function atMost(proposals: readonly TypeSafetyProposal[]): ProofClass {
  if (!proposals.every(isSuppression)) return 'type'
  return proposals.some(({ data }) => data.formatted === true) ? 'format' : 'comment'
}

/** The checks whose configurations called it unneeded. */
function speaking({ data }: TypeSafetyProposal): string[] {
  const settled = data.kind === 'suppression' ? settledBy(data) : changesOf(data)
  return settled.flatMap(({ evidence }) => evidence.flatMap(({ checks }) => checks))
}
