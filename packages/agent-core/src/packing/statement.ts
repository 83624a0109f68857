import type { LineRange } from './excerpts.ts'
import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'

/** A statement of more lines is taken for the one line alone: what is read here is text, and a bracket in it may be none. */
const MOST_LINES = 40
const OPENERS = '([{'
const CLOSERS = ')]}'

/**
 * The lines of the statement, or of the head of the function, that a line belongs to: as far as round and square brackets hold it
 * together (in Python curly ones too; in a script they hold blocks). 1-based.
 */
export function statementAround(source: SourceText, line: number): LineRange {
  const blocks = languageOf(source.path) !== 'python'
  let first = line
  const closed: string[] = []
  for (let at = line - 1; at >= Math.max(1, line - MOST_LINES); at -= 1) {
    const open = unclosedBefore(codeOf(source, at), closed)
    if (open.at(-1) === '{' && blocks) break
    if (open.length > 0) first = at
  }
  const last = endOf(source, first, blocks)
  return last === null || last < line ? { first: line, last: line } : { first, last }
}

/** The openers of a line that nothing behind them closes, the rightmost last; `closed` carries closers from line to line, upwards. */
function unclosedBefore(code: string, closed: string[]): string[] {
  const open: string[] = []
  for (let at = code.length - 1; at >= 0; at -= 1) {
    const sign = code.charAt(at)
    if (CLOSERS.includes(sign)) closed.push(sign)
    else if (OPENERS.includes(sign) && closed.pop() === undefined) open.unshift(sign)
  }
  return open
}

function endOf(source: SourceText, first: number, blocks: boolean): number | null {
  const open: string[] = []
  for (let at = first; at < first + MOST_LINES && at <= source.lines.length; at += 1) {
    for (const sign of codeOf(source, at)) {
      if (OPENERS.includes(sign)) open.push(sign)
      else if (CLOSERS.includes(sign)) open.pop()
    }
    if (open.length === 0 || (blocks && open.every((sign) => sign === '{'))) return at
  }
  return null
}

/** The statement around a line, as `codeOf` gives its lines. */
export function statementText(source: SourceText, line: number): string {
  const { first, last } = statementAround(source, line)
  return Array.from({ length: last - first + 1 }, (_, at) => codeOf(source, first + at)).join('\n')
}

/** A line without its strings and its comment: by the grammar of its language, else near enough for counting brackets and names. */
export function codeOf({ path, code }: SourceText, line: number): string {
  const text = code[line - 1] ?? ''
  const language = languageOf(path)
  if (language === 'go' || language === 'rust') return text
  const bare = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
  return language === 'python' ? bare.replace(/#.*$/, '') : bare.replace(/\/\/.*$|\/\*.*?\*\//g, '')
}
