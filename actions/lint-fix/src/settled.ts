import { distinctDiagnostics } from '@upkeep/schema'
import type { Verdict } from '@upkeep/schema'
import type { LintFixData, RestData } from './payload.ts'

/** What a proven change takes away from one file: what a tool said under a rule, and how often; the rule is empty where it has none. */
export interface SettledRule {
  path: string
  tool: string
  rule: string
  count: number
}

/** What is gone with a proven change: of what tools fix, what they fixed; of what a model was asked for, what the proof no longer says. */
export function settledBy(data: LintFixData, { evidence }: Pick<Verdict, 'evidence'>): SettledRule[] {
  const { path } = data
  if (data.kind === 'fix') return data.settles.map((one) => ({ path, ...one }))
  const said = evidence.flatMap((each) =>
    each.kind === 'check' && each.after.status !== 'pass' && data.checks.includes(each.after.check)
      ? each.after.diagnostics
      : [],
  )
  const left = distinctDiagnostics(said).map((one) => ({ path: one.path ?? '', rule: one.rule, tool: one.tool }))
  const asked = data.diagnostics.map((one) => ({ path: one.path, rule: ownRule(one), tool: one.tool ?? '' }))
  const still = Map.groupBy(left, keyOf)
  return [...Map.groupBy(asked, keyOf)].flatMap(([key, all]) => {
    const count = all.length - (still.get(key)?.length ?? 0)
    return count > 0 ? all.slice(0, 1).map((one) => ({ ...one, count })) : []
  })
}

function keyOf({ path, tool, rule }: { path: string; tool: string; rule: string }): string {
  return JSON.stringify([path, tool, rule])
}

/** A message without a rule carries the name of its tool in its place. */
function ownRule({ rule, tool }: RestData['diagnostics'][number]): string {
  return rule === tool ? '' : rule
}
