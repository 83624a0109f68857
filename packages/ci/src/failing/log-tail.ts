import { stripAnsi } from '@upkeep/text'

/** A line of a log with its number and the part that it stands in. */
export interface LogLine {
  number: number
  part: number
  text: string
}

const LINES = 400
const CHARACTERS = 65_536
const LONGEST = 4_000

/** The last lines of a stream. */
export class Tail {
  private lines: LogLine[] = []

  push(text: string, part: number, number: number): LogLine {
    const line = { number, part, text: text.length > LONGEST ? Buffer.from(text.slice(0, LONGEST)).toString() : text }
    this.lines.push(line)
    if (this.lines.length >= 2 * LINES) this.lines = this.lines.slice(-LINES)
    return line
  }

  snapshot(): LogLine[] {
    const kept: LogLine[] = []
    let characters = 0
    for (let index = this.lines.length - 1; index >= 0 && kept.length < LINES; index--) {
      const line = this.lines[index]
      characters += (line?.text.length ?? 0) + 1
      if (line === undefined || characters > CHARACTERS) break
      kept.push(line)
    }
    return kept.toReversed()
  }
}

/** Lines of two pieces of one log as text without colours; each once, with a line for what is left out in between. */
export function gathered(head: readonly LogLine[], tail: readonly LogLine[]): string {
  const next = head.length === 0 ? 0 : (head.at(-1)?.number ?? 0) + 1
  const rest = tail.filter(({ number }) => number >= next)
  const left = head.length === 0 || rest.length === 0 ? 0 : (rest[0]?.number ?? next) - next
  const gap = left > 0 ? [`… ${left} lines …`] : []
  return [...head.map(({ text }) => text), ...gap, ...rest.map(({ text }) => text)].map(stripAnsi).join('\n')
}
