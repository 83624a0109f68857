import { mayTouch } from '@upkeep/schema'
import type { Grant } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import { diffLines } from 'diff'
import type { FileChange } from './change.ts'
import { SUPPRESSIONS } from './guards.data.ts'

/** A patch that a guard refused: which rule, where, and the sentence that says so. `path` is `''` for the patch as a whole. */
export interface Refusal {
  guard: 'path' | 'size' | 'suppression'
  path: string
  sentence: string
}

/** Everything that the guards refuse about a patch; empty where it may be judged. Code, never a prompt: a model can't argue. */
export function refusals(changes: readonly FileChange[], grant: Grant): Refusal[] {
  return [
    ...changes.flatMap((change) => [...pathRefusal(change, grant), ...suppressionRefusals(change)]),
    ...sizeRefusals(changes, grant),
  ]
}

function pathRefusal({ path }: FileChange, grant: Grant): Refusal[] {
  const sentence = mayTouch(grant, path)
  return sentence === null ? [] : [{ guard: 'path', path, sentence }]
}

function suppressionRefusals({ path, before, after }: FileChange): Refusal[] {
  const [was, is] = [textOf(before), textOf(after)]
  return SUPPRESSIONS.flatMap(({ name, pattern }) => {
    const [had, has] = [count(was, pattern), count(is, pattern)]
    if (has <= had) return []
    return [
      {
        guard: 'suppression',
        path,
        sentence: `${path} would hold ${has} \`${name}\` instead of ${had}: a patch may not silence a tool`,
      },
    ]
  })
}

/** `limits.files` and `limits.lines` (added and removed lines together) of the grant; an absent limit is none. */
function sizeRefusals(changes: readonly FileChange[], grant: Grant): Refusal[] {
  const files = grant.limits['files'] ?? Infinity
  const lines = grant.limits['lines'] ?? Infinity
  const touched = changes.reduce((sum, change) => sum + changedLines(change), 0)
  const found: Refusal[] = []
  if (changes.length > files)
    found.push({
      guard: 'size',
      path: '',
      sentence: `the patch touches ${changes.length} files, the limit is ${files}`,
    })
  if (touched > lines)
    found.push({ guard: 'size', path: '', sentence: `the patch changes ${touched} lines, the limit is ${lines}` })
  return found
}

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

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : (decodeText(bytes)?.text ?? '')
}
