import { createHash } from 'node:crypto'
import type { FileChange } from './candidate.ts'

/** The same change of the same branch has the same key, whatever commit it was made on: 32 hex digits. */
export function changeKey({ branch, files }: { branch: string; files: readonly FileChange[] }): string {
  const listed = files
    .map(({ path, before, after }) => JSON.stringify([path, before, after]))
    .toSorted((a, b) => (a < b ? -1 : 1))
  return textKey(JSON.stringify([branch, listed]))
}

/** The same words have the same key. */
export function textKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
