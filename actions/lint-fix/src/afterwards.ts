import type { Context } from '@upkeep/pipeline'
import { observe } from '@upkeep/proof'
import type { Diagnostic, Edit } from '@upkeep/schema'
import { partsOf } from './parts.ts'
import type { Observed } from './red-checks.ts'

/** A failing check with what it says of the tree as the tools left it. */
export interface After extends Observed {
  passes: boolean
  remaining: readonly Diagnostic[]
}

export async function afterwards(
  red: readonly Observed[],
  edits: readonly Edit[],
  { workspace, judging }: Context,
): Promise<After[]> {
  const tree = await workspace.compose(edits)
  if ('conflict' in tree) throw new Error('edits of different files can not overlap')
  const after: After[] = []
  for (const { found, result, fixes } of red) {
    const now = tree.files.size === 0 ? result : await observe(found, tree, judging)
    const passes = now.status === 'pass' && (!fixes || now.rewrote.length === 0)
    after.push({ found, result, fixes, passes, remaining: passes ? [] : now.diagnostics })
  }
  return after
}

/** What stays red by its parts: each says for itself what was won, and what is left. */
export async function byParts(after: readonly After[], edits: readonly Edit[], context: Context): Promise<After[]> {
  const told: After[] = []
  for (const one of after) {
    const parts = one.passes || edits.length === 0 ? [] : partsOf(one.found)
    if (parts.length === 0) told.push(one)
    const red: Observed[] = []
    for (const found of parts) {
      const result = await observe(found, undefined, context.judging)
      if (result.status === 'fail') red.push({ found, result, fixes: false })
    }
    if (parts.length > 0) told.push(...(red.length > 0 ? await afterwards(red, edits, context) : [one]))
  }
  return told
}
