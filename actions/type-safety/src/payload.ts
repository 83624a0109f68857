import type { PatchProposal } from '@upkeep/schema'
import type { SuppressionData } from './finding.ts'
import type { SuppressionProposal } from './proposal.ts'
import type { TypeChangeData } from './type-change.ts'

/** What a finding of this action carries, told apart by `kind`. */
export type TypeSafetyData = SuppressionData | TypeChangeData
export type TypeSafetyProposal = PatchProposal<TypeSafetyData>

export function isSuppression(proposal: TypeSafetyProposal): proposal is SuppressionProposal {
  return proposal.data.kind === 'suppression'
}
