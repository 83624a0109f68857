import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Judgement } from '@upkeep/proof'
import type { Composition } from '@upkeep/workspace'
import type { SuppressionProposal } from './proposal.ts'

/**
 * The patch may change comments only, and at least one check of those whose configurations called the suppression unneeded has
 * to pass on it.
 */
export async function verify(
  candidate: { proposals: readonly SuppressionProposal[]; tree: Composition; depth: 'probe' | 'proof' },
  context: Context,
): Promise<Judgement> {
  return await judge(candidate, { atMost: 'comment', targets: speaking }, context.judging)
}

/** The checks whose configurations called it unneeded. */
function speaking({ data }: SuppressionProposal): string[] {
  return data.evidence.flatMap(({ checks }) => checks)
}
