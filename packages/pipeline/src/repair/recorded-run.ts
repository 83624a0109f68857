import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Edit, UserError } from '@upkeep/schema'
import type { EventBody, RecordedEvent } from '@upkeep/schema'
import * as z from 'zod/mini'
import { readEvents } from '../record/read-events.ts'
import { isDecision } from './compare-events.ts'

export type EventOf<K extends EventBody['kind']> = Extract<RecordedEvent, { kind: K }>

/** The events of one climb: a ladder and all that came of it. */
export interface RecordedClimb {
  ladder: EventOf<'ladder'>
  /** All decisions, the ladder first. */
  decisions: RecordedEvent[]
}

export interface RecordedRun {
  climbs: RecordedClimb[]
  events: RecordedEvent[]
  cassette: string
  text(blob: string): string
  edits(blob: string | null): Edit[]
}

const Edits = z.array(Edit)

/**
 * Reads a record that can be replayed.
 * @throws UserError (state) where there is none, or where its level left out what was said.
 */
export function readRecordedRun(folder: string): RecordedRun {
  const file = join(folder, 'events.jsonl')
  if (!existsSync(file)) {
    throw new UserError(`${folder} holds no record.`, {
      remedy: 'Name the folder that a run wrote (its `out`), made with record: full.',
      kind: 'state',
    })
  }
  const events = withoutReviews(readEvents(readFileSync(file, 'utf8')))
  if (events.some((event) => event.kind === 'run.start' && event.record !== 'full')) {
    throw new UserError('This record does not hold what was said and done.', {
      remedy: 'Only a run with record: full can be replayed.',
      kind: 'state',
    })
  }
  const text = (blob: string) => readFileSync(join(folder, 'blobs', blob), 'utf8')
  return {
    climbs: climbsOf(events),
    events,
    cassette: join(folder, 'cassette'),
    text,
    edits: (blob) => (blob === null ? [] : Edits.parse(JSON.parse(text(blob)))),
  }
}

/** What was asked before the first climb (of the classification of CI) decided nothing that is climbed. */
function withoutReviews(events: readonly RecordedEvent[]): RecordedEvent[] {
  const first = events.findIndex(({ kind }) => kind === 'ladder')
  const before = events
    .slice(0, first < 0 ? events.length : first)
    .flatMap((event) => (event.kind === 'attempt.start' ? [event.attempt] : []))
  return events.filter((event) => !('attempt' in event && before.includes(event.attempt)))
}

function climbsOf(events: readonly RecordedEvent[]): RecordedClimb[] {
  const climbs: RecordedClimb[] = []
  for (const event of events) {
    if (event.kind === 'ladder') climbs.push({ ladder: event, decisions: [] })
    if (isDecision(event)) climbs.at(-1)?.decisions.push(event)
  }
  return climbs
}
