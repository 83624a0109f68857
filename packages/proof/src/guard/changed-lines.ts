import { decodeText } from '@upkeep/workspace'
import { diffLines } from 'diff'
import type { FileChange } from '../change.ts'

/** Added plus removed lines. */
export function changedLines({ before, after }: FileChange): number {
  const { added, removed } = lineCounts({ path: '', before, after })
  return added + removed
}

export function lineCounts({ before, after }: FileChange): { added: number; removed: number } {
  let [added, removed] = [0, 0]
  for (const part of diffLines(textOf(before), textOf(after))) {
    if (part.added) added += part.count
    if (part.removed) removed += part.count
  }
  return { added, removed }
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : (decodeText(bytes)?.text ?? '')
}
