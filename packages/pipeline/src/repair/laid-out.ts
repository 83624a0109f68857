import type { Edit, PatchProposal } from '@upkeep/schema'
import type { Context } from '../definition.ts'
import { reformatted } from '../formatting/reformat.ts'

/**
 * An attempt's edits in the lines of the repository's formatters: a model can not know how they break lines, and would be refused for it.
 * They are what the attempt is recorded with, so that a replay, which has no formatters, comes to the same proposals.
 */
export async function laidOut(edits: readonly Edit[], context: Context): Promise<readonly Edit[]> {
  if (edits.length === 0) return edits
  const bare: PatchProposal<null> = { kind: 'patch', id: 'attempt', findings: [], data: null, edits: [...edits] }
  const [one] = await reformatted([bare], (_, formatted) => ({ ...bare, edits: [...formatted] }), context)
  return one?.edits ?? edits
}
