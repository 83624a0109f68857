import { parsePatch } from 'diff'

/** One line of a diff with its 1-based numbers before and after; null where it does not exist on that side. */
export interface DiffLine {
  kind: 'added' | 'removed' | 'same' | 'hunk' | 'note'
  before: number | null
  after: number | null
  text: string
}

export interface DiffFile {
  path: string
  /** Where it was before, if elsewhere. */
  from: string | null
  added: number
  removed: number
  lines: DiffLine[]
}

/** A unified diff as files of numbered lines. Null: it can not be parsed (a binary patch), and is shown as it is. */
export function diffFiles(patch: string): DiffFile[] | null {
  if (patch.trim() === '') return []
  try {
    return parsePatch(patch).map((file) => {
      const lines = file.hunks.flatMap((hunk) => hunkLines(hunk.lines, hunk.oldStart, hunk.newStart, header(hunk)))
      const [before, after] = [plainName(file.oldFileName), plainName(file.newFileName)]
      return {
        path: after ?? before ?? '',
        from: before !== null && after !== null && before !== after ? before : null,
        added: lines.filter(({ kind }) => kind === 'added').length,
        removed: lines.filter(({ kind }) => kind === 'removed').length,
        lines,
      }
    })
  } catch {
    return null
  }
}

function header(hunk: { oldStart: number; oldLines: number; newStart: number; newLines: number }): string {
  return `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`
}

function plainName(name: string | undefined): string | null {
  return name === undefined || name === '/dev/null' ? null : name.replace(/^[ab]\//, '')
}

function hunkLines(texts: readonly string[], before: number, after: number, title: string): DiffLine[] {
  const lines: DiffLine[] = [{ kind: 'hunk', before: null, after: null, text: title }]
  let [left, right] = [before, after]
  for (const line of texts) {
    const text = line.slice(1)
    if (line.startsWith('+')) lines.push({ kind: 'added', before: null, after: right++, text })
    else if (line.startsWith('-')) lines.push({ kind: 'removed', before: left++, after: null, text })
    else if (line.startsWith('\\')) lines.push({ kind: 'note', before: null, after: null, text: text.trim() })
    else lines.push({ kind: 'same', before: left++, after: right++, text })
  }
  return lines
}
