import { sha256 } from '@upkeep/schema'
import { readRegularFile } from '../safe-read.ts'
import type { TrustedGit } from './trusted-git.ts'

/** A file that git tracks. `changed`: it differs from HEAD, in the index or in the work tree. */
export interface TrackedFile {
  path: string
  mode: '100644' | '100755' | '120000' | '160000'
  changed: boolean
}

/** What the work tree holds beyond HEAD. */
export interface Drift {
  /** Tracked paths that differ. */
  changed: string[]
  /** Untracked paths that are not ignored. */
  untracked: string[]
}

const STATUS = '--porcelain=v1 -z --untracked-files=all --no-renames --ignore-submodules=dirty'.split(' ')

export async function readDrift(git: TrustedGit): Promise<Drift> {
  const status = await git.read(['status', ...STATUS])
  const entries = status.split('\0').filter((entry) => entry !== '')
  const drift: Drift = { changed: [], untracked: [] }
  for (const entry of entries) (entry.startsWith('??') ? drift.untracked : drift.changed).push(entry.slice(3))
  return drift
}

export async function readTrackedFiles(git: TrustedGit): Promise<Omit<TrackedFile, 'changed'>[]> {
  const listing = await git.read(['ls-files', '-z', '--stage', '--full-name'])
  const files: Omit<TrackedFile, 'changed'>[] = []
  for (const entry of listing.split('\0')) {
    const tab = entry.indexOf('\t')
    const mode = entry.slice(0, 6)
    const stage = entry.slice(tab - 1, tab)
    if (tab < 0 || !isMode(mode) || (stage !== '0' && stage !== '2')) continue // of a conflict, our side stands for it
    files.push({ path: entry.slice(tab + 1), mode })
  }
  return files
}

function isMode(mode: string): mode is TrackedFile['mode'] {
  return mode === '100644' || mode === '100755' || mode === '120000' || mode === '160000'
}

/** Names the tree that commands see: HEAD's tree, and the contents of what drifted from it. */
export async function baseTreeId(head: string, root: string, drift: Drift): Promise<string> {
  if (drift.changed.length + drift.untracked.length === 0) return head
  const parts: [string, string | null][] = []
  for (const path of [...drift.changed, ...drift.untracked].toSorted()) {
    const bytes = await readRegularFile(root, path)
    parts.push([path, bytes === null ? null : sha256(bytes)])
  }
  return sha256(JSON.stringify([head, parts]))
}
