import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Candidate, Judgement } from '@upkeep/proof'
import { distinctDiagnostics } from '@upkeep/schema'
import type { CheckResult, PatchProposal } from '@upkeep/schema'
import { checksFor } from './parts.ts'
import type { LintFixProposal, RestData } from './payload.ts'

/**
 * The commands that failed pass, or have strictly less to say where something is left that this patch is not about; no other check is
 * worse. The guards refuse what silences a tool instead of settling what it says.
 */
export async function verify(candidate: Candidate<LintFixProposal>, context: Context): Promise<Judgement> {
  const targets = new Set(candidate.proposals.flatMap(({ data }) => data.checks))
  const ports = { ...context.judging, checks: checksFor(targets, context) }
  const demand = { atMost: 'behaviour', targets: ({ data }: LintFixProposal) => data.checks, partial: true } as const
  const judgement = await judge(candidate, demand, ports)
  return settledBy(candidate.proposals.filter(isRest), judgement)
}

/** What a model was asked to settle is settled, at least in part; what it does beside that is no reason to take it. */
function settledBy(repairs: readonly PatchProposal<RestData>[], judgement: Judgement): Judgement {
  const { verdict } = judgement
  if (repairs.length === 0 || verdict.status !== 'proven') return judgement
  const results = verdict.evidence.flatMap((each) => (each.kind === 'check' ? [each.after] : []))
  const left = ({ checks, diagnostics }: RestData) =>
    remainingIn(
      results.filter(({ check }) => checks.includes(check)),
      diagnostics.map(({ path }) => path),
    )
  const still = repairs.filter(({ data }) => left(data) >= data.diagnostics.length)
  if (still.length === 0) return { ...judgement, verdict: { ...verdict, score: 1 } } // more than the tools' part of it
  const reasons = still.map(({ data }) => `${data.path}: the checks say as much as before`)
  return { ...judgement, verdict: { ...verdict, status: 'unproven', reasons, suspects: still.map(({ id }) => id) } }
}

function isRest(proposal: LintFixProposal): proposal is PatchProposal<RestData> {
  return proposal.data.kind === 'rest'
}

/** How much checks still say of these files. */
export function remainingIn(results: readonly CheckResult[], paths: readonly string[]): number {
  const told = results.flatMap(({ status, diagnostics }) => (status === 'pass' ? [] : diagnostics))
  return distinctDiagnostics(told).filter(({ path }) => path !== null && paths.includes(path)).length
}
