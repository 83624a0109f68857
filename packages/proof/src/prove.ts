import type { PatchProposal, Proposal, Verdict } from '@upkeep/schema'
import { shortestFailingPrefix } from './bisection.ts'

declare const minted: unique symbol

/**
 * Proposals that were proven jointly, as one tree. Only `prove` makes one, from a verdict of depth `proof`; the brand is
 * lost in JSON on purpose, so what is read from a file never passes as proven.
 */
export interface Verified<P extends Proposal = PatchProposal> {
  readonly [minted]: true
  readonly batch: string
  readonly proposals: readonly P[]
  readonly verdict: Verdict
}

export interface Proven<P extends Proposal> {
  /** The largest subset found that was judged jointly, exactly as returned; empty where nothing stands. */
  passing: readonly P[]
  /** The verdict on exactly `passing`; null where it is empty. */
  verdict: Verdict | null
  /** Minted only if that verdict is a proof. */
  verified: Verified<P> | null
  refused: readonly { proposal: P; verdict: Verdict }[]
}

export type Judge<P extends Proposal> = (subset: readonly P[]) => Promise<Verdict>

/**
 * The largest proven subset, union first: in the good case one judgement decides all.
 *
 * What a verdict blames is set aside; where it blames nothing, prefix bisection finds the shortest failing prefix and refuses its
 * last member. Blame can be wrong, so what was set aside and did not turn the verdict is tried again on top of what stands.
 * A verdict of `unproven` is no failure that a subset could escape: its suspects are refused, or everything where it names none.
 * Judgements for 20 proposals at 5 % bad: `npm run bench -- batches`.
 *
 * @param byRisk the least risky first; bisection keeps what comes early.
 */
export async function prove<P extends Proposal>(
  batch: string,
  byRisk: readonly P[],
  judge: Judge<P>,
): Promise<Proven<P>> {
  const search = new Search(byRisk, judge)
  let open = byRisk
  while (open.length > 0) open = await search.grow(open)
  const { stand, verdict } = search
  const refused = search.refused.toSorted((a, b) => byRisk.indexOf(a.proposal) - byRisk.indexOf(b.proposal))
  return { passing: stand, verdict, verified: verdict === null ? null : mint(batch, stand, verdict), refused }
}

/** The only place that makes one: a verdict of depth `proof` over exactly these proposals. */
function mint<P extends Proposal>(batch: string, proposals: readonly P[], verdict: Verdict): Verified<P> | null {
  if (verdict.depth !== 'proof') return null
  const bare: Omit<Verified<P>, typeof minted> = { batch, proposals, verdict }
  return bare as Verified<P>
}

interface Aside<P> {
  proposals: readonly P[]
  verdict: Verdict
}

class Search<P extends Proposal> {
  /** Judged jointly, with this verdict on exactly these. */
  stand: readonly P[] = []
  verdict: Verdict | null = null
  readonly refused: { proposal: P; verdict: Verdict }[] = []
  private readonly order: ReadonlyMap<P, number>
  private readonly judge: Judge<P>

  constructor(all: readonly P[], judge: Judge<P>) {
    this.order = new Map(all.map((proposal, index) => [proposal, index]))
    this.judge = judge
  }

  /** Adds what it can of `candidates` to what stands; returns those whose blame is in doubt, always fewer. */
  async grow(candidates: readonly P[]): Promise<readonly P[]> {
    const aside: Aside<P>[] = []
    let rest = candidates
    let turned = false // the last group that was set aside is what made the difference
    while (rest.length > 0) {
      const verdict = await this.judgeWith(rest)
      if (verdict.status === 'proven') break
      const blamed = new Set(verdict.suspects)
      const suspects = rest.filter((proposal) => blamed.has(proposal.id))
      const out = suspects.length > 0 || verdict.status === 'refuted' ? suspects : rest
      turned = out.length > 0 && verdict.status === 'refuted'
      if (verdict.status === 'unproven') this.refuse(out, verdict)
      else if (out.length > 0) aside.push({ proposals: out, verdict })
      const gone = new Set(out.length > 0 ? out : [await this.culprit(rest, verdict)])
      rest = rest.filter((proposal) => !gone.has(proposal) && !this.stand.includes(proposal))
    }
    const last = turned ? aside.pop() : undefined
    if (last !== undefined) this.refuse(last.proposals, last.verdict)
    return this.inOrder(aside.flatMap(({ proposals }) => proposals))
  }

  /** Judges these on top of what stands; what is proven stands from then on. */
  private async judgeWith(more: readonly P[]): Promise<Verdict> {
    const subset = this.inOrder([...this.stand, ...more])
    const verdict = await this.judge(subset)
    if (verdict.status === 'proven') {
      this.stand = subset
      this.verdict = verdict
    }
    return verdict
  }

  /** Refuses the last member of the shortest failing prefix; the prefix before it stands. */
  private async culprit(rest: readonly P[], verdict: Verdict): Promise<P> {
    const base = new Set(this.stand)
    const at = await shortestFailingPrefix(rest.length, async (length) => {
      const prefix = rest.slice(0, length).filter((proposal) => !base.has(proposal) && !this.stand.includes(proposal))
      return prefix.length === 0 || (await this.judgeWith(prefix)).status === 'proven'
    })
    const found = rest[at - 1]
    if (found === undefined) throw new Error('an empty list of proposals can not fail')
    this.refuse([found], verdict)
    return found
  }

  private refuse(proposals: readonly P[], verdict: Verdict): void {
    this.refused.push(...proposals.map((proposal) => ({ proposal, verdict })))
  }

  private inOrder(proposals: readonly P[]): readonly P[] {
    return proposals.toSorted((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0))
  }
}
