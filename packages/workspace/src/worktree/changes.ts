import { constants } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { entryKind, readRegularFile } from '../safe-read.ts'

/** What lies at a path that git tracks, or would. Null: nothing, or nothing that can be read. */
export type Entry = { kind: 'file'; bytes: Uint8Array; executable: boolean } | { kind: 'link'; target: string } | null

/** What a worktree should hold. */
export interface Expected {
  root: string
  /** Every path of the base that git tracks or would track, without submodules. */
  paths: Iterable<string>
  /** What the worktree was given on top, by path. */
  given: ReadonlyMap<string, Uint8Array | null>
}

export type State = 'same' | 'gone' | 'look'

/** How many files are looked at at a time. */
const BATCH = 256

/** How a worktree differs from its base, at first sight. */
export interface Sight {
  /** `same`: surely untouched. `gone`: surely not there. `look`: its contents decide. */
  state: (path: string) => State | Promise<State>
  /** Where its entries can be read. */
  folder: string
  /** What is there and not ignored. */
  found: Iterable<string>
}

/** Paths whose kind, contents or executable bit are not what they should be, sorted. */
export async function changedPaths(expected: Expected, sight: Sight): Promise<string[]> {
  const known = new Set([...expected.paths, ...expected.given.keys()])
  const changed: string[] = []
  const paths = [...known]
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH)
    const states = await Promise.all(batch.map(async (path) => await sight.state(path)))
    for (const [index, path] of batch.entries()) {
      if (states[index] === 'same') continue
      const is = states[index] === 'gone' ? null : await entryAt(sight.folder, path)
      if (!sameEntry(is, await expectedEntry(expected, path))) changed.push(path)
    }
  }
  for (const path of sight.found) if (!known.has(path)) changed.push(path)
  return changed.toSorted()
}

async function expectedEntry({ root, given }: Expected, path: string): Promise<Entry> {
  const bytes = given.get(path)
  if (bytes === null) return null
  const base = await entryAt(root, path)
  if (bytes === undefined) return base
  return { kind: 'file', bytes, executable: base?.kind === 'file' && base.executable }
}

/** The file or link at a path below `root`; no link is followed. */
async function entryAt(root: string, path: string): Promise<Entry> {
  const kind = await entryKind(root, path)
  if (kind === 'link') {
    const target = await readlink(join(root, path)).catch(() => null)
    return target === null ? null : { kind, target }
  }
  const bytes = kind === 'file' ? await readRegularFile(root, path) : null
  if (bytes === null) return null
  const stats = await lstat(join(root, path)).catch(() => null)
  return { kind: 'file', bytes, executable: ((stats?.mode ?? 0) & constants.S_IXUSR) !== 0 }
}

function sameEntry(one: Entry, other: Entry): boolean {
  if (one === null || other === null) return one === other
  if (one.kind === 'link') return other.kind === 'link' && one.target === other.target
  return other.kind === 'file' && one.executable === other.executable && Buffer.compare(one.bytes, other.bytes) === 0
}
