import { byGrammar } from './declared-tree.ts'
import type { SourceText } from './source.ts'

/** The lines from a declaration's first to the one that opens its body. */
export function headAt(source: SourceText, line: number): string {
  const { lines } = source
  const known = byGrammar(source)?.declared.find((one) => one.line === line && one.kind === 'function')
  if (known !== undefined) return lines.slice(line - 1, known.head).join('\n')
  const head: string[] = []
  for (const text of lines.slice(line - 1, line + 11)) {
    head.push(text)
    if (/[{:]\s*(?:#.*)?$|=>\s*\S*$|;\s*$/.test(text)) break
  }
  return head.join('\n')
}

/** The names behind `class X(…)`, `extends` and `implements`, without their modules and type parameters. */
export function basesOf(head: string): string[] {
  const flat = head.replace(/#.*$/gm, '').replace(/\s+/g, ' ')
  const python = /class\s+\w+\s*(?:\[[^\]]*\])?\s*\(([^)]*)\)\s*:/.exec(flat)?.[1]
  const script = /\b(?:extends|implements)\b(.*?)\{/.exec(flat)?.[1]?.replace(/\b(?:extends|implements)\b/g, ',')
  const list = (python ?? script ?? '').replace(/\[[^\]]*\]|<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '')
  return list
    .split(',')
    .filter((one) => !one.includes('='))
    .flatMap((one) => /([\w$]+)\s*$/.exec(one.trim())?.[1] ?? [])
}
