import type { Edit } from '@upkeep/schema'
import { byteOffset } from '@upkeep/workspace'
import type { TextEdit } from './comment-edit.ts'
import type { SourceFile } from './suppression.ts'

/** The same edits in bytes of the base blob. */
export function toEdits(file: Omit<SourceFile, 'suppressions' | 'enables'>, edits: readonly TextEdit[]): Edit[] {
  const { path, blob, text, encoding, bom } = file
  const at = (index: number) => byteOffset(text, index, encoding, bom)
  return edits.map((edit) => ({ path, blob, start: at(edit.start), end: at(edit.end), text: edit.text }))
}
