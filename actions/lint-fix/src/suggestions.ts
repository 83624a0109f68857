import { commentableLines, isCommentable } from '@upkeep/github'
import { Anchor } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import * as z from 'zod/mini'

/** Whole lines of a file and what stands in their place. */
export const Suggestion = z.strictObject({ at: Anchor, text: z.string() })
export type Suggestion = z.infer<typeof Suggestion>

/** Bytes of a file. */
export interface Span {
  start: number
  end: number
}

/**
 * The edits of a file as suggestions: each replaces lines that a review may comment on. What a suggestion can not say (a line outside of
 * the diff, a file that is created) is left out.
 * @param patch the hunks of the pull request in this file, as GitHub tells them
 * @param ties what belongs together: edits that touch one of these become one suggestion, with the lines between them
 */
export function suggestionsOf(
  path: string,
  bytes: Uint8Array,
  edits: readonly Edit[],
  patch: string | null,
  ties: readonly Span[] = [],
): Suggestion[] {
  const hunks = commentableLines(patch)
  const found: Suggestion[] = []
  let end = 0
  for (const edit of tied(bytes, edits, ties)) {
    const replaced = edit.blob === null || edit.text === null ? null : wholeLines(bytes, edit, end)
    if (replaced === null) continue
    const [startLine, line] = linesOf(bytes, replaced)
    if (!isCommentable(hunks, { side: 'RIGHT', line, startLine: startLine === line ? null : startLine })) continue
    const quote = Buffer.from(bytes.subarray(replaced.start, replaced.end)).toString()
    found.push({ at: { path, quote, start: replaced.start, end: replaced.end }, text: replaced.text })
    end = replaced.end
  }
  return found
}

/** The first and the last line of what is not empty, 1-based. */
export function linesOf(bytes: Uint8Array, { start, end }: Span): [number, number] {
  return [lineAt(bytes, start), lineAt(bytes, Math.max(end - 1, start))]
}

/** The edits in order; those of one tie joined. */
function tied(bytes: Uint8Array, edits: readonly Edit[], ties: readonly Span[]): Edit[] {
  const touches = (tie: Span, edit: Edit) => edit.start <= tie.end && edit.end >= tie.start
  const joined: Edit[] = []
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last !== undefined && ties.some((tie) => touches(tie, last) && touches(tie, edit))) {
      const between = Buffer.from(bytes.subarray(last.end, edit.start)).toString()
      joined[joined.length - 1] = {
        ...last,
        end: edit.end,
        text: last.text === null || edit.text === null ? null : `${last.text}${between}${edit.text}`,
      }
    } else joined.push(edit)
  }
  return joined
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
