import type { PatchProposal, Skip } from '@upkeep/schema'

/** By identity: what is not in it may be a model's, wherever it came from. */
const made = new WeakSet<PatchProposal>()

/** Notes what an action proposes by its tools alone. */
export async function* notedAsTools<P extends PatchProposal>(
  yielded: AsyncIterable<P | Skip>,
): AsyncIterable<P | Skip> {
  for await (const item of yielded) {
    if (!('code' in item)) made.add(item)
    yield item
  }
}

/** Whether tools made all of these: only then a check may see a secret on their tree. */
export function isMadeByTools(proposals: readonly PatchProposal[]): boolean {
  return proposals.every((proposal) => made.has(proposal))
}
