import { parsePatch } from 'diff'

/** Lines of a file that are changed together: 1-based, of the new file; where lines only go, the one behind them. */
export interface ChangedRun {
  first: number
  last: number
  /** The lines of the diff, `-` and `+`. */
  text: string
}

/** What a file's `patch` changes, run by run; none where it has none (binary, too large) or is no patch. */
export function changedRuns(patch: string | null): ChangedRun[] {
  if (patch === null || !patch.startsWith('@@')) return []
  try {
    return parsePatch(`--- a\n+++ b\n${patch}\n`).flatMap(({ hunks }) => hunks.flatMap(runsOf))
  } catch {
    return [] // GitHub cuts long patches off in the middle of a hunk
  }
}

function runsOf({ newStart, lines }: { newStart: number; lines: readonly string[] }): ChangedRun[] {
  const runs: ChangedRun[] = []
  let line = newStart
  let open: ChangedRun | null = null
  for (const text of lines) {
    if (/^[-+]/.test(text)) {
      if (open === null) runs.push((open = { first: line, last: line, text }))
      else open.text += `\n${text}`
      if (text.startsWith('+')) open.last = line
    } else if (text.startsWith(' ')) open = null
    if (/^[+ ]/.test(text)) line += 1
  }
  return runs
}
