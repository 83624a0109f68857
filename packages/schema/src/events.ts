import * as z from 'zod/mini'
import { CheckKind } from './check.ts'
import { Id, Sha } from './primitives.ts'
import { Incomplete, Reason, RunResult, RungLevel, Usage } from './run-words.ts'

/** How much a record keeps (design §7): `inputs` leaves out patches and message bodies, `patch` and `full` add them. */
export const RecordLevel = z.enum(['off', 'inputs', 'patch', 'full'])
export type RecordLevel = z.infer<typeof RecordLevel>

const checkRef = z.strictObject({ id: z.string(), kind: CheckKind, command: z.string(), cwd: z.string() })

/** What happened, without the envelope. Named in the words of design §1; the field list follows data.md §3.3. */
export const EventBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run.start'),
    action: z.string(),
    version: z.string(),
    repository: z.nullable(z.string()),
    commit: z.nullable(Sha),
    base: z.nullable(Sha),
    trigger: z.strictObject({ event: z.string(), number: z.nullable(z.int()) }),
    record: RecordLevel,
    inputs: z.record(z.string(), z.json()),
    checks: z.array(checkRef),
  }),
  z.strictObject({
    kind: z.literal('finding'),
    id: Id,
    rule: z.string(),
    batch: z.string(),
    path: z.nullable(z.string()),
    line: z.nullable(z.int()),
  }),
  z.strictObject({
    kind: z.literal('proposal'),
    id: Id,
    findings: z.array(Id),
    rung: RungLevel,
    proposal: z.enum(['patch', 'comment', 'issue-update']),
    files: z.array(z.string()),
    patch: z.nullable(Sha),
  }),
  z.strictObject({
    kind: z.literal('check'),
    check: z.string(),
    tree: z.string(),
    depth: z.enum(['probe', 'proof']),
    status: z.enum(['pass', 'fail', 'flaky', 'not-run']),
    exit: z.nullable(z.int()),
    seconds: z.number(),
    diagnostics: z.int(),
    cached: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('guard'), guard: z.string(), proposal: Id, path: z.string(), refusal: z.string() }),
  z.strictObject({
    kind: z.literal('verdict'),
    proposal: Id,
    rung: RungLevel,
    status: z.enum(['proven', 'refuted', 'unproven']),
    depth: z.enum(['probe', 'proof']),
    reasons: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('skip'), findings: z.array(Id), code: z.string(), reason: z.string() }),
  z.strictObject({
    kind: z.literal('run.end'),
    result: RunResult,
    incomplete: z.nullable(Incomplete),
    reason: z.nullable(Reason),
    usage: Usage,
    checkerRuns: z.int(),
    seconds: z.number(),
  }),
])
export type EventBody = z.infer<typeof EventBody>

/** One line of `record/events.jsonl` (`upkeep/events@1`): append-only, `seq` counts from 0, `t` is ISO 8601. */
export type RecordedEvent = { v: 1; run: string; seq: number; t: string } & EventBody
