import { EventBody, EventEnvelope, UserError } from '@upkeep/schema'
import type { RecordedEvent } from '@upkeep/schema'
import * as z from 'zod/mini'

/**
 * The events of a record, each parsed by its schema. A last line that a killed run left unfinished is no event.
 * @throws UserError where a line is none of `upkeep/events@1`.
 */
export function readEvents(text: string): RecordedEvent[] {
  const lines = text.split('\n')
  lines.pop() // behind the last line end: nothing, or what was cut
  return lines.map((line, index) => {
    const event = parse(line)
    if (event === null) {
      throw new UserError(`Line ${index + 1} of the record is no event of upkeep/events@1.`, {
        remedy: 'Replay a record as this version of Upkeep wrote it.',
        kind: 'state',
      })
    }
    return event
  })
}

const Line = z.record(z.string(), z.json())

function parse(line: string): RecordedEvent | null {
  try {
    const { v, run, seq, t, ...body } = Line.parse(JSON.parse(line))
    return { ...EventEnvelope.parse({ v, run, seq, t }), ...EventBody.parse(body) }
  } catch {
    return null
  }
}
