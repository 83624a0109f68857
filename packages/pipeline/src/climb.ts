import { prove } from '@upkeep/proof'
import type { Verified } from '@upkeep/proof'
import type {
  Attempt,
  Budget,
  Finding,
  Id,
  LadderRung,
  PatchProposal,
  Recorder,
  RungLevel,
  Skip,
  Verdict,
} from '@upkeep/schema'
import type { OpenFinding } from './definition.ts'

/** What bounds a climb; a replay needs the same bounds to come to the same decisions. */
export interface ClimbLimits {
  /** Files that one batch may touch. */
  files: number
  /** Findings that are handed to models. */
  findings: number
  /** `turns` are those of one attempt. */
  budget: Budget
  /** What no model call may spend. */
  reserve: Budget
  secondsPerCall: number
}

export interface ClimbParts<X, P extends PatchProposal<X>> {
  batch: string
  findings: readonly Finding<X>[]
  rungs: readonly LadderRung[]
  most: ClimbLimits
  /** Findings that a model is asked for in one attempt. */
  together?: readonly (readonly Id[])[]
  /** Called with what is open until it yields nothing; then the next rung is climbed. */
  propose: (open: readonly OpenFinding<X, P>[], rung: RungLevel) => AsyncIterable<P | Skip>
  /** Asks no model. A probe steers; only a proof mints. */
  judge: (subset: readonly P[], depth: 'probe' | 'proof') => Promise<Verdict>
  recorder: Recorder
}

export interface Climbed<P extends PatchProposal> {
  verified: Verified<P> | null
  attempts: Attempt<P>[]
  skips: Skip[]
}

/**
 * Rounds over the ladder for the findings of one batch: propose, probe the union, note who stands and who is refused and why,
 * until the rung yields nothing; in the end the standing proposals are proven as one tree (design §3). Every decision depends on what
 * `propose` and `judge` give, and both are recorded.
 */
export async function climb<X, P extends PatchProposal<X>>(parts: ClimbParts<X, P>): Promise<Climbed<P>> {
  const { batch, findings, rungs, most, recorder, together = [] } = parts
  const groups = together.length === 0 ? {} : { together: together.map((ids) => [...ids]) }
  recorder.append({ kind: 'ladder', batch, rungs: [...rungs], findings: findings.map(({ id }) => id), ...groups, most })
  const attempts = new Map<string, Attempt<P>[]>()
  const skips: Skip[] = []
  for (const { level } of rungs) {
    const leave = (skip: Skip) => {
      skips.push(skip)
      const { findings: left, code, reason } = skip
      recorder.append({ kind: 'skip', rung: level, findings: left, code, reason })
    }
    for (;;) {
      const open = openFindings(findings, attempts, level, rungs[0]?.level)
      const fresh = withinLimits(await collect(parts.propose(open, level), leave), most.files, leave)
      if (fresh.length === 0) break
      for (const proposal of fresh) recordProposal(proposal, level, recorder)
      const { passing, verdict, refused } = await prove(batch, fresh, judgeAt(parts, 'probe'))
      for (const attempt of refused) {
        // what a model wrote for one finding is not refused for what it wrote for another one beside it
        const alone = level === 'L0' || fresh.length === 1 ? null : await judgeAt(parts, 'probe')([attempt.proposal])
        note(attempts, { ...attempt, rung: level, ...(alone === null ? {} : { verdict: alone }) }, recorder)
      }
      if (verdict !== null) for (const proposal of passing) note(attempts, { proposal, rung: level, verdict }, recorder)
    }
  }
  const all = [...new Set([...attempts.values()].flat())]
  const final = await prove(batch, standing(all), judgeAt(parts, 'proof'))
  return { verified: final.verified, attempts: settle(all, final.refused, final.verdict), skips }
}

