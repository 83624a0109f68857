import { chmod, chown, lstat, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { foldersOf } from '../compose.ts'
import type { OverlayVia } from '../sandbox/overlay-command.ts'
import { entryKind } from '../safe-read.ts'

interface Layers {
  root: string
  upper: string
  via: OverlayVia
}

/** A folder of the upper layer hides the attributes of the one below, so it takes them over. */
export async function mirrorFolder(lower: string, upper: string, via: OverlayVia): Promise<void> {
  await mkdir(upper)
  const below = await lstat(lower).catch(() => null)
  if (below === null) return
  if (via === 'root') await chown(upper, below.uid, below.gid)
  await chmod(upper, below.mode & 0o7777)
}

/**
 * Puts files straight into an upper layer on which no command ran yet: no mount is needed. Returns the paths that it put; one
 * with something other than a folder above it needs the mounted tree.
 */
export async function putIntoUpper(
  layers: Layers,
  files: ReadonlyMap<string, Uint8Array | null>,
): Promise<Set<string>> {
  const put = new Set<string>()
  for (const [path, bytes] of files) {
    if (bytes === null || !(await hasRoom(layers.root, path))) continue
    await putFile(layers, path, bytes)
    put.add(path)
  }
  return put
}

async function hasRoom(root: string, path: string): Promise<boolean> {
  for (const folder of foldersOf(path)) {
    const kind = await entryKind(root, folder)
    if (kind === 'absent') break
    if (kind !== 'folder') return false
  }
  const kind = await entryKind(root, path)
  return kind === 'file' || kind === 'absent'
}

async function putFile({ root, upper, via }: Layers, path: string, bytes: Uint8Array): Promise<void> {
  for (const folder of foldersOf(path)) {
    const there = await lstat(join(upper, folder)).catch(() => null)
    if (there === null) await mirrorFolder(join(root, folder), join(upper, folder), via)
  }
  const below = await lstat(join(root, path)).catch(() => null)
  await writeFile(join(upper, path), bytes, { mode: below === null ? 0o644 : below.mode & 0o777, flag: 'wx' })
  if (via === 'root' && below !== null) await chown(join(upper, path), below.uid, below.gid)
}

/** The permissions, in octal, that a file written at this path gets: those of the user's own file. */
export async function modeBelow(root: string, path: string): Promise<string> {
  const below = await lstat(join(root, path)).catch(() => null)
  return (below?.isFile() === true ? below.mode & 0o777 : 0o644).toString(8)
}
