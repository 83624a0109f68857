import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { ignoredAmong } from '../git/ignored.ts'
import { entryKind } from '../safe-read.ts'
import type { TrustedGit } from '../git/trusted-git.ts'

/** The base of all worktrees of a run: what git tracks in the user's tree, or would track. */
export interface Base {
  root: string
  git: TrustedGit
  /** Tracked and untracked paths, without ignored ones and submodules. */
  paths: ReadonlySet<string>
  submodules: ReadonlySet<string>
  /** Every folder that holds one of the paths. */
  folders: () => ReadonlySet<string>
}

export function baseOf(given: Omit<Base, 'folders'>): Base {
  let folders: ReadonlySet<string> | null = null
  return { ...given, folders: () => (folders ??= foldersOfAll(given.paths)) }
}

function foldersOfAll(paths: ReadonlySet<string>): Set<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return folders
}

/** `whiteout`: a device 0:0, by which the upper layer of an overlay hides what lies below. */
export type WalkedKind = 'folder' | 'file' | 'link' | 'whiteout' | 'other'

export interface Walked {
  /** What is there, without `.git`, submodules and what git ignores by the rules of the user's tree. */
  entries: ReadonlyMap<string, WalkedKind>
  /** Names in each folder that was entered, `''` being the outermost. */
  names: ReadonlyMap<string, ReadonlySet<string>>
}

/** Lists a folder that commands wrote into, level by level, so that git is asked once for each. No link is followed. */
export async function walkTree(folder: string, base: Base): Promise<Walked> {
  const entries = new Map<string, WalkedKind>()
  const names = new Map<string, ReadonlySet<string>>()
  const held = base.folders()
  const unasked = new Set<string>() // folders that stand where the user has a link: git knows nothing of what lies behind one
  let level = ['']
  while (level.length > 0) {
    const listed = (await Promise.all(level.map((path) => entriesOf(folder, path, base)))).flat()
    for (const path of level) names.set(path, new Set())
    const asked = listed.filter(
      ({ path, parent, kind }) =>
        kind !== 'whiteout' && !base.paths.has(path) && !held.has(path) && !unasked.has(parent),
    )
    const ignored = await ignoredAmong(base.git, asked.map(asQuestion))
    level = []
    for (const entry of listed) {
      if (ignored.has(asQuestion(entry))) continue
      entries.set(entry.path, entry.kind)
      if (entry.kind !== 'folder') continue
      level.push(entry.path)
      const behind = unasked.has(entry.parent) || (!held.has(entry.path) && (await isLink(base.root, entry.path)))
      if (behind) unasked.add(entry.path)
    }
    for (const { path, parent } of listed) (names.get(parent) as Set<string>).add(posix.basename(path))
  }
  return { entries, names }
}

interface Listed {
  path: string
  parent: string
  kind: WalkedKind
}

function asQuestion({ path, kind }: Listed): string {
  return kind === 'folder' ? `${path}/` : path
}

async function isLink(root: string, path: string): Promise<boolean> {
  return (await entryKind(root, path)) === 'link'
}

async function entriesOf(folder: string, parent: string, { submodules }: Base): Promise<Listed[]> {
  const entries = await readdir(join(folder, parent), { withFileTypes: true }).catch(() => [])
  const listed: Listed[] = []
  for (const entry of entries) {
    const path = posix.join(parent, entry.name)
    if (entry.name !== '.git' && !submodules.has(path))
      listed.push({ path, parent, kind: await kindOf(folder, path, entry) })
  }
  return listed
}

async function kindOf(folder: string, path: string, entry: Dirent): Promise<WalkedKind> {
  if (entry.isDirectory()) return 'folder'
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isFile()) return 'file'
  if (!entry.isCharacterDevice()) return 'other'
  const stats = await lstat(join(folder, path)).catch(() => null)
  return stats?.rdev === 0 ? 'whiteout' : 'other'
}
