import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import type { Edit } from '@upkeep/schema'
import { decodeText, editsBetween } from '@upkeep/workspace'
import type { After } from './afterwards.ts'
import { fixFiles } from './fix-files.ts'
import type { FixedFile } from './fix-files.ts'
import { isChanged, labelOf, printedFixes, sideBySide, takingSteps, unsafeOf } from './printed-fixes.ts'
import type { Scope } from './scope.ts'
import { formattingSteps, leavesOf, writingStep } from './steps.ts'
import type { Step } from './steps.ts'
import { suggestionsOf } from './suggestions.ts'
import type { Suggestion } from './suggestions.ts'

/** Lines of the pull request as tools would have them. */
export interface Offer {
  suggestion: Suggestion
  /** The same as an edit, and who made it: nothing else of the file is changed. */
  file: FixedFile
}

/** Whether anybody can be shown a suggestion, and asked for it. */
export async function maySuggest({ inputs, pull, models }: Context): Promise<boolean> {
  if (inputs['unsafe-fixes'] !== 'suggest' || pull === null || models.length > 0) return false
  return (await pull.facts()).files !== null
}

/**
 * What tools leave to a person, on lines that a review may comment on and that no safe fix changes: somebody has to say yes to each.
 * First what tools only print, as far as it stands side by side, then what they write, then the formatters.
 * @param red what still fails with the safe fixes
 */
export async function unsafeFixes(
  red: readonly After[],
  formatters: readonly FoundCheck[],
  scope: Scope,
  fixed: ReadonlyMap<string, FixedFile>,
  context: Context,
): Promise<Offer[]> {
  const patches = new Map((await context.pull?.facts())?.files?.map(({ path, patch }) => [path, patch]))
  const chosen = await sideBySide(await printedFixes(red, scope, context), patches, fixed, (path) =>
    context.workspace.read(path),
  )
  const steps = [...takingSteps(chosen, context), ...(await unsafeSteps(red, context))]
  if (steps.length === 0) return []
  steps.push(...(await formattingSteps(formatters, context)))
  const { files } = await fixFiles(steps, scope, async () => await Promise.resolve(steps), context)
  const offers: Offer[] = []
  for (const [path, file] of files) {
    const bytes = await context.workspace.read(path)
    const ties = chosen.filter((fix) => fix.path === path)
    if (bytes === null) continue
    const edits = await withOwnEnds(bytes, file.edits, context)
    for (const suggestion of suggestionsOf(path, bytes, edits, patches.get(path) ?? null, ties))
      if (!isChanged(suggestion.at, fixed.get(path)))
        offers.push({ suggestion, file: { ...file, edits: [editOf(suggestion, file)] } })
  }
  return offers
}

/** The edits of a file with the ends of lines that it has: some tools write others throughout, and a suggestion can not say so. */
async function withOwnEnds(
  bytes: Uint8Array,
  edits: readonly Edit[],
  { workspace }: Context,
): Promise<readonly Edit[]> {
  const eol = decodeText(bytes)?.eol ?? 'mixed'
  const tree = eol === 'mixed' ? null : await workspace.compose(edits)
  if (tree === null || 'conflict' in tree) return edits
  return [...tree.files].flatMap(([path, after]) => {
    if (after === null) return edits
    const lines = Buffer.from(after).toString('latin1').replaceAll('\r\n', '\n').replaceAll('\n', eol)
    return editsBetween(path, bytes, Buffer.from(lines, 'latin1')) ?? []
  })
}

function editOf({ at: { path, start, end }, text }: Suggestion, { edits: [first] }: FixedFile): Edit {
  return { path, blob: first?.blob ?? null, start, end, text }
}

async function unsafeSteps(red: readonly After[], context: Context): Promise<Step[]> {
  const steps: Step[] = []
  for (const { found } of red)
    for (const leaf of await leavesOf(found, (one) => wordsThatWrite(one) !== null, context)) {
      const words = wordsThatWrite(leaf)
      if (words !== null) steps.push(writingStep(leaf, found, labelOf(leaf), words, context))
    }
  return steps
}

function wordsThatWrite(leaf: Leaf): string[] | null {
  const unsafe = unsafeOf(leaf)
  return unsafe !== undefined && 'write' in unsafe ? unsafe.write(leaf.argv) : null
}
