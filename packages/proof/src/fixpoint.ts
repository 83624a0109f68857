import { shortestFailingPrefix } from './bisection.ts'

/** What a fix-point asks of the world: a check, and whom its messages blame. */
export interface FixpointPorts<E, D> {
  /** What the check says with exactly these edits and not without any; empty where it is no worse. */
  check(on: readonly E[]): Promise<readonly D[]>
  /** Whom one message blames, of the edits that are on; empty where nobody knows. */
  blame(message: D, on: readonly E[]): readonly E[] | Promise<readonly E[]>
  /** The function that an edit stands in, as a key: of each, one blamed edit is tried again per round. */
  scope(edit: E): string | Promise<string>
}

export interface Fixpoint<E, D> {
  /** The check was run on exactly these, and it is no worse. */
  kept: readonly E[]
  /** What spoke against each of the others, the last time that it was on. */
  dropped: ReadonlyMap<E, readonly D[]>
  /** How often the check ran. */
  runs: number
  /** Blamed together with others, and not tried again: the limit of runs was reached. */
  untried: readonly E[]
}

/**
 * The edits that a check bears together (workflows §1.4). All are put on at once; what a new message blames goes, until there is
 * none, so every round drops at least one; where nobody is to blame, the last of the shortest failing prefix. Blame is a guess:
 * dropped edits come back, one per function and round, and stay where they add no message.
 *
 * @param mostRuns the rounds of coming back stop there; going down to what passes never does.
 */
export async function fixpoint<E, D>(
  edits: readonly E[],
  ports: FixpointPorts<E, D>,
  mostRuns = Infinity,
): Promise<Fixpoint<E, D>> {
  const state: State<E, D> = { dropped: new Map(), runs: 0 }
  let kept = await settle([], edits, ports, state)
  let open = [...state.dropped.keys()]
  while (open.length > 0 && state.runs < mostRuns) {
    const keyed = await Promise.all(open.map(async (edit) => [await ports.scope(edit), edit] as const))
    const round = [...new Map(keyed).values()]
    for (const edit of round) state.dropped.delete(edit)
    kept = await settle(kept, round, ports, state)
    const tried = new Set(round)
    open = open.filter((edit) => !tried.has(edit))
  }
  const order = new Map(edits.map((edit, index) => [edit, index]))
  const sorted = kept.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return { kept: sorted, dropped: state.dropped, runs: state.runs, untried: open }
}

interface State<E, D> {
  dropped: Map<E, readonly D[]>
  runs: number
}

/** Adds what it can of `more` to `base`, which passes; what a message blames is dropped. */
async function settle<E, D>(
  base: readonly E[],
  more: readonly E[],
  ports: FixpointPorts<E, D>,
  state: State<E, D>,
): Promise<readonly E[]> {
  let on = more
  while (on.length > 0) {
    state.runs += 1
    const messages = await ports.check([...base, ...on])
    if (messages.length === 0) break
    const guilty = new Map<E, D[]>()
    for (const message of messages)
      for (const edit of await ports.blame(message, on)) guilty.set(edit, [...(guilty.get(edit) ?? []), message])
    const out = guilty.size > 0 ? [...guilty.keys()] : [await culprit(base, on, ports, state)]
    for (const edit of out) state.dropped.set(edit, guilty.get(edit) ?? messages)
    const gone = new Set(out)
    on = on.filter((edit) => !gone.has(edit))
  }
  return [...base, ...on]
}

/** The last edit of the shortest prefix that the check does not bear on top of `base`. */
async function culprit<E, D>(
  base: readonly E[],
  on: readonly E[],
  ports: FixpointPorts<E, D>,
  state: State<E, D>,
): Promise<E> {
  const length = await shortestFailingPrefix(on.length, async (count) => {
    state.runs += 1
    return (await ports.check([...base, ...on.slice(0, count)])).length === 0
  })
  const found = on[length - 1]
  if (found === undefined) throw new Error('an empty list of edits can not fail')
  return found
}
