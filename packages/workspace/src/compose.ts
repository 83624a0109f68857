import { sha256 } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { decodeText, encodeText } from './text-encoding.ts'

/** A base tree with edits applied, by contents: equal contents give an equal `tree`. Null: the file is deleted. */
export interface Composition {
  tree: string
  files: ReadonlyMap<string, Uint8Array | null>
}

/** Two edits that can't both be applied; the second is the later one. */
export interface Conflict {
  conflict: [Edit, Edit]
}

/** Applies edits side by side to the base. Adjacent edits are fine; overlapping ones, and two at one place, conflict. */
export async function composeEdits(
  edits: readonly Edit[],
  base: { tree: string; read: (path: string) => Promise<Uint8Array | null> },
): Promise<Composition | Conflict> {
  const files = new Map<string, Uint8Array | null>()
  for (const [path, own] of Map.groupBy(edits, (edit) => edit.path)) {
    const before = await base.read(path)
    const after = applyToFile(path, before, own)
    if (after !== null && 'conflict' in after) return after
    if (!equal(before, after)) files.set(path, after)
  }
  return { tree: treeId(base.tree, files), files }
}

function treeId(base: string, files: ReadonlyMap<string, Uint8Array | null>): string {
  if (files.size === 0) return base
  const parts = [...files].map(([path, bytes]) => [path, bytes === null ? null : sha256(bytes)])
  return sha256(JSON.stringify([base, parts.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1))]))
}

function applyToFile(path: string, before: Uint8Array | null, edits: readonly Edit[]): Uint8Array | null | Conflict {
  for (const { blob } of edits) {
    const expected = before === null ? null : sha256(before)
    if (blob !== expected)
      throw new Error(`an edit of ${path} was made for other contents (${blob ?? 'none'}, not ${expected ?? 'none'})`)
  }
  const whole = edits.find(({ blob, text }) => blob === null || text === null)
  if (whole !== undefined) {
    const rival = edits.find((edit) => edit !== whole)
    if (rival !== undefined) return { conflict: [whole, rival] }
    return whole.text === null ? null : Buffer.from(whole.text)
  }
  if (before === null) throw new Error(`${path} does not exist`)
  return splice(path, before, edits)
}

function splice(path: string, before: Uint8Array, edits: readonly Edit[]): Uint8Array | Conflict {
  const encoding = decodeText(before)?.encoding ?? 'utf-8'
  const parts: Uint8Array[] = []
  let end = 0
  let previous: Edit | null = null
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (previous !== null && (edit.start < end || edit.start === previous.start))
      return { conflict: inGivenOrder(edits, previous, edit) }
    if (edit.start > edit.end || edit.end > before.length) throw new Error(`an edit of ${path} lies outside of it`)
    const text = encodeText(edit.text ?? '', encoding)
    if (text === null) throw new Error(`an edit of ${path} holds a character that its encoding (${encoding}) lacks`)
    parts.push(before.subarray(end, edit.start), text)
    ;[end, previous] = [edit.end, edit]
  }
  return Buffer.concat([...parts, before.subarray(end)])
}

function inGivenOrder(edits: readonly Edit[], one: Edit, other: Edit): [Edit, Edit] {
  return edits.indexOf(one) < edits.indexOf(other) ? [one, other] : [other, one]
}

function equal(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other
  return Buffer.compare(one, other) === 0
}
