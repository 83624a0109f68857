import { UserError, sha256 } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { refusePath } from './path-guard.ts'
import type { EntryKind } from './safe-read.ts'
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

export interface ComposeBase {
  tree: string
  read: (path: string) => Promise<Uint8Array | null>
  kindOf: (path: string) => Promise<EntryKind>
}

/**
 * Applies edits side by side to the base. Adjacent edits are fine; overlapping ones, two at one place, and a file with one below
 * it conflict.
 * @throws UserError (state) where an edit is of a path outside or of git's own folder, of a link, of a pointer to a large file, or makes a file where the base has something else.
 */
export async function composeEdits(edits: readonly Edit[], base: ComposeBase): Promise<Composition | Conflict> {
  const files = new Map<string, Uint8Array | null>()
  const byPath = Map.groupBy(edits, (edit) => edit.path)
  for (const [path, own] of byPath) {
    refusePath(path)
    const before = await base.read(path)
    if (before === null) await refuseOther(path, base)
    else refusePointer(path, before)
    const after = applyToFile(path, before, own)
    if (after !== null && 'conflict' in after) return after
    if (!equal(before, after)) files.set(path, after)
  }
  const nested = nestedFiles(files, edits, byPath)
  if (nested !== null) return nested
  await refuseCovered(files, base)
  return { tree: treeId(base.tree, files), files }
}

/** What is no regular file can't be edited, and a link is not what it leads to. */
async function refuseOther(path: string, base: ComposeBase): Promise<void> {
  const kind = await base.kindOf(path)
  if (kind === 'absent') return
  throw new UserError(`${path} can not be edited: it is ${NAMES[kind]}.`, {
    remedy: 'Name the regular file itself.',
    kind: 'state',
  })
}

const NAMES: Readonly<Record<EntryKind, string>> = {
  absent: 'absent',
  file: 'a file',
  folder: 'a folder',
  link: 'a link, or lies behind one',
  other: 'no regular file',
}

const POINTER = 'version https://git-lfs.github.com/spec/v1\n'

function refusePointer(path: string, bytes: Uint8Array): void {
  if (!Buffer.from(bytes.subarray(0, POINTER.length)).equals(Buffer.from(POINTER))) return
  throw new UserError(`${path} can not be edited: it is a pointer of Git LFS, its contents are elsewhere.`, {
    remedy: 'Check out with `lfs: true`, or leave this file to its owner.',
    kind: 'state',
  })
}

/** A file and one below it, both of which would be there afterwards. */
function nestedFiles(
  files: ReadonlyMap<string, Uint8Array | null>,
  edits: readonly Edit[],
  byPath: ReadonlyMap<string, readonly Edit[]>,
): Conflict | null {
  for (const [path, bytes] of files) {
    if (bytes === null) continue
    const above = foldersOf(path).find((folder) => (files.get(folder) ?? null) !== null)
    const [one, other] = [above === undefined ? undefined : byPath.get(above)?.[0], byPath.get(path)?.[0]]
    if (one !== undefined && other !== undefined) return { conflict: inGivenOrder(edits, one, other) }
  }
  return null
}

/** A new file has room only where no file of the base lies above it, unless that one is deleted as well. */
async function refuseCovered(files: ReadonlyMap<string, Uint8Array | null>, base: ComposeBase): Promise<void> {
  for (const [path, bytes] of files) {
    if (bytes === null) continue
    for (const folder of foldersOf(path)) {
      const kind = await base.kindOf(folder)
      if (kind === 'absent') break
      if (kind === 'folder' || files.get(folder) === null) continue
      throw new UserError(`${path} can not be made: ${folder} is ${NAMES[kind]}.`, {
        remedy: 'Name a path whose folders are folders.',
        kind: 'state',
      })
    }
  }
}

/** The folders of a path, outermost first. */
export function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at))
  return folders
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
    if (rival !== undefined) return { conflict: inGivenOrder(edits, whole, rival) }
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
