import * as z from 'zod/mini'
import { CheckRow } from './check.ts'
import { Range, Severity } from './diagnostic.ts'
import { Id, RepoPath, Sha } from './primitives.ts'
import { Coverage, Incomplete, ProofClass, Reason, RunResult, RungLevel, Usage } from './run-words.ts'

export const ResultFinding = z.strictObject({
  id: Id,
  rule: z.string(),
  batch: z.string(),
  path: z.nullable(RepoPath),
  range: z.nullable(Range),
  severity: Severity,
  message: z.string(),
  state: z.enum(['proposed', 'refused', 'left']),
  why: z.optional(z.string()),
})
export type ResultFinding = z.infer<typeof ResultFinding>

export const ResultProposal = z.strictObject({
  id: Id,
  findings: z.array(Id),
  kind: z.enum(['patch', 'comment', 'issue-update']),
  class: z.nullable(ProofClass),
  files: z.array(RepoPath),
  added: z.int(),
  removed: z.int(),
  verdict: z.enum(['proven', 'refuted', 'unproven']),
  rung: RungLevel,
  checks: z.array(CheckRow),
  /** The refusal of a guard, where one refused it. */
  guard: z.optional(z.string()),
})
export type ResultProposal = z.infer<typeof ResultProposal>

/** `result.json`, and what `--json` prints (design §9). */
export const Result = z.strictObject({
  format: z.literal('upkeep/result@1'),
  action: z.string(),
  version: z.string(),
  result: RunResult,
  incomplete: z.nullable(Incomplete),
  reason: z.nullable(Reason),
  repository: z.strictObject({
    root: z.string(),
    slug: z.nullable(z.string()),
    commit: z.nullable(Sha),
    base: z.nullable(Sha),
  }),
  findings: z.array(ResultFinding),
  proposals: z.array(ResultProposal),
  coverage: Coverage,
  usage: Usage,
  /** Executions of a checker, probes and proofs together. */
  checkerRuns: z.int(),
  seconds: z.number(),
  /** The OUT folder; null where none was written. */
  out: z.nullable(z.string()),
  published: z.array(z.strictObject({ op: z.string(), url: z.string() })),
})
export type Result = z.infer<typeof Result>
