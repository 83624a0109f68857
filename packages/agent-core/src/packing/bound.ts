import { byGrammar } from './declared-tree.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { headAt } from './head.ts'
import { namesIn } from './named.ts'
import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'

/** Names that get a value in a function as they are read line by line: what is declared, loops and closures. */
const BINDINGS: Readonly<Record<'script' | 'python', readonly RegExp[]>> = {
  script: [
    /\b(?:const|let|var)\s+(\{[^=;]{0,400}\}|\[[^=;]{0,400}\]|[\w$]+)/g,
    /\(([^()]{0,400})\)\s*(?::[^=()]{0,200})?=>/g,
    /(?<![\w$.])([\w$]+)\s*=>/g,
    /\bcatch\s*\(([\w$]+)/g,
  ],
  python: [
    /^\s*([A-Za-z_]\w*(?:\s*,\s*\*?[A-Za-z_]\w*){0,20})\s*(?::[^=\n]{0,200})?=(?!=)/gm,
    /\bfor\s+([^\n]{1,200}?)\s+in\b/g,
    /\bas\s+(\w+)/g,
    /\blambda\s+([^:\n]{1,200}):/g,
  ],
}

/** The names that the function around a line binds itself, parameters included: by these nothing outside of it can be meant. */
export function boundAround(source: SourceText, line: number): ReadonlySet<string> {
  const file = byGrammar(source)
  if (file !== null) {
    const own = file.declared.find(
      ({ kind, line: first, last }) => kind === 'function' && first <= line && line <= last,
    )
    return own === undefined ? new Set() : (file.bound.get(own.line) ?? new Set())
  }
  const language = languageOf(source.path)
  const symbol = enclosingSymbol(source, line)
  if (symbol === null || (language !== 'script' && language !== 'python')) return new Set()
  const head = headAt(source, symbol.first)
  if (/^\s*(?:[\w$]+\s+)*(?:class|interface|enum|namespace)\s/.test(head)) return new Set()
  const code = source.code.slice(symbol.first - 1, symbol.last).join('\n')
  const inside = BINDINGS[language].flatMap((pattern) => [...code.matchAll(pattern)].map(([, bound]) => bound ?? ''))
  return new Set(
    [parametersIn(head), ...inside].flatMap((text) => namesIn(text.startsWith('{') ? text : withoutTypes(text))),
  )
}

/** What stands in the first round brackets of a head. */
function parametersIn(head: string): string {
  const start = head.indexOf('(')
  let depth = 0
  for (let at = start; at >= 0 && at < head.length; at += 1) {
    const sign = head.charAt(at)
    if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    if (depth === 0) return head.slice(start + 1, at)
  }
  return start < 0 ? '' : head.slice(start + 1)
}

/** Types, and values that are given where nothing else is, bind nothing. */
function withoutTypes(text: string): string {
  return text.replace(/(?::|=)(?:\[[^\]]*\]|[^,{}()])*/g, ' ')
}
