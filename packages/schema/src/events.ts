import * as z from 'zod/mini'
import { CheckKind } from './check.ts'
import { Block } from './conversation.ts'
import { Budget } from './grant.ts'
import { Id, Sha } from './primitives.ts'
import {
  AttemptStop,
  Incomplete,
  ModelFailureKind,
  Reason,
  RunResult,
  RungLevel,
  StopReason,
  Usage,
} from './run-words.ts'

/** How much a record keeps (design §7): `inputs` leaves out patches and message bodies, `patch` and `full` add them. */
export const RecordLevel = z.enum(['off', 'inputs', 'patch', 'full'])
export type RecordLevel = z.infer<typeof RecordLevel>

const checkRef = z.strictObject({ id: z.string(), kind: CheckKind, command: z.string(), cwd: z.string() })

/** Which attempt an event belongs to, and the turn of it (from 1). */
const inTurn = { attempt: z.string(), turn: z.int() }
const verdictStatus = z.enum(['proven', 'refuted', 'unproven'])
const depth = z.enum(['probe', 'proof'])

/** One step of a ladder. `ownServer`: the model is not asked at its provider's own address, so its price is not known. */
export const LadderRung = z.strictObject({ level: RungLevel, model: z.nullable(z.string()), ownServer: z.boolean() })
export type LadderRung = z.infer<typeof LadderRung>

/** What a model did and what became of it. Bodies (`content`, `input`, `text`, `submitted`) are null below the level `full`. */
const attemptEvents = [
  z.strictObject({
    kind: z.literal('ladder'),
    batch: z.string(),
    rungs: z.array(LadderRung),
    findings: z.array(Id),
    /** Of them, those that a model is asked for in one attempt; the others are asked alone. */
    together: z.optional(z.array(z.array(Id))),
    /** What bounds the run: files of a batch, findings handed to models, the budget (its turns are those of one attempt). */
    most: z.strictObject({
      files: z.number(),
      findings: z.number(),
      budget: Budget,
      reserve: Budget,
      secondsPerCall: z.number(),
    }),
  }),
  z.strictObject({
    kind: z.literal('attempt.start'),
    attempt: z.string(),
    findings: z.array(Id),
    rung: RungLevel,
    model: z.string(),
    /** Names of blobs: the text of the system prompt, the tools as JSON, the text of the task. */
    system: Sha,
    tools: Sha,
    prompt: Sha,
    turns: z.int(),
  }),
  z.strictObject({
    kind: z.literal('model.turn'),
    ...inTurn,
    /** The key of the request in the cassette; null where no request was hashed. */
    request: z.nullable(Sha),
    messages: z.int(),
    maxOutput: z.int(),
    /** Seconds of the budget that were gone when the call was allowed. */
    at: z.number(),
    stop: StopReason,
    content: z.nullable(z.array(Block)),
    usage: Usage,
    retries: z.int(),
    seconds: z.number(),
  }),
  z.strictObject({
    kind: z.literal('model.failure'),
    ...inTurn,
    at: z.number(),
    failure: ModelFailureKind,
    status: z.nullable(z.int()),
    message: z.string(),
    retries: z.int(),
    seconds: z.number(),
  }),
  z.strictObject({
    kind: z.literal('tool.call'),
    ...inTurn,
    id: z.string(),
    name: z.string(),
    input: z.nullable(z.json()),
  }),
  z.strictObject({
    kind: z.literal('tool.result'),
    ...inTurn,
    id: z.string(),
    name: z.string(),
    /** False: the call was refused before anything ran. */
    executed: z.boolean(),
    isError: z.boolean(),
    text: z.nullable(z.string()),
    characters: z.int(),
    seconds: z.number(),
  }),
  z.strictObject({
    kind: z.literal('context.mask'),
    ...inTurn,
    elided: z.int(),
    tokensBefore: z.int(),
    tokensAfter: z.int(),
  }),
  z.strictObject({ kind: z.literal('steer'), ...inTurn, why: z.string() }),
  z.strictObject({
    kind: z.literal('attempt.end'),
    attempt: z.string(),
    stop: AttemptStop,
    why: z.string(),
    submitted: z.nullable(z.json()),
    /** The name of the blob with the edits that the tree held in the end, whatever ended the attempt; null for none. */
    edits: z.nullable(Sha),
    files: z.array(z.string()),
    usage: Usage,
    at: z.number(),
  }),
  z.strictObject({
    kind: z.literal('judgement'),
    batch: z.string(),
    depth,
    proposals: z.array(Id),
    status: verdictStatus,
    suspects: z.array(Id),
    reasons: z.array(z.string()),
    score: z.number(),
  }),
] as const

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
    depth,
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
    status: verdictStatus,
    depth,
    reasons: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('skip'),
    rung: RungLevel,
    findings: z.array(Id),
    code: z.string(),
    reason: z.string(),
  }),
  ...attemptEvents,
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
export type RecordedEvent = z.infer<typeof EventEnvelope> & EventBody

/** The envelope of a line, for readers; `body` is parsed apart from it. */
export const EventEnvelope = z.object({ v: z.literal(1), run: z.string(), seq: z.int(), t: z.string() })

/** Where a run writes down what happens. Owned by the pipeline; whoever acts for it is handed one. */
export interface Recorder {
  append(event: EventBody): void
  /**
   * Stores bytes, redacted, under the SHA-256 of what was stored, where the level keeps their kind; returns the name either way.
   * A `message` is kept at the level `full` only.
   */
  blob(bytes: Uint8Array, kind: 'patch' | 'message'): Sha
}
