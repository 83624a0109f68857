import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '@upkeep/schema'
import type { EventBody, RecordLevel, RecordedEvent, Sha } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'

/** `record/events.jsonl` (design §7): the only record that is written; redacted before it is written; readable by its owner alone. */
export interface Recorder {
  append(event: EventBody): void
  /** Stores bytes under their SHA-256 where the level keeps them; returns the name either way. */
  blob(bytes: Uint8Array): Sha
}

export interface RecorderOptions {
  /** The folder `record`; created with the first event. */
  folder: string
  level: RecordLevel
  run: string
  redact: Redactor
  now: () => number
}

export function fileRecorder({ folder, level, run, redact, now }: RecorderOptions): Recorder {
  const file = join(folder, 'events.jsonl')
  let seq = 0
  if (level !== 'off') {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, '', { mode: 0o600 })
  }
  return {
    append(body) {
      const event: RecordedEvent = { v: 1, run, seq: seq++, t: new Date(now()).toISOString(), ...body }
      if (level !== 'off') appendFileSync(file, `${redact(JSON.stringify(event))}\n`)
    },
    blob(bytes) {
      const name = sha256(bytes)
      if (level === 'patch' || level === 'full') {
        const path = join(folder, 'blobs', name)
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        writeFileSync(path, bytes, { mode: 0o600 })
      }
      return name
    },
  }
}
