import { declarationAt, headAt } from './declarations.ts'
import type { Declaration } from './declarations.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { indentOf, languageOf } from './source.ts'
import type { SourceText } from './source.ts'

/** An interface has no bodies, but bases and members alike. */
const CLASS = /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:class|interface)\s+([\w$]+)/
/** Bases of bases, as far as they are in the given files. */
const MOST_STEPS = 3

/** The classes that the class around a line extends, and what they declare under the name of the member that the line stands in. */
export function overriddenAt(source: SourceText, line: number, sources: readonly SourceText[]): Declaration[] {
  const own = classAround(source, line)
  if (own === null) return []
  const symbol = enclosingSymbol(source, line)
  const member = symbol !== null && symbol.first !== own ? symbol.name : memberAt(source, line)
  const found: Declaration[] = []
  let heads = [headAt(source, own)]
  const seen = new Set<string>()
  const others = (one: SourceText, at: number) => one !== source || at !== own // `class Session(requests.Session)`
  for (let step = 0; step < MOST_STEPS && heads.length > 0; step += 1) {
    const bases = heads.flatMap(basesOf).filter((name) => !seen.has(name))
    heads = []
    for (const name of bases) {
      seen.add(name)
      const base = classNamed(name, sources, others)
      if (base === null) continue
      heads.push(headAt(base.source, base.line))
      found.push(declarationAt(base.source, name, base.line))
      const at = member === null ? null : memberOf(base.source, base.line, member)
      if (at !== null && member !== null) found.push(declarationAt(base.source, member, at))
    }
  }
  return found
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

/** The line of the class that a line lies in or begins; null for none. */
function classAround(source: SourceText, line: number): number | null {
  if (languageOf(source.path) === 'other') return null
  let inner = (indentOf(source.lines[line - 1]) ?? Infinity) + 1
  for (let at = line; at >= 1; at -= 1) {
    const text = source.lines[at - 1] ?? ''
    const indent = indentOf(text)
    if (indent === null || indent >= inner) continue
    if (CLASS.test(text)) return at
    inner = /^\s*[)\]}]/.test(text) ? inner : indent
    if (indent === 0 && !/^\s*[)\]}]/.test(text)) return null
  }
  return null
}

/** The member that a line of a class body declares itself. */
function memberAt({ lines }: SourceText, line: number): string | null {
  const text = lines[line - 1] ?? ''
  if (CLASS.test(text)) return null
  return (
    /^\s*(?:(?:public|private|protected|static|async|override|readonly|declare|get|set|def)\s+)*([\w$]+)\s*[?!]?\s*[:=(<]/.exec(
      text,
    )?.[1] ?? null
  )
}

function classNamed(
  name: string,
  sources: readonly SourceText[],
  may: (source: SourceText, line: number) => boolean,
): { source: SourceText; line: number } | null {
  for (const source of sources) {
    const at = source.lines.findIndex((text, index) => CLASS.exec(text)?.[1] === name && may(source, index + 1))
    if (at >= 0) return { source, line: at + 1 }
  }
  return null
}

/** The line of a class at which it declares a member; null where it does not. */
function memberOf({ path, lines }: SourceText, classLine: number, member: string): number | null {
  const outer = indentOf(lines[classLine - 1]) ?? 0
  const escaped = member.replaceAll('$', '\\$')
  const declares =
    languageOf(path) === 'python'
      ? new RegExp(`^\\s+(?:(?:async\\s+)?def\\s+${escaped}\\b|(?:self\\.)?${escaped}\\s*[:=](?!=))`)
      : new RegExp(
          `^\\s+(?:(?:public|private|protected|static|async|override|readonly|declare|abstract|get|set)\\s+)*${escaped}\\s*[?!]?\\s*[:=(<]`,
        )
  for (let at = classLine + 1; at <= lines.length; at += 1) {
    const indent = indentOf(lines[at - 1])
    if (indent !== null && indent <= outer && !/^\s*[)\]]/.test(lines[at - 1] ?? '')) return null
    if (declares.test(lines[at - 1] ?? '')) return at
  }
  return null
}
