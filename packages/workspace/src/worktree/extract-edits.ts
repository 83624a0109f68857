import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Edit } from '@upkeep/schema'
import { editsBetween } from './edits-between.ts'
import { pathRefusal } from '../path-guard.ts'
import { entryKind, readRegularFile } from '../safe-read.ts'
import { decodeText } from '../text-encoding.ts'

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
    return editsBetween(path, before, null) ?? []
  if (is !== 'file') return is === 'link' ? 'it is a link now' : 'it is no regular file now'
  const { size, mode } = await lstat(join(folder, path))
  if (size > LARGEST) return `it is larger than ${LARGEST} bytes`
  const executable = (mode & 0o100) !== 0
  const executableBefore = before !== null && ((await lstat(join(root, path))).mode & 0o100) !== 0
  if (executable !== executableBefore) return 'its executable bit was changed'
  const after = await readRegularFile(folder, path)
  if (after === null) return 'it can not be read'
  if (decodeText(after) === null) return 'it is binary'
  const encoding = before === null ? 'utf-8' : decodeText(before)?.encoding
  if (encoding === undefined) return 'it was binary'
  return editsBetween(path, before, after) ?? `it is no text in ${encoding}`
}

async function isWhiteout(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null)
  return stats?.isCharacterDevice() === true && stats.rdev === 0
}
