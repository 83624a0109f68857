/**
 * The marks of a slice. A line that is left out begins with `#~ ` at its place, a line that says why with `#~!`, and a line that stands
 * in for others ends with `#~+`. Taking them away gives the original file byte for byte.
 */
const LEFT_OUT = '#~ '
const REASON = '#~!'
const STAND_IN = ' #~+'

const MARKED = /^[ \t]*#~(?: |!)| #~\+\r?$/

/** The 1-based line of the first mark in a text, or null. */
export function firstMark(text: string): number | null {
  const index = text.split('\n').findIndex((line) => MARKED.test(line))
  return index < 0 ? null : index + 1
}

/** The original of a sliced file, byte for byte; a text without marks is its own original. */
export function unslice(text: string): string {
  const kept: string[] = []
  const lines = text.split('\n')
  for (const line of lines) {
    if (new RegExp(`^[ \\t]*${REASON}`).test(line) || / #~\+\r?$/.test(line)) continue
    kept.push(line.replace(/^([ \t]*)#~ /, '$1'))
  }
  return kept.join('\n')
}

/** Whole lines of a text. */
export interface Lines {
  /** 0-based. */
  first: number
  /** Inclusive. */
  last: number
  /** Where the mark stands. */
  column: number
  /** What stands before the value: the key of a pair, the dash of an item. */
  key: string
}

/** Changes of whole lines of a text. */
export class LineEdits {
  readonly #lines: readonly string[]
  readonly #out = new Map<number, number>()
  readonly #before = new Map<number, string[]>()

  constructor(text: string) {
    this.#lines = text.split('\n')
  }

  leaveOut({ first, last, column }: Lines, reason: string): void {
    let end = last
    while (end > first && this.#isBlank(end)) end -= 1
    this.#insert(first, `${' '.repeat(column)}${REASON} ${reason.replaceAll(/\s+/g, ' ')}`)
    for (let line = first; line <= end; line++) if (!this.#isBlank(line)) this.#out.set(line, column)
  }

  /** A line that stands in for what is left out. */
  standIn({ first, column, key }: Lines, value: string): void {
    this.#insert(first, `${' '.repeat(column)}${key}${value}${STAND_IN}`)
  }

  build(): string {
    return this.#lines
      .flatMap((line, index) => {
        const column = this.#out.get(index)
        return [...(this.#before.get(index) ?? []), column === undefined ? line : marked(line, column)]
      })
      .join('\n')
  }

  #isBlank(line: number): boolean {
    return (this.#lines[line] ?? '').trim() === ''
  }

  #insert(line: number, text: string): void {
    const list = this.#before.get(line) ?? []
    this.#before.set(line, list)
    list.push(this.#lines[line]?.endsWith('\r') === true ? `${text}\r` : text)
  }
}

/** Never deeper than the mark's place: a comment behind a block scalar would become a part of it. */
function marked(line: string, column: number): string {
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0
  const place = Math.min(indent, column)
  return `${line.slice(0, place)}${LEFT_OUT}${line.slice(place)}`
}
