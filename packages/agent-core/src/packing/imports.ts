import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'

const MOST_LINES = 80

/** The import statements of a file, as they stand, where its language is known. */
export function importsOf(source: SourceText): string {
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
  for (const line of source.lines) {
    if (kept.length >= MOST_LINES) break
    if (open) {
      kept.push(line)
      open = !/[})]|['"];?\s*$/.test(line)
    } else if (begins.test(line)) {
      kept.push(line)
      open = goesOn.test(line)
    }
  }
  return kept.join('\n')
}
