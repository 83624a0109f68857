import type { SourceLine } from '@upkeep/schema'

/** The first line of a file that holds a text; its first line where none does. */
export function lineOf(file: string, text: string, needle: string | RegExp): SourceLine {
  const lines = text.split('\n')
  const index = lines.findIndex((line) => (typeof needle === 'string' ? line.includes(needle) : needle.test(line)))
  const line = Math.max(0, index)
  return { file, line: line + 1, text: (lines[line] ?? '').trim().slice(0, 200) }
}
