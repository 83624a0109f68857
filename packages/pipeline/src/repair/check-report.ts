import { isDeepStrictEqual } from 'node:util'
import type { AttemptTree, CheckReport, PackedDiagnostic } from '@upkeep/agent-core'
import type { Judgement } from '@upkeep/proof'
import type { CheckRow, Edit, Finding, PatchProposal, Verdict } from '@upkeep/schema'
import type { BatchStages, Context } from '../definition.ts'
import { laidOut } from './laid-out.ts'

export interface Made<X, P> {
  made: P | null
  /** Findings that were asked for and still stand in the tree. */
  kept: readonly Finding<X>[]
}

export interface Asked<X, P> {
  /** What the task names. */
  diagnostics: readonly PackedDiagnostic[]
  /** The proposal that edits make. */
  proposed: (edits: readonly Edit[]) => Promise<Made<X, P>>
}

/** What an attempt's tree would be told by a probe: the same judge, the same guards, before it is submitted. */
export async function checkReport<X, P extends PatchProposal<X>>(
  action: Pick<BatchStages<X, P>, 'verify'>,
  { diagnostics, proposed }: Asked<X, P>,
  tree: AttemptTree,
  context: Context,
): Promise<CheckReport> {
  const written = await tree.edits()
  const edits = await laidOut(written, context)
  const { made, kept } = edits.length === 0 ? { made: null, kept: [] } : await proposed(edits)
  if (made === null) return nothingRan('there is no change yet that could be judged')
  const composed = await context.workspace.compose(made.edits)
  if ('conflict' in composed) return nothingRan('its edits overlap')
  const judgement = await action.verify({ proposals: [made], tree: composed, depth: 'probe' }, context)
  const of = { diagnostics, kept: kept.map(({ at, message }) => `${at?.path ?? ''}: ${message}`) }
  return { ...reportOf(judgement, of), formatted: pathsThatDiffer(written, edits) }
}

function nothingRan(why: string): CheckReport {
  return {
    ok: false,
    asked: null,
    beside: { gone: 0, introduced: [] },
    refusals: [why],
    ran: [],
    notRun: [],
    formatted: [],
  }
}

/**
 * A judgement as a model reads it: each message once, either asked for or beside that.
 * @param of what the task names, and the findings that the action itself still sees.
 */
export function reportOf(
  { verdict, rows, guard }: Judgement,
  of: { diagnostics: readonly PackedDiagnostic[]; kept: readonly string[] },
): Omit<CheckReport, 'formatted'> {
  const ok = verdict.status === 'proven'
  const reasons = ok ? [] : verdict.reasons
  const all = of.diagnostics.length
  const seen = stillSaid(of.diagnostics, verdict)
  const still = seen.length > 0 ? seen : of.kept.slice(0, all)
  // what refutes a change ends the judgement: the other checks were not asked
  const known = verdict.status !== 'refuted' || still.length > 0
  const gone = rows.reduce((sum, { fixed }) => sum + fixed, 0)
  const run = rows.filter(({ after }) => after !== 'not-run' && after !== 'not-needed')
  return {
    ok,
    asked: known ? { all, still } : null,
    beside: { gone: Math.max(0, gone - (all - still.length)), introduced: guard === null ? reasons : [] },
    refusals: guard === null ? [] : reasons,
    ran: run.map(outcomeOf),
    notRun: rows.filter((row) => !run.includes(row)).map(whyNot),
  }
}

/** Of what was asked for, what checks still say in the tree that was judged; its lines may have moved. */
function stillSaid(diagnostics: readonly PackedDiagnostic[], { evidence }: Verdict): string[] {
  const said = evidence.flatMap((each) => (each.kind === 'check' ? each.after.diagnostics : []))
  return diagnostics.flatMap(({ path, line, rule, message }) => {
    const at = said.findIndex((one) => one.path === path && one.message === message)
    if (at < 0) return []
    said.splice(at, 1)
    return [`${path}:${line} ${rule} ${message}`]
  })
}

/** What is red anyway is nothing for a model to chase. */
function outcomeOf({ command, before, after, new: introduced, fixed }: CheckRow): string {
  const same = after === 'fail' && before === 'fail' && introduced === 0 && fixed === 0
  return `\`${command}\`: ${after}${same ? ', as without your change' : ''}`
}

function whyNot({ command, why }: CheckRow): string {
  return why === undefined ? `\`${command}\`` : `\`${command}\` (${why})`
}

function pathsThatDiffer(before: readonly Edit[], after: readonly Edit[]): string[] {
  const paths = [...new Set(after.map(({ path }) => path))]
  return paths.filter((path) => !isDeepStrictEqual(editsOf(before, path), editsOf(after, path)))
}

function editsOf(edits: readonly Edit[], path: string): Edit[] {
  return edits.filter((edit) => edit.path === path)
}
