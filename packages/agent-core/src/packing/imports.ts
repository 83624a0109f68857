import { byGrammar } from './declared-tree.ts'
import { indentOf, languageOf } from './source.ts'
import type { SourceText } from './source.ts'

const MOST_LINES = 80

/** What begins a block of imports that only a type checker reads. */
const TYPES_ONLY = /^if\s+(?:\w+\.)?TYPE_CHECKING\s*:/

/** The import statements of a file, as they stand, where its language is known; in Python with those for type checkers alone. */
export function importsOf(source: SourceText): string {
  const file = byGrammar(source)
  if (file !== null)
    return file.imports
      .flatMap(({ first, last }) => source.lines.slice(first - 1, last))
      .slice(0, MOST_LINES)
      .join('\n')
  const language = languageOf(source.path)
  const [begins, goesOn] =
    language === 'script'
      ? [
          /^(?:import\b(?!\s*\()|export\s[^=]*\bfrom\b|(?:const|let|var)\s[^=]+=\s*require\()/,
          /[{,]\s*$|^import\s+(?:type\s+)?\{[^}]*$/,
        ]
      : [/^(?:import|from)\s/, /[(,\\]\s*$/]
  if (language === 'other') return ''
  const kept: string[] = []
  let open = false
  let typesOnly = false
  for (const line of source.lines) {
    if (kept.length >= MOST_LINES) break
    if (typesOnly && indentOf(line) === 0) typesOnly = false
    if (language === 'python' && TYPES_ONLY.test(line)) typesOnly = true
    if (typesOnly) {
      if (line.trim() !== '') kept.push(line)
    } else if (open) {
      kept.push(line)
      open = !/[})]|['"];?\s*$/.test(line)
    } else if (begins.test(line)) {
      kept.push(line)
      open = goesOn.test(line)
    }
  }
  return kept.join('\n')
}
