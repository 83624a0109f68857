import { touchRefusal } from '@upkeep/schema'
import type { Grant } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { FileChange } from '../change.ts'
import { changedLines } from './changed-lines.ts'
import { configurationRefusals } from './configuration.ts'
import { grown, matches } from './fact.ts'
import type { Fact } from './fact.ts'
import { LOADED_FIRST, SUPPRESSIONS } from './guards.data.ts'
import type { Refusal, TextChange } from './refusal.ts'
import { changesOnlyComments } from './only-comments.ts'
import { sniffingRefusals } from './sniffing.ts'
import { testRefusals } from './tests.ts'
import { weakenedTypeRefusals } from './weakened-types.ts'

/** Everything that the guards refuse about a patch; empty where it may be judged. Code, never a prompt: a model can't argue. */
export function refusals(changes: readonly FileChange[], grant: Grant): Refusal[] {
  return [
    ...refusalsOfSource(changes, grant),
    ...changes.flatMap((change) => configurationRefusals(textChange(change))),
  ]
}

/** The same without configurations. */
export function refusalsOfSource(changes: readonly FileChange[], grant: Grant): Refusal[] {
  return [
    ...changes.flatMap((change) => [...pathRefusal(change, grant), ...sourceRefusals(textChange(change))]),
    ...sizeRefusals(changes, grant),
  ]
}

/**
 * What a patch may never do, whoever asks: the same for a proof and as the gates of a reward (data.md §4.5). A pure function of the
 * files before and after; empty: the gate is open. Configurations are compared as they are written.
 */
export function gates(changes: readonly FileChange[]): Refusal[] {
  return changes.flatMap((change) => {
    const text = textChange(change)
    return [...sourceRefusals(text), ...configurationRefusals(text)]
  })
}

function sourceRefusals(change: TextChange): Refusal[] {
  return [
    ...loadedFirst(change),
    ...suppressionRefusals(change),
    ...weakenedTypeRefusals(change),
    ...testRefusals(change),
    ...sniffingRefusals(change),
  ]
}

export function textChange({ path, before, after }: FileChange): TextChange {
  return { path, before: textOf(before), after: textOf(after), created: before === null, deleted: after === null }
}

function pathRefusal({ path }: FileChange, grant: Grant): Refusal[] {
  const refusal = touchRefusal(grant, path)
  return refusal === null ? [] : [{ guard: 'path', rule: refusal.kind, path, line: null, sentence: refusal.sentence }]
}

function loadedFirst(change: TextChange): Refusal[] {
  const { path } = change
  const found = LOADED_FIRST.filter(
    ({ pattern, created }) => pattern.test(path) && (created !== true || change.created),
  )
  if (found.length === 0 || changesOnlyComments(change)) return []
  return found.map(({ rule }) => ({
    guard: 'path',
    rule,
    path,
    line: null,
    sentence: `${path} steers what judges it (${rule}): no patch may touch it`,
  }))
}

function suppressionRefusals({ path, before, after }: TextChange): Refusal[] {
  return grown(suppressions(before), suppressions(after), { before, after }).map(({ rule, had, has, line }) => ({
    guard: 'suppression',
    rule,
    path,
    line,
    sentence: `${path}:${line} would hold ${has} \`${rule}\` instead of ${had}: a patch may not silence a tool`,
  }))
}

function suppressions(text: string): Fact[] {
  return SUPPRESSIONS.flatMap(({ rule, pattern }) => matches(text, rule, pattern))
}

/** `limits.files` and `limits.lines` (added and removed lines together) of the grant; an absent limit is none. */
function sizeRefusals(changes: readonly FileChange[], grant: Grant): Refusal[] {
  const files = grant.limits['files'] ?? Infinity
  const lines = grant.limits['lines'] ?? Infinity
  const touched = changes.reduce((sum, change) => sum + changedLines(change), 0)
  const found: [string, string][] = []
  if (changes.length > files) found.push(['files', `the patch touches ${changes.length} files, the limit is ${files}`])
  if (touched > lines) found.push(['lines', `the patch changes ${touched} lines, the limit is ${lines}`])
  return found.map(([rule, sentence]) => ({ guard: 'size', rule, path: '', line: null, sentence }))
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : (decodeText(bytes)?.text ?? '')
}
