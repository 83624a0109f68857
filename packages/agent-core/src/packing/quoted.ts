import { enclosingSymbol } from './enclosing-symbol.ts'
import { excerpts, joined, rangesAround } from './excerpts.ts'
import type { LineRange } from './excerpts.ts'
import type { SourceText } from './source.ts'

/** Lines of a comment or of decorators above a function that belong to it. */
const MOST_ABOVE = 12
/** Around the ends of a function, what is read as belonging to the question. */
const NEAR = 4

export interface Quoted {
  text: string
  ranges: readonly LineRange[]
  /** What stands nearest to the places, for looking up what is called there. */
  close: readonly LineRange[]
}

/**
 * The code around places of a file: the whole function around each with the comment above it, and nothing of its neighbours; where
 * there is none (the top of a file, a language that is not known) the lines around it.
 */
export function quotedOf(source: SourceText, places: readonly number[]): Quoted {
  const symbols = places.flatMap((line) => enclosingSymbol(source, line) ?? [])
  const alone = places.filter((line) => !symbols.some(({ first, last }) => first <= line && line <= last))
  const { length } = source.lines
  const ranges = joined([
    ...symbols.map(({ first, last }) => ({ first: aboveOf(source, first), last: Math.min(length, last + 1) })),
    ...rangesAround(alone, length),
  ])
  const edges = symbols.flatMap(({ first, last }) => [first, last])
  const close = rangesAround([...places, ...edges], length, NEAR).flatMap((range) => within(range, ranges))
  return { text: excerpts(source, ranges), ranges, close }
}

/** The first line of what stands right above a line without an empty one between. */
function aboveOf({ lines }: SourceText, line: number): number {
  let first = line
  while (first > 1 && line - first < MOST_ABOVE && /^\s*(?:@|#|\/\/|\/\*|\*|\))/.test(lines[first - 2] ?? ''))
    first -= 1
  return first
}

function within({ first, last }: LineRange, ranges: readonly LineRange[]): LineRange[] {
  return ranges.flatMap((range) => {
    const part = { first: Math.max(first, range.first), last: Math.min(last, range.last) }
    return part.first <= part.last ? [part] : []
  })
}
