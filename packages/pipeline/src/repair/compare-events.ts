import { isDeepStrictEqual } from 'node:util'
import type { EventBody, RecordedEvent } from '@upkeep/schema'

/** The decisions of a run, as events; what ports did by themselves (checks, guards) is not compared. */
const DECISIONS: ReadonlySet<EventBody['kind']> = new Set([
  'ladder',
  'attempt.start',
  'model.turn',
  'model.failure',
  'tool.call',
  'tool.result',
  'context.mask',
  'steer',
  'attempt.end',
  'proposal',
  'judgement',
  'verdict',
  'skip',
] as const)

export function isDecision({ kind }: EventBody): boolean {
  return DECISIONS.has(kind)
}

/** The envelope, how long something took, and how long a text was before paths in it were masked. */
const INCIDENTAL: ReadonlySet<string> = new Set(['v', 'run', 'seq', 't', 'seconds', 'characters'])

/** Where a replay came to something else: the recorded event's number, its kind, and what differs of it. */
export interface Difference {
  seq: number | null
  kind: string
  field: string
  recorded: unknown
  replayed: unknown
}

/** Event by event, in order. */
export function differences(recorded: readonly RecordedEvent[], replayed: readonly EventBody[]): Difference[] {
  const found: Difference[] = []
  for (let at = 0; at < Math.max(recorded.length, replayed.length); at += 1) {
    const [then, now] = [recorded[at], replayed[at]]
    const difference = compare(then, now)
    if (difference !== null) found.push({ seq: then?.seq ?? null, ...difference })
  }
  return found
}

function compare(then: RecordedEvent | undefined, now: EventBody | undefined): Omit<Difference, 'seq'> | null {
  if (then === undefined || now === undefined) {
    const kind = then?.kind ?? now?.kind ?? ''
    return { kind, field: '(whole event)', recorded: then ?? null, replayed: now ?? null }
  }
  const [one, other] = [bare(then), bare(now)]
  for (const field of ['kind', ...Object.keys(one), ...Object.keys(other)])
    if (!isDeepStrictEqual(one[field], other[field]))
      return { kind: then.kind, field, recorded: one[field], replayed: other[field] }
  return null
}

function bare(event: EventBody): Record<string, unknown> {
  // as the record writes it: what JSON can not say is not there
  const fields = Object.entries(JSON.parse(JSON.stringify(event)) as Record<string, unknown>)
  return Object.fromEntries(fields.filter(([name]) => !INCIDENTAL.has(name) && !isWording(event, name)))
}

/** Of a skip the findings and the code are the decision; its sentence is for people, and another version may word it otherwise. */
function isWording({ kind }: EventBody, field: string): boolean {
  return kind === 'skip' && field === 'reason'
}
