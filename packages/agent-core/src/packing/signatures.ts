import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'

/** A declaration that a place calls, as it stands. */
export interface Signature {
  name: string
  path: string
  line: number
  text: string
}

const MOST = 8
const MOST_CHARACTERS = 400

/** Words that stand before a parenthesis without being called. */
const NO_CALL = new Set(
  'if for while switch catch return function super await typeof def class print len range isinstance elif with lambda not and or in is constructor'.split(
    ' ',
  ),
)

/** Names that the given lines call or take apart, in the order of their first use. */
export function calledNames(text: string): string[] {
  const names = [...text.matchAll(/(?<![\w$])([A-Za-z_$][\w$]*)\s*(?:<[^<>()]{0,80}>)?\(/g)].map(
    (match) => match[1] ?? '',
  )
  return [...new Set(names)].filter((name) => !NO_CALL.has(name))
}

/** The declarations of names in the given files: each name's first one. */
export function signatures(names: readonly string[], sources: readonly SourceText[]): Signature[] {
  const found: Signature[] = []
  for (const name of names) {
    if (found.length >= MOST) break
    const signature = sources.map((source) => declarationIn(source, name)).find((one) => one !== null)
    if (signature !== undefined && signature !== null) found.push(signature)
  }
  return found
}

function declarationIn(source: SourceText, name: string): Signature | null {
  const language = languageOf(source.path)
  if (language === 'other') return null
  const escaped = name.replaceAll('$', '\\$')
  const declares =
    language === 'python'
      ? new RegExp(`^\\s*(?:(?:async\\s+)?def|class)\\s+${escaped}\\b`)
      : new RegExp(
          `^\\s*(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?(?:(?:async\\s+)?function\\*?\\s+|class\\s+|(?:const|let|var)\\s+)${escaped}\\b`,
        )
  const at = source.lines.findIndex((line) => declares.test(line))
  if (at < 0) return null
  return { name, path: source.path, line: at + 1, text: headOf(source.lines, at) }
}

/** The lines from a declaration's first to the one that opens its body. */
function headOf(lines: readonly string[], start: number): string {
  const head: string[] = []
  for (const line of lines.slice(start, start + 12)) {
    head.push(line)
    if (/[{:]\s*$|=>\s*\S*$|;\s*$/.test(line)) break
  }
  return head.join('\n').slice(0, MOST_CHARACTERS)
}
