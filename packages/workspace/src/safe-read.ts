import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import { RepoPath, systemCode } from '@upkeep/schema'

/**
 * The bytes of a regular file below `root`; null where there is none, where it is no regular file, or where a part of the path
 * is a link: a link in a repository can point anywhere.
 */
export async function readRegularFile(root: string, path: string): Promise<Uint8Array | null> {
  if (!RepoPath.safeParse(path).success) return null
  const parts = path.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = await existing(() => lstat(join(root, ...parts.slice(0, depth))))
    if (folder === null || !folder.isDirectory()) return null
  }
  const handle = await existing(() =>
    open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK),
  )
  if (handle === null) return null
  try {
    return (await handle.stat()).isFile() ? await handle.readFile() : null
  } finally {
    await handle.close()
  }
}

/** What lies at a path: `link` also where a folder of the path is one, `other` for devices, pipes and sockets. */
export type EntryKind = 'absent' | 'file' | 'folder' | 'link' | 'other'

/** What lies at a path below `root`, no link followed. */
export async function entryKind(root: string, path: string): Promise<EntryKind> {
  const parts = path.split('/')
  for (let depth = 1; depth <= parts.length; depth++) {
    const stats = await existing(() => lstat(join(root, ...parts.slice(0, depth))))
    if (stats === null) return 'absent'
    if (stats.isSymbolicLink()) return 'link'
    if (depth === parts.length) return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other'
    if (!stats.isDirectory()) return 'absent'
  }
  return 'absent'
}

const ABSENT: ReadonlySet<string | null> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'EACCES',
  'EISDIR',
  'ENXIO',
  'ENAMETOOLONG',
])

async function existing<T>(action: () => Promise<T>): Promise<T | null> {
  try {
    return await action()
  } catch (error) {
    if (ABSENT.has(systemCode(error))) return null
    throw error
  }
}
