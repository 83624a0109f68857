import { calledNames, headAt, isName, namesIn } from './declarations.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import type { PackedDiagnostic } from './packed-diagnostic.ts'
import { sourceText } from './source.ts'
import type { SourceText } from './source.ts'
import { codeOf, statementAround, statementText } from './statement.ts'

/** A longer function's body is not quoted where it is called. */
export const SHORT_BODY = 40

/** How checkers speak of types, whichever they are. */
const ABOUT_TYPES =
  /\btypes?\b|\bassignable\b|\bincompatible\b|\boverload|\bargument|\battribute\b|\bproperty\b|\bpossibly\b|\breturn|\| ?(?:None|null|undefined)\b/i

function isAboutTypes({ message }: PackedDiagnostic): boolean {
  return ABOUT_TYPES.test(message)
}

/** The types that a message quotes, and those in the head of the function around its line. */
export function typesAt(source: SourceText, { line, message }: PackedDiagnostic): string[] {
  const symbol = enclosingSymbol(source, line)
  const head = symbol === null ? '' : headAt(source, symbol.first)
  const annotated = [...head.matchAll(/(?::|->)\s*([^,()={]*)/g)].map(([, type]) => type ?? '')
  return [...new Set([...annotated, ...quotedIn(message)].flatMap(namesIn))].filter((name) => name !== symbol?.name)
}

/** The names that a message quotes by themselves. */
export function namesQuoted({ message }: PackedDiagnostic): string[] {
  return [...new Set(quotedIn(message).filter(isName))]
}

function quotedIn(message: string): string[] {
  return [...message.matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`/g)].map(([, one, two, three]) => one ?? two ?? three ?? '')
}

/** What is called where a type that is complained of comes from: in the statement itself, and where the names in it get their values. */
export function callsBehind(source: SourceText, diagnostic: PackedDiagnostic): string[] {
  if (!isAboutTypes(diagnostic)) return []
  const { line } = diagnostic
  const statement = statementText(source, line)
  const symbol = enclosingSymbol(source, line)
  const names = new Set(namesIn(statement))
  const sources = [statement]
  for (let at = symbol?.first ?? line; at <= (symbol?.last ?? line); at += 1) {
    const assigned =
      /^\s*(?:(?:const|let|var|for|with|async|await)\s+)*\(?([\w$]+)[^=!<>]{0,80}(?:=(?![=>])|\bin\b|\bof\b)/.exec(
        codeOf(source, at),
      )?.[1]
    if (assigned !== undefined && names.has(assigned)) sources.push(statementText(source, at))
  }
  return calledNames(sources.join('\n'))
}

/** The functions whose signature a message is about: it speaks of their head, or of what they return. */
export function signaturesAsked(
  diagnostics: readonly PackedDiagnostic[],
  files: ReadonlyMap<string, string>,
): { name: string; path: string }[] {
  const found = new Map<string, { name: string; path: string }>()
  for (const diagnostic of diagnostics) {
    const { path, line } = diagnostic
    const text = files.get(path)
    if (text === undefined || !isAboutTypes(diagnostic)) continue
    const source = sourceText(path, text)
    const symbol = enclosingSymbol(source, line)
    if (symbol === null) continue
    const inHead = line < symbol.first + headAt(source, symbol.first).split('\n').length
    const returned = /^\s*(?:return|yield)\b/.test(source.lines[statementAround(source, line).first - 1] ?? '')
    if (inHead || returned) found.set(`${path} ${symbol.name}`, { name: symbol.name, path })
  }
  return [...found.values()]
}
