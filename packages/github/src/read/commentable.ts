import { parsePatch } from 'diff'

/** One hunk of a file's patch: `right` are lines of the new file (first and last), `left` deleted lines of the old one. 1-based. */
export interface CommentableHunk {
  right: { start: number; end: number } | null
  left: number[]
}

/** Where a review comment stands: `RIGHT` lines of the new file, `LEFT` deleted lines of the old; `startLine` ≤ `line`. */
export interface ReviewPlace {
  path: string
  side: 'LEFT' | 'RIGHT'
  line: number
  startLine: number | null
}

/** The lines that GitHub takes review comments on, from a file's `patch`; none where it has none (binary, too large) or is no patch. */
export function commentableLines(patch: string | null): CommentableHunk[] {
  if (patch === null || !patch.startsWith('@@')) return []
  try {
    return parsePatch(`--- a\n+++ b\n${patch}\n`).flatMap(({ hunks }) => hunks.map(hunkLines))
  } catch {
    return [] // GitHub cuts long patches off in the middle of a hunk
  }
}

function hunkLines(hunk: { oldStart: number; newStart: number; newLines: number; lines: string[] }): CommentableHunk {
  const left: number[] = []
  let old = hunk.oldStart
  for (const line of hunk.lines) {
    if (line.startsWith('-')) left.push(old)
    if (line.startsWith('-') || line.startsWith(' ')) old++
  }
  const right = hunk.newLines === 0 ? null : { start: hunk.newStart, end: hunk.newStart + hunk.newLines - 1 }
  return { right, left }
}

/** Whether a comment may stand there: all of it inside one hunk. One that may not makes GitHub refuse the whole review. */
export function isCommentable(hunks: readonly CommentableHunk[], place: Omit<ReviewPlace, 'path'>): boolean {
  const { side, line, startLine } = place
  const start = startLine ?? line
  if (start > line) return false
  if (side === 'LEFT') return hunks.some(({ left }) => left.includes(start) && left.includes(line))
  return hunks.some(({ right }) => right !== null && right.start <= start && line <= right.end)
}
