import type { Edit, PatchProposal } from '@upkeep/schema'
import { sha256 } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import { diffArrays } from 'diff'
import type { Merge } from './reformat.ts'

/** Whole lines of a base file that become others. */
interface Hunk {
  path: string
  /** Bytes of the base. */
  start: number
  end: number
  bytes: Buffer
}

/**
 * Proposals whose union is to give these contents: one whose lines a formatter left as the proposal made them stays as it is; those
 * whose lines it changed, or that meet in one hunk, become one.
 */
export async function regrouped<P extends PatchProposal>(
  proposals: readonly P[],
  formatted: ReadonlyMap<string, Uint8Array>,
  merge: Merge<P>,
  read: (path: string) => Promise<Uint8Array | null>,
): Promise<P[]> {
  const bases = new Map<string, Buffer>()
  const hunks: Hunk[] = []
  for (const [path, after] of formatted) {
    const before = await read(path)
    if (before === null) continue
    bases.set(path, Buffer.from(before))
    hunks.push(...hunksOf(path, Buffer.from(before), Buffer.from(after)))
  }
  const groups = connected(proposals, hunks)
  return groups.flatMap(({ members, own }) => {
    if (members.length === 0 || own.length === 0 || isSame(members, own, bases)) return members
    const kept = members.flatMap(({ edits }) => edits.filter(({ path }) => !bases.has(path)))
    return [merge(members, [...kept, ...own.map((hunk) => editOf(hunk, bases))])]
  })
}

function hunksOf(path: string, before: Buffer, after: Buffer): Hunk[] {
  const hunks: Hunk[] = []
  let offset = 0
  let open: { start: number; end: number; text: string } | null = null
  for (const { added, removed, value } of diffArrays(linesOf(before), linesOf(after))) {
    const text = value.join('')
    if (!added && !removed) {
      if (open !== null) hunks.push({ path, start: open.start, end: open.end, bytes: Buffer.from(open.text, 'latin1') })
      open = null
      offset += text.length
      continue
    }
    open ??= { start: offset, end: offset, text: '' }
    if (added) open.text += text
    else open.end = offset += text.length
  }
  if (open !== null) hunks.push({ path, start: open.start, end: open.end, bytes: Buffer.from(open.text, 'latin1') })
  return hunks
}

/** One character per byte, so that offsets are bytes. */
function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []
}

interface Group<P> {
  members: P[]
  own: Hunk[]
}

/** Proposals and hunks that hang together, in the order of the proposals. A hunk that nobody's edit touches goes with its neighbour. */
function connected<P extends PatchProposal>(proposals: readonly P[], hunks: readonly Hunk[]): Group<P>[] {
  const groupOf = new Map<Hunk, Group<P>>()
  const groups: Group<P>[] = []
  for (const proposal of proposals) {
    const touched = [...new Set(proposal.edits.flatMap((edit) => touchedBy(edit, hunks)))]
    const known = [...new Set(touched.flatMap((hunk) => groupOf.get(hunk) ?? []))]
    const group = known[0] ?? { members: [], own: [] }
    if (known.length === 0) groups.push(group)
    for (const other of known.slice(1)) {
      group.members.push(...other.members)
      group.own.push(...other.own)
      groups.splice(groups.indexOf(other), 1)
    }
    group.members.push(proposal)
    group.own.push(...touched.filter((hunk) => !group.own.includes(hunk)))
    for (const hunk of group.own) groupOf.set(hunk, group)
  }
  for (const hunk of hunks) {
    if (groupOf.has(hunk)) continue
    const near = nearest(hunk, [...groupOf.keys()])
    if (near !== null) groupOf.get(near)?.own.push(hunk)
  }
  return groups
}

function touchedBy({ path, start, end }: Edit, hunks: readonly Hunk[]): Hunk[] {
  const there = hunks.filter((hunk) => hunk.path === path)
  const touching = there.filter((hunk) => hunk.start <= end && hunk.end >= start)
  const near = touching.length > 0 ? null : nearest({ path, start, end }, there)
  return near === null ? touching : [near]
}

function nearest(place: Pick<Hunk, 'path' | 'start' | 'end'>, hunks: readonly Hunk[]): Hunk | null {
  const distance = (hunk: Hunk) => Math.max(hunk.start - place.end, place.start - hunk.end)
  const [first = null] = hunks
    .filter(({ path }) => path === place.path)
    .toSorted((one, other) => distance(one) - distance(other))
  return first
}

/** Whether the proposals' own edits give those lines already. */
function isSame(members: readonly PatchProposal[], own: readonly Hunk[], bases: ReadonlyMap<string, Buffer>): boolean {
  return [...new Set(own.map(({ path }) => path))].every((path) => {
    const base = bases.get(path) ?? Buffer.alloc(0)
    const encoding = encodingOf(base)
    const edits = members
      .flatMap((one) => one.edits)
      .filter((edit) => edit.path === path)
      .map(({ start, end, text }) => ({ start, end, bytes: Buffer.from(text ?? '', encoding) }))
    return spliced(base, edits).equals(
      spliced(
        base,
        own.filter((hunk) => hunk.path === path),
      ),
    )
  })
}

function spliced(base: Buffer, edits: readonly { start: number; end: number; bytes: Buffer }[]): Buffer {
  const parts: Uint8Array[] = []
  let end = 0
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    parts.push(base.subarray(end, edit.start), edit.bytes)
    end = edit.end
  }
  return Buffer.concat([...parts, base.subarray(end)])
}

function editOf({ path, start, end, bytes }: Hunk, bases: ReadonlyMap<string, Buffer>): Edit {
  const base = bases.get(path) ?? Buffer.alloc(0)
  return { path, blob: sha256(base), start, end, text: bytes.toString(encodingOf(base)) }
}

function encodingOf(bytes: Buffer): 'utf-8' | 'latin1' {
  return decodeText(bytes)?.encoding ?? 'utf-8'
}
