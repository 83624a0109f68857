import { createHash } from 'node:crypto'

/** One call with its answer. */
export interface Step {
  name: string
  input: unknown
  output: string
}

/** A cycle of so many steps, and how often in a row it shows at the end before the model is told, and before the attempt ends. */
const CYCLES = [
  { length: 1, steer: 3, end: 4 },
  { length: 2, steer: 2, end: 3 },
  { length: 3, steer: 2, end: 3 },
  { length: 4, steer: 2, end: 3 },
] as const

/** Watches for a model that goes in circles. Times and numbers that change by themselves make no difference. */
export function circleWatch(): { after(step: Step): 'steer' | 'end' | null } {
  const seen: string[] = []
  return {
    after(step) {
      seen.push(fingerprint(step))
      let worst: 'steer' | null = null
      for (const { length, steer, end } of CYCLES) {
        const times = repeats(seen, length)
        if (times >= end) return 'end'
        // once a circle is complete again, not at each of its steps
        if (times >= steer && seen.length % length === 0) worst = 'steer'
      }
      return worst
    },
  }
}

/** How often the last `length` steps stand in a row at the end. */
function repeats(seen: readonly string[], length: number): number {
  let times = seen.length >= length ? 1 : 0
  if (length > 1 && new Set(seen.slice(-length)).size === 1) return 0 // that is a cycle of one
  for (let end = seen.length - length; end - length >= 0; end -= length) {
    for (let at = 0; at < length; at += 1) if (seen[end - length + at] !== seen[seen.length - length + at]) return times
    times += 1
  }
  return times
}

function fingerprint({ name, input, output }: Step): string {
  const steady = output.replace(/\d+(?:\.\d+)?\s*(?:ms|s|seconds?)\b|\b(?:pid|PID)\s*:?\s*\d+|0x[0-9a-f]+/g, '#')
  return createHash('sha256')
    .update(JSON.stringify([name, input, steady]))
    .digest('hex')
}
