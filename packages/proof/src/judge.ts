import { isGivenSecrets } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import type { CheckRow, Evidence, PatchProposal, ProofClass, Verdict } from '@upkeep/schema'
import type { Composition } from '@upkeep/workspace'
import { Blame, suspectsOf } from './blame.ts'
import { changesOf } from './change.ts'
import { consult, knownOf } from './check-run.ts'
import type { CheckOpinion, CheckPorts } from './check-run.ts'
import { candidateRefusals } from './guard/candidate.ts'
import type { GuardPorts } from './guard/candidate.ts'
import type { Refusal } from './guard/refusal.ts'
import { notRunRow } from './needed/not-run-row.ts'
import { whyNotNeeded } from './needed/noticing.ts'
import { readAsText } from './needed/read-as-text.ts'
import { whySaysTheSame } from './needed/says-the-same.ts'
import { decideClass, isWithin } from './class/proof-class.ts'
import type { ClassDecision } from './class/class-decision.ts'
import type { ClassPorts } from './class/proof-class.ts'

export interface JudgePorts extends CheckPorts, ClassPorts, GuardPorts {
  /** Ids of checks that refuted something in this run; a bisection asks these first. */
  refuting: Set<string>
  onRefusal?: (refusal: Refusal, proposals: readonly PatchProposal[]) => void
}

export interface Candidate<P extends PatchProposal> {
  proposals: readonly P[]
  tree: Composition
  depth: 'probe' | 'proof'
  /** No model wrote any of it: checks that need a secret may see it. */
  trusted?: boolean
}

/** What the action demands of a proof, beside "no check is worse". */
export interface Demand<P extends PatchProposal> {
  /** The most that a patch of this action may be; one that is more is refuted. */
  atMost: ProofClass
  /** Checks that speak about this very proposal: at least one must be fine, or the proposal is unproven. */
  targets: (proposal: P) => readonly string[]
  /** A target that stays red but has strictly less to say supports as well; what it still says is told with the verdict. */
  partial?: true
}

/** A verdict with what a reader wants beside it. */
export interface Judgement {
  verdict: Verdict
  rows: CheckRow[]
  class: ProofClass | null
  guard: string | null
}

/** Judges a candidate by guards, proof class and the repository's own checks, whole. Asks no model. */
export async function judge<P extends PatchProposal>(
  candidate: Candidate<P>,
  demand: Demand<P>,
  ports: JudgePorts,
): Promise<Judgement> {
  const changes = await changesOf(ports.workspace, candidate.tree)
  const refused = await candidateRefusals(changes, candidate.tree, ports)
  if (refused.length > 0) return refusedByGuard(candidate, refused, ports)
  const decision = await decideClass(changes, ports, demand.atMost)
  if (!isWithin(decision.class, demand.atMost)) return refusedByClass(candidate, decision, demand.atMost)
  const rows: CheckRow[] = []
  const opinions: CheckOpinion[] = []
  const targets = new Set(candidate.proposals.flatMap((proposal) => demand.targets(proposal)))
  const asText = decision.class === 'behaviour' ? null : await readAsText(changes, ports.workspace)
  for (const found of failingFirst(ports)) {
    if (candidate.depth === 'probe' && opinions.some(({ says }) => says === 'worse')) break // it is refuted; the rest would cost only time
    const why =
      whyNotNeeded(found, decision.class, asText) ??
      (targets.has(found.check.id)
        ? null
        : await whySaysTheSame(found, { tree: candidate.tree, changes, decision, asText }, ports)) ?? // what is claimed is always run
      whyNoSecret(found, candidate, opinions)
    if (why === null) {
      const opinion = await consult(found, candidate, ports)
      if (opinion.says === 'worse') ports.refuting.add(found.check.id)
      opinions.push(opinion)
      rows.push(opinion.row)
    } else rows.push(notRunRow(found.check, why, (knownOf(found, ports) ?? ports.told.get(found.check.id))?.status))
  }
  return {
    verdict: await weigh(candidate, demand, decision, opinions, ports),
    rows,
    class: decision.class,
    guard: null,
  }
}

/** What is given a secret is asked last. */
function failingFirst({ checks, refuting }: JudgePorts): FoundCheck[] {
  const rank = (found: FoundCheck) => (isGivenSecrets(found) ? 1 : refuting.has(found.check.id) ? -1 : 0)
  return checks.toSorted((a, b) => rank(a) - rank(b))
}

/** Why a check does not get the secret that it would need: it runs once on a tree, where everything else bears the patch. */
function whyNoSecret(found: FoundCheck, { trusted }: Candidate<PatchProposal>, opinions: readonly CheckOpinion[]) {
  if (!isGivenSecrets(found)) return null
  const needs = `it needs the secret ${found.handed?.secrets[0] ?? ''}`
  if (trusted !== true) return `${needs}, which no tree with code of a model sees`
  return opinions.some(({ says }) => says === 'worse') ? `${needs}, and another check refutes the patch` : null
}

