import type { Context, OpenFinding } from '@upkeep/pipeline'
import type { RungLevel, Skip } from '@upkeep/schema'
import type { LintFixData, LintFixProposal } from './payload.ts'

/** L0: what the tools made of each file, found by `detect`. Tools give the same answer every time, so nothing is proposed twice. */
export async function* propose(
  open: readonly OpenFinding<LintFixData, LintFixProposal>[],
  rung: RungLevel,
  _context: Context,
): AsyncGenerator<LintFixProposal | Skip> {
  if (rung !== 'L0') return
  for (const { finding, attempts } of open) {
    const { id, data } = finding
    if (data.kind === 'fix' && attempts.length === 0)
      yield { kind: 'patch', id, findings: [id], data, edits: data.edits }
  }
}
