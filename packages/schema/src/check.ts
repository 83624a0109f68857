import * as z from 'zod/mini'
import { Diagnostic } from './diagnostic.ts'
import { CHECK_KINDS } from './words.data.ts'

export const CheckKind = z.enum(CHECK_KINDS)
export type CheckKind = z.infer<typeof CheckKind>

/** A line that led to a conclusion: where it stands and what it says. `line` is 1-based. */
export const SourceLine = z.strictObject({ file: z.string(), line: z.int(), text: z.string() })
export type SourceLine = z.infer<typeof SourceLine>

/** Who says so: a tool's own name (`certain`), a rule about names (`likely`), nothing better (`guess`). */
export const Confidence = z.enum(['certain', 'likely', 'guess'])
export type Confidence = z.infer<typeof Confidence>

/** One command of the repository's own that can pass or fail. `checks --json` prints exactly these fields (design §9). */
export const Check = z.strictObject({
  id: z.string(),
  /** The most telling of `kinds`. */
  kind: CheckKind,
  kinds: z.array(CheckKind),
  command: z.string(),
  /** Relative to the root; `.` for the root itself. */
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
  shell: z.enum(['bash', 'sh', 'python', 'pwsh']),
  workflow: z.nullable(z.string()),
  job: z.nullable(z.string()),
  /** 0-based. */
  step: z.nullable(z.int()),
  matrix: z.record(z.string(), z.json()),
  /** How that leg was chosen, where versions decide: whether they are installed, and of how many legs. */
  leg: z.optional(z.strictObject({ met: z.boolean(), why: z.string(), of: z.int() })),
  evidence: z.array(SourceLine),
  confidence: Confidence,
  runnable: z.boolean(),
  why: z.optional(z.string()),
})
export type Check = z.infer<typeof Check>

export const Unresolved = z.strictObject({
  workflow: z.string(),
  job: z.nullable(z.string()),
  step: z.nullable(z.int()),
  reason: z.string(),
})
export type Unresolved = z.infer<typeof Unresolved>

/** `upkeep checks --json`. */
export const ChecksReport = z.strictObject({
  format: z.literal('upkeep/checks@1'),
  checks: z.array(Check),
  unresolved: z.array(Unresolved),
})
export type ChecksReport = z.infer<typeof ChecksReport>

/** One execution of a check on one tree. */
export const CheckResult = z.strictObject({
  check: z.string(),
  tree: z.string(),
  status: z.enum(['pass', 'fail', 'flaky', 'not-run']),
  exit: z.nullable(z.int()),
  seconds: z.number(),
  diagnostics: z.array(Diagnostic),
  /** Files of the tree that the check itself wrote: a check that rewrites what it judges proves nothing about it. */
  rewrote: z.array(z.string()),
  /** The end of what it printed, redacted. */
  output: z.string(),
  why: z.optional(z.string()),
})
export type CheckResult = z.infer<typeof CheckResult>

export const CheckOutcome = z.enum(['pass', 'fail', 'flaky', 'not-run', 'not-needed'])
export type CheckOutcome = z.infer<typeof CheckOutcome>

/** A line of the proof table: every check of CI, as run, or not run and why. `new` and `fixed` count diagnostics. */
export const CheckRow = z.strictObject({
  id: z.string(),
  kind: CheckKind,
  command: z.string(),
  before: CheckOutcome,
  after: CheckOutcome,
  new: z.int(),
  fixed: z.int(),
  seconds: z.number(),
  why: z.optional(z.string()),
})
export type CheckRow = z.infer<typeof CheckRow>
