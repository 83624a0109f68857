import * as z from 'zod/mini'
import {
  ATTEMPT_STOPS,
  INCOMPLETE,
  MODEL_FAILURES,
  PROOF_CLASSES,
  REASONS,
  RESULTS,
  RUNG_LEVELS,
  STOP_REASONS,
} from './words.data.ts'

export const RunResult = z.enum(RESULTS)
export type RunResult = z.infer<typeof RunResult>

export const Incomplete = z.enum(INCOMPLETE)
export type Incomplete = z.infer<typeof Incomplete>

export const ReasonCode = z.enum(REASONS)
export type ReasonCode = z.infer<typeof ReasonCode>

/** Shown wherever a run did less than it could: what happened and what the user can do about it. */
export const Reason = z.strictObject({ code: ReasonCode, message: z.string(), remedy: z.string() })
export type Reason = z.infer<typeof Reason>

export const ProofClass = z.enum(PROOF_CLASSES)
export type ProofClass = z.infer<typeof ProofClass>

export const RungLevel = z.enum(RUNG_LEVELS)
export type RungLevel = z.infer<typeof RungLevel>

export const StopReason = z.enum(STOP_REASONS)
export type StopReason = z.infer<typeof StopReason>

export const ModelFailureKind = z.enum(MODEL_FAILURES)
export type ModelFailureKind = z.infer<typeof ModelFailureKind>

export const AttemptStop = z.enum(ATTEMPT_STOPS)
export type AttemptStop = z.infer<typeof AttemptStop>

/** What was looked at (paths or names, at most the first hundred listed by readers) and what was not, with the reason. */
export const Coverage = z.strictObject({
  examined: z.array(z.string()),
  notExamined: z.array(z.strictObject({ what: z.string(), why: z.string() })),
})
export type Coverage = z.infer<typeof Coverage>

/** Money in US dollars; the rest in tokens, and model turns. */
export const Usage = z.strictObject({
  usd: z.number(),
  input: z.int(),
  cacheRead: z.int(),
  cacheWrite: z.int(),
  output: z.int(),
  reasoning: z.int(),
  turns: z.int(),
})
export type Usage = z.infer<typeof Usage>

export const NO_USAGE: Usage = { usd: 0, input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, turns: 0 }
