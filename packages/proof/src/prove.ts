import type { PatchProposal, Proposal, Verdict } from '@upkeep/schema'

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
 * What a verdict blames is dropped; where it blames nothing, prefix bisection finds the shortest failing prefix and drops its
 * last member (6.1 judgements instead of 20 for 20 proposals at 5 % bad, see docs/architecture.md). A verdict of `unproven`
 * with no suspects refuses everything at once: no subset would fare better.
 *
 * @param byRisk the least risky first; bisection keeps what comes early.
 */
export async function prove<P extends Proposal>(
  batch: string,
  byRisk: readonly P[],
  judge: Judge<P>,
): Promise<Proven<P>> {
  const refused: { proposal: P; verdict: Verdict }[] = []
  let rest = byRisk
  while (rest.length > 0) {
    const verdict = await judge(rest)
    if (verdict.status === 'proven') return { passing: rest, verdict, verified: mint(batch, rest, verdict), refused }
    const out = await culprits(rest, verdict, judge)
    refused.push(...out.map((proposal) => ({ proposal, verdict })))
    const gone = new Set(out)
    rest = rest.filter((proposal) => !gone.has(proposal))
  }
  return { passing: [], verdict: null, verified: null, refused }
}

function mint<P extends Proposal>(batch: string, proposals: readonly P[], verdict: Verdict): Verified<P> | null {
  if (verdict.depth !== 'proof') return null
  const bare: Omit<Verified<P>, typeof minted> = { batch, proposals, verdict }
  return bare as Verified<P>
}

async function culprits<P extends Proposal>(
  all: readonly P[],
  verdict: Verdict,
  judge: Judge<P>,
): Promise<readonly P[]> {
  const blamed = new Set(verdict.suspects)
  const suspects = all.filter((proposal) => blamed.has(proposal.id))
  if (suspects.length > 0) return suspects
  if (verdict.status === 'unproven') return all
  return [await lastOfShortestFailingPrefix(all, judge)]
}

async function lastOfShortestFailingPrefix<P extends Proposal>(all: readonly P[], judge: Judge<P>): Promise<P> {
  let passes = 0 // this prefix passes
  let fails = all.length // this one fails
  while (fails - passes > 1) {
    const middle = (passes + fails) >> 1
    if ((await judge(all.slice(0, middle))).status === 'proven') passes = middle
    else fails = middle
  }
  const culprit = all[fails - 1]
  if (culprit === undefined) throw new Error('an empty list of proposals can not fail')
  return culprit
}
