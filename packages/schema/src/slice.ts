import * as z from 'zod/mini'
import { CheckKind, Confidence, SourceLine } from './check.ts'
import { Diagnostic } from './diagnostic.ts'

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

/** A step of a slice that was run, or why it was not. `done`: set-up that was taken as done. `tolerated`: it may fail. */
export const SliceRunStep = z.strictObject({
  job: z.string(),
  step: z.int(),
  outcome: z.enum(['success', 'failure', 'tolerated', 'skipped', 'done', 'not-run']),
  seconds: z.number(),
  why: z.optional(z.string()),
  /** The leg of its job's matrix, as `os=ubuntu-latest, node=24`, where it runs on several. */
  leg: z.optional(z.string()),
  /** What it found, where it failed: by the readers of tools, by problem matchers, and by `::error::`. */
  diagnostics: z.optional(z.array(Diagnostic)),
  /** What it wrote to `$GITHUB_STEP_SUMMARY`. */
  summary: z.optional(z.string()),
})
export type SliceRunStep = z.infer<typeof SliceRunStep>

/** The legs of a job's matrix that a slice has, and those that it leaves out. */
export const SliceLegs = z.strictObject({
  job: z.string(),
  kept: z.array(z.record(z.string(), z.json())),
  left: z.array(z.record(z.string(), z.json())),
  /** Whether the versions that the job sets up are installed; null: none decides, or this machine was not asked. */
  met: z.nullable(z.boolean()),
  why: z.string(),
})
export type SliceLegs = z.infer<typeof SliceLegs>

/** One run of a slice. `not-run`: a wanted step was not run, so that nothing is known. `engine`: what runs it failed. */
export const SliceRun = z.strictObject({
  engine: z.enum(['in-place', 'act']),
  verdict: z.enum(['pass', 'fail', 'not-run', 'engine']),
  steps: z.array(SliceRunStep),
  /** It failed at first, and was run once more with these steps too: they are what the verdict and the other steps are of. */
  widened: z.optional(z.array(z.strictObject({ job: z.string(), step: z.int() }))),
})
export type SliceRun = z.infer<typeof SliceRun>

/** `upkeep slice --json`. */
export const SliceReport = z.strictObject({
  format: z.literal('upkeep/slice@1'),
  workflow: z.string(),
  for: z.array(CheckKind),
  /** Empty where the workflow holds nothing that is wanted. */
  text: z.string(),
  steps: z.array(SliceStep),
  secrets: z.array(SliceSecret),
  /** Of each kept job with a matrix, or with a version that is not installed. */
  legs: z.array(SliceLegs),
  run: z.optional(SliceRun),
})
export type SliceReport = z.infer<typeof SliceReport>

/** `upkeep ci --json`. */
export const CiReport = z.strictObject({
  format: z.literal('upkeep/ci@1'),
  /** Where jobs ran. */
  mode: z.enum(['host', 'containers']),
  /** `pass`: everything that was to be run was seen to pass. What was left out before the start stands in `left`. */
  verdict: z.enum(['pass', 'fail', 'not-run', 'engine']),
  workflows: z.array(
    z.strictObject({
      path: z.string(),
      /** The workflow and job that call it; null: an event starts it. */
      by: z.nullable(z.string()),
      verdict: z.enum(['pass', 'fail', 'not-run', 'engine', 'skipped', 'left-out']),
      /** What of it is not run here, or never, and why. */
      left: z.array(z.string()),
      run: z.nullable(SliceRun),
    }),
  ),
})
export type CiReport = z.infer<typeof CiReport>
