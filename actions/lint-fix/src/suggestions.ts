import { commentableLines, isCommentable } from '@upkeep/github'
import { Anchor } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import * as z from 'zod/mini'

/** Whole lines of a file and what stands in their place. */
export const Suggestion = z.strictObject({ at: Anchor, text: z.string() })
export type Suggestion = z.infer<typeof Suggestion>

/**
 * The edits of a file as suggestions: each replaces lines that a review may comment on. What a suggestion can not say (a line outside of
 * the diff, a file that is created) is left out.
 * @param patch the hunks of the pull request in this file, as GitHub tells them
 */
export function suggestionsOf(
  path: string,
  bytes: Uint8Array,
  edits: readonly Edit[],
  patch: string | null,
): Suggestion[] {
  const hunks = commentableLines(patch)
  const found: Suggestion[] = []
  let end = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const replaced = edit.blob === null || edit.text === null ? null : wholeLines(bytes, edit, end)
    if (replaced === null) continue
    const [line, startLine] = [lineAt(bytes, replaced.end - 1), lineAt(bytes, replaced.start)]
    if (!isCommentable(hunks, { side: 'RIGHT', line, startLine: startLine === line ? null : startLine })) continue
    const quote = Buffer.from(bytes.subarray(replaced.start, replaced.end)).toString()
    found.push({ at: { path, quote, start: replaced.start, end: replaced.end }, text: replaced.text })
    end = replaced.end
  }
  return found
}

/** A suggestion replaces lines by lines: what only adds or only takes away takes the line beside it along. */
function wholeLines(
  bytes: Uint8Array,
  { start, end, text }: Edit,
  after: number,
): { start: number; end: number; text: string } | null {
  if (start < after || text === null) return null
  if (start < end && text !== '') return { start, end, text }
  const before = start === 0 ? 0 : bytes.lastIndexOf(10, start - 2) + 1
  if (before < start && before >= after)
    return { start: before, end, text: `${Buffer.from(bytes.subarray(before, start)).toString()}${text}` }
  const newline = bytes.indexOf(10, end)
  const behind = newline < 0 ? bytes.length : newline + 1
  if (behind === end) return null
  return { start, end: behind, text: `${text}${Buffer.from(bytes.subarray(end, behind)).toString()}` }
}

/** 1-based. */
function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let index = 0; index < offset; index++) if (bytes[index] === 10) line += 1
  return line
}
