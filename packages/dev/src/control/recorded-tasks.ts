import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Start = z.looseObject({ kind: z.literal('attempt.start'), findings: z.array(z.string()), prompt: z.string() })

/** What stands in a prompt before the material of the repository begins. */
const MATERIAL = '\n\nWhat stands between <data-'

export interface RecordedTask {
  /** The first of its findings. */
  id: string
  /** What is to be done and what the checkers say, without any code. */
  task: string
}

/** The tasks that a recorded run (`--record full`) asked its model, each once; the folder is OUT/record. */
export function recordedTasks(record: string): RecordedTask[] {
  const found = new Map<string, RecordedTask>()
  for (const line of readFileSync(join(record, 'events.jsonl'), 'utf8').trim().split('\n')) {
    const start = Start.safeParse(JSON.parse(line))
    const id = start.data?.findings[0]
    if (start.data === undefined || id === undefined || found.has(id)) continue
    found.set(id, { id, task: taskOf(readFileSync(join(record, 'blobs', start.data.prompt), 'utf8')) })
  }
  return [...found.values()]
}

/** The part of a prompt that says what is to be done. */
export function taskOf(prompt: string): string {
  return (prompt.split(MATERIAL)[0] ?? prompt).replace(/\n\nYou have this one reply[^\n]*/, '').trim()
}
