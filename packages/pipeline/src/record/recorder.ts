import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mapStrings } from '@upkeep/agent-core'
import { sha256 } from '@upkeep/schema'
import type { EventBody, RecordLevel, RecordedEvent, Recorder } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import * as z from 'zod/mini'
import { foldRun } from './fold-run.ts'
import { readEvents } from './read-events.ts'

export interface RecorderOptions {
  /** The folder `record`; created with the first event. */
  folder: string
  level: RecordLevel
  run: string
  redact: Redactor
  now: () => number
}

/** `record/` (design §7): the only record that is written; redacted before it is written; readable by its owner alone. */
export interface FileRecorder extends Recorder {
  /** Writes `run.json`, which is a fold of the events and nothing else. */
  finish(): void
}

export function fileRecorder({ folder, level, run, redact, now }: RecorderOptions): FileRecorder {
  const file = join(folder, 'events.jsonl')
  let seq = 0
  if (level !== 'off') {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, '', { mode: 0o600 })
  }
  return {
    append(body) {
      const event = { v: 1, run, seq: seq++, t: new Date(now()).toISOString(), ...atLevel(body, level) }
      if (level !== 'off') appendFileSync(file, `${redactedLine(event, redact)}\n`)
    },
    blob(bytes, kind) {
      const redacted = redactedBytes(bytes, redact)
      const name = sha256(redacted)
      if (level === 'full' || (level === 'patch' && kind === 'patch')) {
        const path = join(folder, 'blobs', name)
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        writeFileSync(path, redacted, { mode: 0o600 })
      }
      return name
    },
    finish() {
      if (level === 'off') return
      const events = readEvents(readFileSync(file, 'utf8'))
      writeFileSync(join(folder, 'run.json'), `${JSON.stringify(foldRun(events), null, 2)}\n`, { mode: 0o600 })
    },
  }
}

/** What a level keeps of an event: what was said and what tools printed only in a full record. */
function atLevel(event: EventBody, level: RecordLevel): EventBody {
  if (level === 'full') return event
  if (event.kind === 'model.turn') return { ...event, content: null }
  if (event.kind === 'tool.call') return { ...event, input: null }
  if (event.kind === 'tool.result') return { ...event, text: null }
  return event.kind === 'attempt.end' ? { ...event, submitted: null } : event
}

/** String by string: in serialised text a pattern could eat the quote that ends one. What spans several is masked as well. */
function redactedLine(event: RecordedEvent | object, redact: Redactor): string {
  const line = JSON.stringify(mapStrings(z.json().parse(event), redact))
  const whole = redact(line)
  return isJson(whole) ? whole : line
}

/** Edits are JSON as well, and stay readable as such. Bytes that are no text are kept as they are: secrets are text. */
function redactedBytes(bytes: Uint8Array, redact: Redactor): Uint8Array {
  const text = Buffer.from(bytes).toString('utf8')
  if (!Buffer.from(text).equals(Buffer.from(bytes))) return bytes
  return Buffer.from(isJson(text) ? JSON.stringify(mapStrings(z.json().parse(JSON.parse(text)), redact)) : redact(text))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
