import type { Edit, PatchProposal } from '@upkeep/schema'
import { decodeText, editsBetween } from '@upkeep/workspace'

/** What becomes of proposals that a formatter puts together: one proposal with these edits. */
export type Merge<P> = (group: readonly P[], edits: readonly Edit[]) => P

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
  const hunks: Edit[] = []
  for (const [path, after] of formatted) {
    const before = await read(path)
    const between = editsBetween(path, before, after)
    if (between === null) continue
    bases.set(path, Buffer.from(before ?? []))
    hunks.push(...between)
  }
  const groups = connected(proposals, hunks)
  return groups.flatMap(({ members, own }) => {
    if (members.length === 0 || own.length === 0 || isSame(members, own, bases)) return members
    const kept = members.flatMap(({ edits }) => edits.filter(({ path }) => !bases.has(path)))
    return [merge(members, [...kept, ...own])]
  })
}

interface Group<P> {
  members: P[]
  own: Edit[]
}

/** Proposals and hunks that hang together, in the order of the proposals. A hunk that nobody's edit touches goes with its neighbour. */
function connected<P extends PatchProposal>(proposals: readonly P[], hunks: readonly Edit[]): Group<P>[] {
  const groupOf = new Map<Edit, Group<P>>()
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

function touchedBy({ path, start, end }: Edit, hunks: readonly Edit[]): Edit[] {
  const there = hunks.filter((hunk) => hunk.path === path)
  const touching = there.filter((hunk) => hunk.start <= end && hunk.end >= start)
  const near = touching.length > 0 ? null : nearest({ path, start, end }, there)
  return near === null ? touching : [near]
}

function nearest(place: Pick<Edit, 'path' | 'start' | 'end'>, hunks: readonly Edit[]): Edit | null {
  const distance = (hunk: Edit) => Math.max(hunk.start - place.end, place.start - hunk.end)
  const [first = null] = hunks
    .filter(({ path }) => path === place.path)
    .toSorted((one, other) => distance(one) - distance(other))
  return first
}

/** Whether the proposals' own edits give those lines already. */
function isSame(members: readonly PatchProposal[], own: readonly Edit[], bases: ReadonlyMap<string, Buffer>): boolean {
  return [...new Set(own.map(({ path }) => path))].every((path) => {
    const base = bases.get(path) ?? Buffer.alloc(0)
    const there = (edits: readonly Edit[]) => edits.filter((edit) => edit.path === path)
    return spliced(base, there(members.flatMap(({ edits }) => edits))).equals(spliced(base, there(own)))
  })
}

function spliced(base: Buffer, edits: readonly Edit[]): Buffer {
  const encoding = decodeText(base)?.encoding ?? 'utf-8'
  const parts: Uint8Array[] = []
  let end = 0
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    parts.push(base.subarray(end, edit.start), Buffer.from(edit.text ?? '', encoding))
    end = edit.end
  }
  return Buffer.concat([...parts, base.subarray(end)])
}
