import { structuredPatch } from 'diff'
import { readCommit } from './commits.ts'
import { readObject, walkTree } from './objects.ts'
import type { ObjectStore, TreeFile } from './objects.ts'

/** One changed file, as GitHub lists it. */
export interface Change {
  filename: string
  previous: string | null
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed'
  additions: number
  deletions: number
  sha: string
  /** The hunks; null for binary files, for what has no changed line, and for more than 3,000 changed lines. */
  patch: string | null
}

/** One hunk of a patch: the lines that it shows, on either side. */
export interface Hunk {
  left: Set<number>
  right: Set<number>
}

const PATCH_LINES = 3_000

/** The changes from one commit's tree to another's, by path. A moved file counts as renamed only when its bytes are the same. */
export function changesBetween(store: ObjectStore, base: string, head: string): Change[] {
  const before = filesOf(store, base)
  const after = filesOf(store, head)
  const gone = new Map([...before].filter(([path]) => !after.has(path)))
  const changes: Change[] = []
  for (const [path, file] of after) {
    const old = before.get(path)
    if (old?.sha === file.sha && old.mode === file.mode) continue
    const moved = old === undefined ? [...gone].find(([, one]) => one.sha === file.sha)?.[0] : undefined
    if (moved !== undefined) gone.delete(moved)
    changes.push(changeOf(store, path, moved ?? null, moved === undefined ? old : gone.get(moved), file))
  }
  for (const [path, file] of gone) changes.push(changeOf(store, path, null, file, undefined))
  return changes.toSorted((a, b) => Buffer.compare(Buffer.from(a.filename), Buffer.from(b.filename)))
}

function filesOf(store: ObjectStore, commit: string): Map<string, TreeFile> {
  const found = readCommit(store, commit)
  return found === null ? new Map<string, TreeFile>() : walkTree(store, found.tree)
}

function changeOf(
  store: ObjectStore,
  filename: string,
  previous: string | null,
  before: TreeFile | undefined,
  after: TreeFile | undefined,
): Change {
  const sha = (after ?? before)?.sha ?? ''
  const change = { filename, previous, sha, additions: 0, deletions: 0, patch: null }
  if (previous !== null) return { ...change, status: 'renamed' }
  if (before?.sha === after?.sha) return { ...change, status: 'changed' }
  const status = before === undefined ? 'added' : after === undefined ? 'removed' : 'modified'
  const [old, current] = [contentOf(store, before), contentOf(store, after)]
  if (old.includes(0) || current.includes(0)) return { ...change, status }
  const { hunks } = structuredPatch('a', 'b', old.toString('utf8'), current.toString('utf8'), '', '', { context: 3 })
  const lines = hunks.flatMap((hunk) => hunk.lines)
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length
  const [additions, deletions] = [count('+'), count('-')]
  const text = hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ])
  const shown = additions + deletions > 0 && additions + deletions <= PATCH_LINES
  return { ...change, status, additions, deletions, patch: shown ? text.join('\n') : null }
}

function contentOf(store: ObjectStore, file: TreeFile | undefined): Buffer {
  return (file === undefined ? null : readObject(store, file.sha, 'blob')) ?? Buffer.alloc(0)
}

/** git writes `-0,0` for a side without lines and leaves `,1` out. */
function range(start: number, lines: number): string {
  if (lines === 0) return `${Math.max(0, start - 1)},0`
  return lines === 1 ? `${start}` : `${start},${lines}`
}

/** The lines of each hunk that a review comment may stand on. */
export function hunksOf(patch: string): Hunk[] {
  const hunks: Hunk[] = []
  let [left, right] = [0, 0]
  for (const line of patch.split('\n')) {
    const head = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)
    if (head !== null) {
      ;[left, right] = [Number(head[1]), Number(head[2])]
      hunks.push({ left: new Set(), right: new Set() })
      continue
    }
    const hunk = hunks.at(-1)
    if (hunk === undefined || line.startsWith('\\')) continue
    if (!line.startsWith('+')) hunk.left.add(left++)
    if (!line.startsWith('-')) hunk.right.add(right++)
  }
  return hunks
}
