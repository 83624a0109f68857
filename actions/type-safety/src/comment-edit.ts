import type { Comment } from './suppression.ts'

/** UTF-16 indices of a decoded text; `end` is exclusive. */
export interface TextEdit {
  start: number
  end: number
  text: string
}

const BLANK = /^[ \t\f\v\u00a0\ufeff]*$/

/**
 * The edit that puts another text in a comment's place, or takes it away (null): the whole line where nothing else stands on
 * it, else the comment with the white space before it. Every other byte stays. Null where it can't be taken away in safety.
 */
export function commentEdit(text: string, comment: Comment, replacement: string | null): TextEdit | null {
  if (replacement !== null) return leastEdit(text, { start: comment.start, end: comment.end, text: replacement })
  const region = comment.container ?? comment
  const line = lineAround(text, region.start, region.end)
  const before = text.slice(line.start, region.start)
  const after = text.slice(region.end, line.end)
  if (BLANK.test(before) && BLANK.test(after)) return wholeLines(text, line)
  if (comment.container !== null) return null
  if (BLANK.test(after)) return { start: region.start - trailingBlanks(before), end: region.end, text: '' }
  if (/[\r\n\u2028\u2029]/.test(comment.text)) return null // its line break may end a statement
  if (BLANK.test(before) || /\s$/.test(before))
    return { start: region.start, end: region.end + leadingBlanks(after), text: '' }
  return { start: region.start, end: region.end, text: /[\w$]$/.test(before) && /^[\w$]/.test(after) ? ' ' : '' }
}

/** Whole lines go with their line break; at the end of a text without one, with the line break before them. */
function wholeLines(text: string, { start, end }: { start: number; end: number }): TextEdit {
  const next = end + lineBreakAt(text, end)
  if (next === end) return { start: start - lineBreakBefore(text, start), end, text: '' }
  return { start, end: start === 0 ? next + lineBreakAt(text, next) : next, text: '' }
}

function lineAround(text: string, from: number, to: number): { start: number; end: number } {
  let start = from
  while (start > 0 && !isLineBreak(text[start - 1])) start -= 1
  let end = to
  while (end < text.length && !isLineBreak(text[end])) end += 1
  return { start, end }
}

function isLineBreak(char: string | undefined): boolean {
  return char === '\n' || char === '\r'
}

function lineBreakAt(text: string, index: number): number {
  if (text[index] === '\r') return text[index + 1] === '\n' ? 2 : 1
  return text[index] === '\n' ? 1 : 0
}

function lineBreakBefore(text: string, index: number): number {
  if (text[index - 1] === '\n') return text[index - 2] === '\r' ? 2 : 1
  return text[index - 1] === '\r' ? 1 : 0
}

function trailingBlanks(text: string): number {
  return /[ \t\f\v\u00a0]*$/.exec(text)?.[0].length ?? 0
}

function leadingBlanks(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0
}

/** The same edit without what it leaves as it is at both ends. */
function leastEdit(source: string, { start, end, text }: TextEdit): TextEdit {
  const old = source.slice(start, end)
  let head = 0
  while (head < Math.min(old.length, text.length) && old[head] === text[head]) head += 1
  let tail = 0
  while (tail < Math.min(old.length, text.length) - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) }
}
