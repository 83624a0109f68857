import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { structuredPatch } from 'diff'
import { sha256 } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { pathRefusal } from './path-guard.ts'
import { entryKind, readRegularFile } from './safe-read.ts'
import { decodeText } from './text-encoding.ts'

/** What leaves a worktree: edits of the base, and what was changed as well but stays behind, with the reason. */
export interface Extraction {
  edits: Edit[]
  left: { path: string; why: string }[]
}

export interface ExtractSource {
  /** The user's tree. */
  root: string
  /** Where the worktree's own files lie, beside or above the user's. */
  folder: string
  /** Paths that differ. */
  paths: readonly string[]
  /** Why a path may not leave; null: it may. */
  refusal: (path: string) => string | null
}

/** Larger files are not what people or models write by hand. In bytes. */
const LARGEST = 1024 * 1024

/**
 * Reads what commands made of a worktree as edits of the base: text of regular files and nothing else, so that no mode, no link, no
 * binary and nothing that git ignores comes along.
 */
export async function extractEdits({ root, folder, paths, refusal }: ExtractSource): Promise<Extraction> {
  const extraction: Extraction = { edits: [], left: [] }
  for (const path of paths) {
    const found = pathRefusal(path) ?? refusal(path) ?? (await editsOf(root, folder, path))
    if (typeof found === 'string') extraction.left.push({ path, why: found })
    else extraction.edits.push(...found)
  }
  return extraction
}

/** Edits, or why there are none. */
async function editsOf(root: string, folder: string, path: string): Promise<Edit[] | string> {
  const [was, is] = [await entryKind(root, path), await entryKind(folder, path)]
  if (was !== 'file' && was !== 'absent') return was === 'folder' ? 'it was a folder' : 'it was no regular file'
  const before = was === 'file' ? await readRegularFile(root, path) : null
  if (was === 'file' && before === null) return 'it can not be read in the base'
  if (is === 'absent' || is === 'folder' || (await isWhiteout(join(folder, path))))
    return before === null ? [] : [{ path, blob: sha256(before), start: 0, end: before.length, text: null }]
  if (is !== 'file') return is === 'link' ? 'it is a link now' : 'it is no regular file now'
  const { size, mode } = await lstat(join(folder, path))
  if (size > LARGEST) return `it is larger than ${LARGEST} bytes`
  const executable = (mode & 0o100) !== 0
  const executableBefore = before !== null && ((await lstat(join(root, path))).mode & 0o100) !== 0
  if (executable !== executableBefore) return 'its executable bit was changed'
  const after = await readRegularFile(folder, path)
  return after === null ? 'it can not be read' : between(path, before, after)
}

async function isWhiteout(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null)
  return stats?.isCharacterDevice() === true && stats.rdev === 0
}

/** One edit a hunk; whole lines, so that a character is never cut. */
function between(path: string, before: Uint8Array | null, after: Uint8Array): Edit[] | string {
  const text = decodeText(after)
  if (text === null) return 'it is binary'
  const encoding = (before === null ? null : decodeText(before)?.encoding) ?? 'utf-8'
  if (before !== null && decodeText(before) === null) return 'it was binary'
  if (text.encoding !== encoding && /[^\0-\x7f]/.test(text.text)) return `it is no text in ${encoding}`
  const bytes = Buffer.from(after)
  if (before === null) return [{ path, blob: null, start: 0, end: 0, text: bytes.toString('utf8') }]
  const blob = sha256(before)
  const [old, now] = [lineStarts(before), lineStarts(after)]
  // As Latin-1, a character is a byte.
  const [one, other] = [Buffer.from(before).toString('latin1'), bytes.toString('latin1')]
  const patch = structuredPatch(path, path, one, other, undefined, undefined, { context: 0 })
  return patch.hunks.map(({ oldStart, oldLines, newStart, newLines }) => {
    const [from, to] = range(old, oldStart, oldLines)
    const [start, end] = range(now, newStart, newLines)
    return { path, blob, start: from, end: to, text: bytes.toString(encoding, start, end) }
  })
}

/** Byte offsets at which the lines begin, and the end. */
function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0]
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1)
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length)
  return starts
}

/** The bytes of lines, the first of which is 1; of no lines, the place before it. */
function range(starts: readonly number[], first: number, lines: number): [number, number] {
  const end = starts.at(-1) ?? 0
  return [starts[first - 1] ?? end, starts[first - 1 + lines] ?? end]
}
