import { stripAnsi } from '@upkeep/text'

/** A line of a log with its number and the part that it stands in. */
export interface LogLine {
  number: number
  part: number
  text: string
}

const BLOCK_LINES = 200
const BLOCK_CHARACTERS = 32_768
const BLOCKS = 3
const LONGEST = 4_000

/** The last lines of a stream, in blocks that are only added to: to remember a place costs nothing, however often it is done. */
export class Tail {
  private blocks: LogLine[][] = [[]]
  private characters = 0

  push(text: string, part: number, number: number): LogLine {
    const line = { number, part, text: text.length > LONGEST ? Buffer.from(text.slice(0, LONGEST)).toString() : text }
    const block = this.blocks.at(-1) ?? []
    block.push(line)
    this.characters += line.text.length
    if (block.length >= BLOCK_LINES || this.characters >= BLOCK_CHARACTERS) {
      this.blocks = [...this.blocks.slice(1 - BLOCKS), []]
      this.characters = 0
    }
    return line
  }

  /** What gives the last lines as they are now. */
  here(): () => LogLine[] {
    const { blocks } = this
    const length = blocks.at(-1)?.length ?? 0
    return () => [...blocks.slice(0, -1).flat(), ...(blocks.at(-1) ?? []).slice(0, length)]
  }
}

/** Lines of two pieces of one log as text without colours; each once, with a line for what is left out in between. */
export function gathered(head: readonly LogLine[], tail: readonly LogLine[]): string {
  const next = head.length === 0 ? 0 : (head.at(-1)?.number ?? 0) + 1
  const rest = tail.filter(({ number }) => number >= next)
  const left = head.length === 0 || rest.length === 0 ? 0 : (rest[0]?.number ?? next) - next
  const gap = left > 0 ? [`… ${left} lines …`] : []
  return [...head.map(({ text }) => text), ...gap, ...rest.map(({ text }) => text)].map(plain).join('\n')
}

/** As a terminal would show it: without colours, and of what is written over only the last. */
function plain(text: string): string {
  const bare = stripAnsi(text)
  return bare.slice(bare.lastIndexOf('\r', bare.length - 2) + 1)
}