async function weigh<P extends PatchProposal>(
  candidate: Candidate<P>,
  demand: Demand<P>,
  decision: ClassDecision,
  opinions: readonly CheckOpinion[],
  ports: JudgePorts,
): Promise<Verdict> {
  const evidence: Evidence[] = opinions.map(({ after, before }) => ({ kind: 'check', after, before }))
  if (decision.class !== 'behaviour')
    evidence.push({ kind: 'same-program', proofClass: decision.class, files: decision.files.map(({ path }) => path) })
  const base = { depth: candidate.depth, tree: candidate.tree.tree, evidence, score: 0 }
  const worse = opinions.filter(({ says }) => says === 'worse')
  if (worse.length > 0) {
    const introduced = worse.flatMap((opinion) => opinion.introduced)
    const reasons = worse.map((opinion) => refusalOf(opinion))
    const suspects = await suspectsOf(introduced, candidate.proposals, blameIn(ports))
    return { ...base, status: 'refuted', reasons, suspects }
  }
  const supports = demand.partial === true ? ['fine', 'better'] : ['fine']
  const fine = new Set(opinions.filter(({ says }) => supports.includes(says)).map(({ row }) => row.id))
  const untold = candidate.proposals.filter((proposal) => !demand.targets(proposal).some((id) => fine.has(id)))
  if (untold.length === 0) return { ...base, status: 'proven', reasons: [], suspects: [] }
  const silent = opinions
    .filter(({ says }) => says === 'silent' || says === 'better')
    .map(({ row }) => `\`${row.command}\`: ${row.why ?? row.after}`)
  const reasons = silent.length > 0 ? silent : ['no check of the repository that speaks about this could be run']
  return { ...base, status: 'unproven', reasons, suspects: untold.map(({ id }) => id) }
}

const blames = new WeakMap<JudgePorts, Blame>()

/** One for all judgements of a run: it keeps the syntax of the files that it read. */
function blameIn(ports: JudgePorts): Blame {
  const known = blames.get(ports) ?? new Blame((path) => ports.workspace.read(path))
  blames.set(ports, known)
  return known
}

function refusalOf({ row, introduced, after }: CheckOpinion): string {
  const [first] = introduced
  if (after.status === 'not-run')
    return `\`${row.command}\` passes without the patch and can not be run with it: ${after.why ?? ''}`
  if (first === undefined)
    return `\`${row.command}\` passes without the patch and fails with it (exit code ${after.exit ?? 'none'})`
  const place = first.path === null ? '' : ` at ${first.path}${first.range === null ? '' : `:${first.range[0]}`}`
  const more = introduced.length > 1 ? ` and ${introduced.length - 1} more` : ''
  return `\`${row.command}\` reports ${first.rule || first.tool}${place}: ${first.message}${more}`
}

function refusedByGuard<P extends PatchProposal>(
  candidate: Candidate<P>,
  refused: readonly Refusal[],
  ports: JudgePorts,
): Judgement {
  const paths = new Set(refused.map(({ path }) => path))
  const blamed = candidate.proposals.filter((proposal) => proposal.edits.some((edit) => paths.has(edit.path)))
  for (const refusal of refused) ports.onRefusal?.(refusal, blamed)
  return refutation(
    candidate,
    refused.map(({ sentence }) => sentence),
    blamed,
    refused[0]?.sentence ?? null,
  )
}

function refusedByClass<P extends PatchProposal>(
  candidate: Candidate<P>,
  decision: ClassDecision,
  atMost: ProofClass,
): Judgement {
  const over = new Map(
    decision.files.flatMap((file) => (isWithin(file.class, atMost) ? [] : [[file.path, file.whyNot]])),
  )
  const blamed = candidate.proposals.filter((proposal) => proposal.edits.some((edit) => over.has(edit.path)))
  const reasons = [...over].map(([path, whyNot]) => `not of class ${atMost}: ${path}: ${whyNot[atMost] ?? 'undecided'}`)
  return refutation(candidate, reasons, blamed, null)
}

function refutation<P extends PatchProposal>(
  { depth, tree }: Candidate<P>,
  reasons: string[],
  blamed: readonly P[],
  guard: string | null,
): Judgement {
  const suspects = blamed.map(({ id }) => id)
  return {
    verdict: { status: 'refuted', depth, tree: tree.tree, evidence: [], reasons, suspects, score: 0 },
    rows: [],
    class: null,
    guard,
  }
}
