import { shortestFailingPrefix } from './bisection.ts'

/** What a fix-point asks of the world: a check, and whom its messages blame. */
export interface FixpointPorts<E, D> {
  /** What the check says with exactly these edits and not without any; empty where it is no worse. */
  check(on: readonly E[]): Promise<readonly D[]>
  /** What makes two messages of different runs the same; two of a run may share a key. */
  key(message: D): string
  /** Whom one message blames, of the edits that are on; empty where nobody knows. */
  blame(message: D, on: readonly E[]): readonly E[] | Promise<readonly E[]>
  /** The function that an edit stands in, as a key: of each, one dropped edit is tried again per round. */
  scope(edit: E): string | Promise<string>
}

export interface Fixpoint<E, D> {
  /** The check was run on exactly these, and it is no worse. */
  kept: readonly E[]
  /** What spoke against each of the others, the last time that it was on. */
  dropped: ReadonlyMap<E, readonly D[]>
  /** How often the check ran. */
  runs: number
  /** Dropped and not tried again: the limit of runs was reached. */
  untried: readonly E[]
}

/**
 * The edits that a check bears together (workflows §1.4). All are put on at once; what a new message blames goes, until there is
 * none, so every round drops at least one; where nobody is to blame, the last of the shortest failing prefix.
 *
 * Blame is a guess. Who was dropped for messages that stay is taken back as soon as the check passes; after that the dropped edits
 * come back, one per function and round, those first that were blamed along with others, and stay where they add no message.
 *
 * @param mostRuns the rounds of coming back stop there; going down to what passes never does.
 */
export async function fixpoint<E, D>(
  edits: readonly E[],
  ports: FixpointPorts<E, D>,
  mostRuns = Infinity,
): Promise<Fixpoint<E, D>> {
  const search: Search<E, D> = { ports, runs: 0, dropped: new Map(), shared: new Set() }
  let kept = await settle([], edits, search)
  const open = new Set(search.dropped.keys())
  while (open.size > 0 && search.runs < mostRuns) {
    const round = await oneOfEachScope(open, search)
    for (const edit of round) {
      open.delete(edit)
      search.dropped.delete(edit)
    }
    kept = await settle(kept, round, search)
  }
  const order = new Map(edits.map((edit, index) => [edit, index]))
  const sorted = kept.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return { kept: sorted, dropped: search.dropped, runs: search.runs, untried: [...open] }
}

interface Search<E, D> {
  ports: FixpointPorts<E, D>
  runs: number
  dropped: Map<E, readonly D[]>
  /** Blamed along with others, so that each of them may be innocent. */
  shared: Set<E>
}

/** Adds what it can of `more` to `base`, which passes. */
async function settle<E, D>(base: readonly E[], more: readonly E[], search: Search<E, D>): Promise<readonly E[]> {
  const { ports, dropped } = search
  let on = more
  let previous: { guilty: Map<E, D[]>; messages: readonly D[] } | null = null
  const acquitted = new Set<E>()
  while (on.length > 0) {
    const messages = await ask([...base, ...on], search)
    for (const edit of previous === null ? [] : stillAccused(previous, messages, ports)) acquitted.add(edit)
    if (messages.length === 0) break
    const guilty = await accused(messages, on, search)
    if (guilty.size === 0) guilty.set(await culprit(base, on, search), [...messages])
    for (const [edit, own] of guilty) dropped.set(edit, own)
    previous = { guilty, messages }
    on = on.filter((edit) => !guilty.has(edit))
  }
  const passing = [...base, ...on]
  const again = more.filter((edit) => acquitted.has(edit))
  if (again.length === 0 || again.length === more.length) return passing
  for (const edit of again) dropped.delete(edit)
  return await settle(passing, again, search)
}

async function ask<E, D>(on: readonly E[], search: Search<E, D>): Promise<readonly D[]> {
  search.runs += 1
  return await search.ports.check(on)
}

async function accused<E, D>(
  messages: readonly D[],
  on: readonly E[],
  { ports, shared }: Search<E, D>,
): Promise<Map<E, D[]>> {
  const guilty = new Map<E, D[]>()
  for (const message of messages) {
    const blamed = await ports.blame(message, on)
    for (const edit of blamed) {
      guilty.set(edit, [...(guilty.get(edit) ?? []), message])
      if (blamed.length > 1) shared.add(edit)
    }
  }
  return guilty
}

/** Those who were dropped for nothing: every message that spoke against them is still there without them. */
function stillAccused<E, D>(
  { guilty, messages }: { guilty: Map<E, D[]>; messages: readonly D[] },
  now: readonly D[],
  ports: FixpointPorts<E, D>,
): E[] {
  const count = (list: readonly D[]) => Map.groupBy(list, (message) => ports.key(message))
  const [before, after] = [count(messages), count(now)]
  const stays = (message: D) =>
    (after.get(ports.key(message))?.length ?? 0) >= (before.get(ports.key(message))?.length ?? 0)
  return [...guilty].filter(([, own]) => own.every(stays)).map(([edit]) => edit)
}

async function oneOfEachScope<E, D>(open: ReadonlySet<E>, { ports, shared }: Search<E, D>): Promise<E[]> {
  const bySurety = [...open].toSorted((a, b) => Number(shared.has(a)) - Number(shared.has(b)))
  const keyed = await Promise.all(bySurety.map(async (edit) => [await ports.scope(edit), edit] as const))
  return [...new Map(keyed).values()]
}

/** The last edit of the shortest prefix that the check does not bear on top of `base`. */
async function culprit<E, D>(base: readonly E[], on: readonly E[], search: Search<E, D>): Promise<E> {
  const length = await shortestFailingPrefix(
    on.length,
    async (count) => (await ask([...base, ...on.slice(0, count)], search)).length === 0,
  )
  const found = on[length - 1]
  if (found === undefined) throw new Error('an empty list of edits can not fail')
  return found
}
