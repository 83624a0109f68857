import * as z from 'zod/mini'
import { CheckKind, Confidence, SourceLine } from './check.ts'

/** A step of a sliced workflow, kept or left out, and why. `step` is 0-based; -1 is the call of another workflow. */
export const SliceStep = z.strictObject({
  job: z.string(),
  step: z.int(),
  kinds: z.array(CheckKind),
  keep: z.boolean(),
  reason: z.string(),
  confidence: Confidence,
  evidence: z.array(SourceLine),
  /** Its command was narrowed: what it says is a probe. */
  derived: z.optional(z.boolean()),
})
export type SliceStep = z.infer<typeof SliceStep>

/** A secret or variable that a slice reads: where, whether it is given, and which steps can not run without it. */
export const SliceSecret = z.strictObject({
  /** `*`: every one, or one whose name is computed. */
  name: z.string(),
  kind: z.enum(['secret', 'variable', 'inherited', 'computed']),
  given: z.boolean(),
  /** `in` says what it stands in, where that is not the step itself. */
  references: z.array(z.strictObject({ job: z.string(), step: z.int(), in: z.nullable(z.string()) })),
  disables: z.array(z.strictObject({ job: z.string(), step: z.int() })),
})
export type SliceSecret = z.infer<typeof SliceSecret>

/** `upkeep slice --json`. */
export const SliceReport = z.strictObject({
  format: z.literal('upkeep/slice@1'),
  workflow: z.string(),
  for: z.array(CheckKind),
  /** Empty where the workflow holds nothing that is wanted. */
  text: z.string(),
  steps: z.array(SliceStep),
  secrets: z.array(SliceSecret),
})
export type SliceReport = z.infer<typeof SliceReport>
