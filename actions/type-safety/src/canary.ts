import type { Edit } from '@upkeep/schema'
import { toEdits } from './edit.ts'
import type { Read } from './scan.ts'

/**
 * A line at the end of each file that makes a Python type checker say something whenever it reads and reports the file:
 * `reveal_type`. So one run tells both what is unused and which files had a vote. Lines above it keep their numbers.
 */
export function canaries(files: readonly Omit<Read, 'bytes'>[]): Edit[] {
  return files.flatMap((file) => {
    const { text, eol } = file
    const lineBreak = eol === '\r\n' ? '\r\n' : '\n'
    const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak
    return toEdits(file, [{ start: text.length, end: text.length, text: `${gap}reveal_type(0)${lineBreak}` }])
  })
}
