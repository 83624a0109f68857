import type { Model } from '@upkeep/agent-core'
import type { Attempt, Finding, Incomplete, PatchProposal, RungLevel, Skip, Usage, Verdict } from '@upkeep/schema'
import type { Verified } from '@upkeep/proof'
import { climb } from '../climb.ts'
import type { OpenFinding } from '../definition.ts'
import { modelBudget } from './model-budget.ts'
import type { ModelWishes } from './model-budget.ts'
import { modelRungs } from './model-rungs.ts'
import type { ModelRungsOptions } from './model-rungs.ts'

export interface RepairRequest<X, P extends PatchProposal<X>> extends Omit<ModelRungsOptions<X, P>, 'models' | 'most'> {
  batch: string
  findings: readonly Finding<X>[]
  /** The first is asked on L1 and L2, the next on L3; empty for tools only. */
  models: readonly Model[]
  limits: ModelWishes
  /** L0: what tools can do, tried first. */
  tools?: (open: readonly OpenFinding<X, P>[]) => AsyncIterable<P | Skip>
  /** The judge between the rungs, and of the whole in the end; it asks no model. */
  prover: (subset: readonly P[], depth: 'probe' | 'proof') => Promise<Verdict>
}

export interface Repaired<P extends PatchProposal> {
  /** What was proven jointly; null where nothing stands. */
  verified: Verified<P> | null
  attempts: Attempt<P>[]
  skips: Skip[]
  usage: Usage
  incomplete: Incomplete | null
  /** What the user should know of the budget; null for nothing. */
  word: string | null
}

/**
 * Findings up the ladder: L0 tools, L1 one call, L2 a loop with the first model, L3 the same with the next. What is proven on one rung
 * is not asked on the next; what was refused goes up with the reasons.
 */
export async function repair<X, P extends PatchProposal<X>>(request: RepairRequest<X, P>): Promise<Repaired<P>> {
  const { models, limits, tools, prover, recorder, batch, findings, together = [] } = request
  const byRung = modelsByRung(models)
  const { most, word } = modelBudget(limits, models)
  const asked = modelRungs<X, P>({ ...request, models: byRung, most })
  const tried = new Set<string>()
  const climbed = await climb<X, P>({
    batch,
    findings,
    rungs: (['L0', 'L1', 'L2', 'L3'] as const)
      .filter((level) => level === 'L0' || byRung[level] !== undefined)
      .map((level) => ({
        level,
        model: byRung[level]?.name ?? null,
        ownServer: byRung[level]?.ownServer ?? false,
      })),
    most,
    together,
    async *propose(open, rung) {
      if (rung !== 'L0') yield* asked.propose(open, rung)
      else if (tools !== undefined) yield* untried(tools(open), tried)
    },
    judge: prover,
    recorder,
  })
  return { ...climbed, usage: asked.usage, incomplete: asked.incomplete, word }
}

/** Tools give the same answer every time: what they proposed is not proposed again. */
async function* untried<P extends PatchProposal>(
  yielded: AsyncIterable<P | Skip>,
  tried: Set<string>,
): AsyncGenerator<P | Skip> {
  for await (const item of yielded) {
    const key = JSON.stringify('code' in item ? item : item.edits)
    if (!tried.has(key)) yield item
    tried.add(key)
  }
}

/** L1 and L2 ask the first model, L3 the second. */
export function modelsByRung([first, second]: readonly Model[]): Partial<Record<RungLevel, Model>> {
  return {
    ...(first === undefined ? {} : { L1: first, L2: first }),
    ...(second === undefined ? {} : { L3: second }),
  }
}
