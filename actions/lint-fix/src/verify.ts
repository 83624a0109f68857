import type { Context } from '@upkeep/pipeline'
import { judge } from '@upkeep/proof'
import type { Judgement } from '@upkeep/proof'
import type { Composition } from '@upkeep/workspace'
import { checksFor } from './parts.ts'
import type { LintFixProposal } from './payload.ts'

/**
 * The commands that failed pass, or have strictly less to say where something is left that this patch is not about; no other check is
 * worse. The guards refuse what silences a tool instead of settling what it says.
 */
export async function verify(
  candidate: { proposals: readonly LintFixProposal[]; tree: Composition; depth: 'probe' | 'proof' },
  context: Context,
): Promise<Judgement> {
  const targets = new Set(candidate.proposals.flatMap(({ data }) => data.checks))
  const ports = { ...context.judging, checks: checksFor(targets, context) }
  return await judge(candidate, { atMost: 'behaviour', targets: ({ data }) => data.checks, partial: true }, ports)
}
