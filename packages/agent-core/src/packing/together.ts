import { enclosingSymbol } from './enclosing-symbol.ts'
import type { SourceText } from './source.ts'
import { statementAround } from './statement.ts'

/** A function of so many lines is read and changed as one. */
const SMALL_FUNCTION = 25
/** Lines this near stand in one run of statements; a comment may stand above each. */
const NEAR = 3
/** More in one question are hard to settle at once. */
const MOST = 6

/**
 * Lines of a file that one change is likely to touch together: those of one statement or one function's head, of one small function, and
 * those that follow one another in the same function. Each given line is in one group; in the order of the file.
 */
export function together(source: SourceText, lines: readonly number[]): number[][] {
  const places = [...new Set(lines)].toSorted((one, other) => one - other).map((line) => placeOf(source, line))
  const groups: Place[][] = []
  for (const place of places) {
    const group = groups.findLast((own) => own.length < MOST && own.some((one) => belong(one, place)))
    if (group === undefined) groups.push([place])
    else group.push(place)
  }
  return groups.map((group) => group.map(({ line }) => line))
}

interface Place {
  line: number
  /** The first line of its statement. */
  statement: number
  /** The first line of the function around it; null at the top of the file. */
  symbol: number | null
  small: boolean
}

function placeOf(source: SourceText, line: number): Place {
  const symbol = enclosingSymbol(source, line)
  const small = symbol !== null && symbol.last - symbol.first < SMALL_FUNCTION
  return { line, statement: statementAround(source, line).first, symbol: symbol?.first ?? null, small }
}

function belong(one: Place, other: Place): boolean {
  if (one.statement === other.statement) return true
  return one.symbol === other.symbol && (one.small || other.line - one.line <= NEAR)
}
