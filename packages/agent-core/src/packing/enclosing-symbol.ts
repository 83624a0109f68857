import type { Declared } from './declared.ts'
import { byGrammar } from './declared-tree.ts'
import type { LineRange } from './excerpts.ts'
import { indentOf, languageOf } from './source.ts'
import type { Language, SourceText } from './source.ts'

export interface EnclosingSymbol extends LineRange {
  name: string
}

/** What begins a function, a method or a class, with its name. A line of code is enough here: nothing is decided by it. */
const BEGINNINGS: Readonly<Record<'script' | 'python', readonly RegExp[]>> = {
  script: [
    /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|interface|enum|namespace)\s+([\w$]+)/,
    /^\s*(?:export\s+)?(?:const|let|var)\s+([\w$]+)[^=]{0,200}=\s*(?:async\s*)?(?:\(|<|function\b|[\w$]+\s*=>)/,
    /^\s*(?:(?:public|private|protected|static|async|override|readonly|get|set)\s+)*(?!(?:if|for|while|switch|catch|return|function)\b)([\w$#]+)\s*(?:<[^>]{0,200}>)?\([^;]*\{\s*$/,
  ],
  python: [/^\s*(?:async\s+)?(?:def|class)\s+(\w+)/],
}

/** A longer symbol is no context. */
const MOST_LINES = 120

/** The innermost function, method or class around a line; null where the line stands at the top, or the language is not known. */
export function enclosingSymbol(source: SourceText, line: number): EnclosingSymbol | null {
  const file = byGrammar(source)
  if (file !== null) return innermost(file.declared, line)
  const language = languageOf(source.path)
  if (language !== 'script' && language !== 'python') return null
  const own = indentOf(source.lines[line - 1]) ?? Infinity
  let inner = own + 1
  for (let at = line; at >= 1; at -= 1) {
    const text = source.lines[at - 1] ?? ''
    const indent = indentOf(text)
    if (indent === null || (at !== line && indent >= inner)) continue
    const name = nameIn(text, language)
    if (name !== null && (at === line || indent < inner)) {
      const last = endOf(source, at, indent, language)
      if (last >= line) return last - at < MOST_LINES ? { name, first: at, last } : null
    }
    // what closes a bracket stands as far left as the line that opened it
    inner = Math.min(inner, /^\s*[)\]}]/.test(text) ? indent + 1 : indent)
  }
  return null
}

function innermost(declared: readonly Declared[], line: number): EnclosingSymbol | null {
  const around = declared.filter((one) => one.kind !== 'value' && one.line <= line && line <= one.last)
  const [own] = around.toSorted((one, other) => other.line - one.line)
  if (own === undefined || own.last - own.line >= MOST_LINES) return null
  return { name: own.name, first: own.line, last: own.last }
}

function nameIn(text: string, language: 'script' | 'python'): string | null {
  for (const beginning of BEGINNINGS[language]) {
    const name = beginning.exec(text)?.[1]
    if (name !== undefined) return name
  }
  return null
}

/** The last line (1-based) that belongs to what begins at a line: by indentation, and in scripts with the line that closes it. */
export function endOf({ lines }: SourceText, start: number, indent: number, language: Language): number {
  let last = start
  for (let at = start + 1; at <= lines.length; at += 1) {
    const own = indentOf(lines[at - 1])
    if (own === null) continue
    const closes = language === 'script' && own === indent && /^\s*[})\]]/.test(lines[at - 1] ?? '')
    const continues = language === 'python' && own === indent && /^\s*\)/.test(lines[at - 1] ?? '')
    if (own <= indent && !closes && !continues) break
    last = at
    if (closes && !/[{(,]\s*$/.test(lines[at - 1] ?? '')) break
  }
  return last
}
