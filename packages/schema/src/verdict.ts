import * as z from 'zod/mini'
import { CheckResult } from './check.ts'
import { Id } from './primitives.ts'
import type { Proposal } from './proposal.ts'
import { ProofClass, ReasonCode, RungLevel } from './run-words.ts'

/** What a verdict rests on. `before` of a check is null where `after` passed: the base tree had no need to be run. */
export const Evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('check'), after: CheckResult, before: z.nullable(CheckResult) }),
  z.strictObject({ kind: z.literal('same-program'), proofClass: ProofClass, files: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('measure'),
    name: z.string(),
    unit: z.string(),
    before: z.number(),
    after: z.number(),
    low: z.number(),
    high: z.number(),
    n: z.int(),
  }),
  z.strictObject({
    kind: z.literal('source'),
    claim: z.string(),
    link: z.string(),
    quote: z.string(),
    strength: z.enum(['decisive', 'strong', 'medium', 'weak']),
  }),
])
export type Evidence = z.infer<typeof Evidence>

/** `suspects` are the proposals to blame for a refusal; among proven rivals the highest `score` stands. */
export const Verdict = z.strictObject({
  status: z.enum(['proven', 'refuted', 'unproven']),
  depth: z.enum(['probe', 'proof']),
  tree: z.string(),
  evidence: z.array(Evidence),
  reasons: z.array(z.string()),
  suspects: z.array(Id),
  score: z.number(),
})
export type Verdict = z.infer<typeof Verdict>

/** A refusal with a reason code and a sentence; shown, never silent. */
export const Skip = z.strictObject({ findings: z.array(Id), code: ReasonCode, reason: z.string() })
export type Skip = z.infer<typeof Skip>

/** A proposal with the verdict it got and the rung that made it. */
export interface Attempt<P extends Proposal = Proposal> {
  proposal: P
  rung: z.infer<typeof RungLevel>
  verdict: Verdict
}