function judgeAt<X, P extends PatchProposal<X>>(
  { batch, judge, recorder }: ClimbParts<X, P>,
  depth: 'probe' | 'proof',
) {
  return async (subset: readonly P[]): Promise<Verdict> => {
    const verdict = await judge(subset, depth)
    const { status, suspects, reasons, score } = verdict
    const proposals = subset.map(({ id }) => id)
    recorder.append({ kind: 'judgement', batch, depth, proposals, status, suspects, reasons, score })
    return verdict
  }
}

/** On the first rung all findings; above it, those that no lower rung proved. */
function openFindings<X, P extends PatchProposal<X>>(
  findings: readonly Finding<X>[],
  attempts: ReadonlyMap<string, Attempt<P>[]>,
  rung: RungLevel,
  first: RungLevel | undefined,
): OpenFinding<X, P>[] {
  return findings
    .map((finding) => ({ finding, attempts: attempts.get(finding.id) ?? [] }))
    .filter(
      (open) =>
        rung === first ||
        !open.attempts.some(({ verdict, rung: made }) => verdict.status === 'proven' && made !== rung),
    )
}

async function collect<P extends PatchProposal>(
  yielded: AsyncIterable<P | Skip>,
  leave: (skip: Skip) => void,
): Promise<P[]> {
  const proposals: P[] = []
  for await (const item of yielded) {
    if ('code' in item) leave(item)
    else proposals.push(item)
  }
  return proposals
}

/** The batch is cut at the grant's number of files; what is over waits for the next run, and says so. */
function withinLimits<P extends PatchProposal>(
  proposals: readonly P[],
  most: number,
  leave: (skip: Skip) => void,
): P[] {
  const files = new Set<string>()
  const kept: P[] = []
  for (const proposal of proposals) {
    const added = proposal.edits.filter(({ path }) => !files.has(path)).map(({ path }) => path)
    if (files.size + new Set(added).size <= most) {
      for (const path of added) files.add(path)
      kept.push(proposal)
      continue
    }
    const reason = `one batch touches ${most} files at most; the next run takes this one up`
    leave({ findings: proposal.findings, code: 'open-limit', reason })
  }
  return kept
}

function note<P extends PatchProposal>(
  attempts: Map<string, Attempt<P>[]>,
  attempt: Attempt<P>,
  recorder: Recorder,
): void {
  for (const id of attempt.proposal.findings) attempts.set(id, [...(attempts.get(id) ?? []), attempt])
  const { status, depth, reasons } = attempt.verdict
  recorder.append({ kind: 'verdict', proposal: attempt.proposal.id, rung: attempt.rung, status, depth, reasons })
}

function recordProposal(proposal: PatchProposal, rung: RungLevel, recorder: Recorder): void {
  const files = [...new Set(proposal.edits.map(({ path }) => path))]
  const patch = recorder.blob(Buffer.from(JSON.stringify(proposal.edits)), 'patch')
  recorder.append({
    kind: 'proposal',
    id: proposal.id,
    findings: proposal.findings,
    rung,
    proposal: proposal.kind,
    files,
    patch,
  })
}

/** Of rivals (equal ids) the proven one with the highest score. */
function standing<P extends PatchProposal>(attempts: readonly Attempt<P>[]): P[] {
  const proven = attempts.filter(({ verdict }) => verdict.status === 'proven')
  return [...Map.groupBy(proven, ({ proposal }) => proposal.id).values()].map(
    (rivals) => rivals.reduce((best, rival) => (rival.verdict.score > best.verdict.score ? rival : best)).proposal,
  )
}

/** The proof has the last word: what it refused is refused, what it passed carries its verdict. */
function settle<P extends PatchProposal>(
  attempts: readonly Attempt<P>[],
  refused: readonly { proposal: P; verdict: Verdict }[],
  verdict: Verdict | null,
): Attempt<P>[] {
  const last = new Map(refused.map((refusal) => [refusal.proposal, refusal.verdict]))
  return attempts.map((attempt) => {
    const final = last.get(attempt.proposal) ?? (attempt.verdict.status === 'proven' ? verdict : null)
    return final === null ? attempt : { ...attempt, verdict: final }
  })
}
