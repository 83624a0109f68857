import { boundAround } from './bound.ts'
import { declaredAs } from './declared-as.ts'
import { byGrammar } from './declared-tree.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import type { LineRange } from './excerpts.ts'
import { headAt } from './head.ts'
import { calledAt, isName, namesAt, namesIn, namesInStatement } from './named.ts'
import type { Named } from './named.ts'
import type { PackedDiagnostic } from './packed-diagnostic.ts'
import { ownerType, typeAround } from './told-types.ts'
import type { SourceText } from './source.ts'
import { codeOf, statementAround, statementText } from './statement.ts'
import type { Asked } from './uses.ts'

/** A longer function's body is not quoted where it is called. */
export const SHORT_BODY = 40

/** How checkers speak of types, whichever they are. */
const ABOUT_TYPES =
  /\btypes?\b|\bassignable\b|\bincompatible\b|\boverload|\bargument|\battribute\b|\bproperty\b|\bpossibly\b|\breturn|\| ?(?:None|null|undefined)\b/i

function isAboutTypes({ message }: PackedDiagnostic): boolean {
  return ABOUT_TYPES.test(message)
}

/** The types that a message quotes, and those in the head of the function around its line. */
export function typesAt(source: SourceText, { line, message }: PackedDiagnostic): Named[] {
  const symbol = enclosingSymbol(source, line)
  const head = symbol === null ? '' : headAt(source, symbol.first)
  const types = new Set([...head.matchAll(/(?::|->)\s*([^,()={]*)/g)].flatMap(([, type]) => namesIn(type ?? '')))
  const all = symbol === null ? [] : namesAt(source, symbol.first, symbol.first + head.split('\n').length - 1)
  const annotated = byGrammar(source) === null ? all.filter(({ name }) => types.has(name)) : all
  const known = [...annotated, ...namesInStatement(source, line)]
  const beside = quotedIn(message).flatMap(namesIn)
  const quoted = beside
    .filter((name) => !known.some((one) => one.name === name))
    .map((name) => ({ name, of: null, beside, at: null }))
  return [...annotated, ...quoted].filter(({ name }) => name !== symbol?.name)
}

/** The names that a message quotes by themselves, and that may be used elsewhere in the file: no members, and nothing that the function around binds. */
export function namesQuoted(source: SourceText, { line, message }: PackedDiagnostic): string[] {
  const bound = boundAround(source, line)
  const used = namesInStatement(source, line)
  return [...new Set(quotedIn(message).filter(isName))].filter((name) => {
    const here = used.filter((one) => one.name === name)
    return !bound.has(name) && (here.length === 0 || here.some(({ of }) => of === null))
  })
}

function quotedIn(message: string): string[] {
  return [...message.matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`/g)].map(([, one, two, three]) => one ?? two ?? three ?? '')
}

/** What is called where a type that is complained of comes from: in the statement itself, and where the names in it get their values. */
export function callsBehind(source: SourceText, diagnostic: PackedDiagnostic): Named[] {
  if (!isAboutTypes(diagnostic)) return []
  const own = statementAround(source, diagnostic.line)
  return [own, ...statementsBehind(source, diagnostic)].flatMap(({ first, last }) => calledAt(source, first, last))
}

/** The members that are taken where the names in a statement that is complained of get their values. */
export function membersBehind(source: SourceText, diagnostic: PackedDiagnostic): Named[] {
  if (!isAboutTypes(diagnostic)) return []
  return statementsBehind(source, diagnostic)
    .flatMap(({ first, last }) => namesAt(source, first, last))
    .filter(({ of }) => of !== null)
}

/** The statements of the same function that give the names of a statement their values. */
function statementsBehind(source: SourceText, { line }: PackedDiagnostic): LineRange[] {
  const names = new Set(namesIn(statementText(source, line)))
  const symbol = enclosingSymbol(source, line)
  const found: LineRange[] = []
  for (let at = symbol?.first ?? line; at <= (symbol?.last ?? line); at += 1) {
    const assigned =
      /^\s*(?:(?:const|let|var|mut|for|if|with|async|await)\s+)*\(?([\w$]+)[^=!<>]{0,80}(?:=(?![=>])|\bin\b|\bof\b)/.exec(
        codeOf(source, at),
      )?.[1]
    if (assigned !== undefined && names.has(assigned)) found.push(statementAround(source, at))
  }
  return found
}

/** The functions whose signature a message is about: it speaks of their head, or of what they return. */
export function signaturesAsked(diagnostics: readonly PackedDiagnostic[], sources: readonly SourceText[]): Asked[] {
  const found = new Map<string, Asked>()
  for (const diagnostic of diagnostics) {
    const { path, line } = diagnostic
    const source = sources.find((one) => one.path === path)
    if (source === undefined || !isAboutTypes(diagnostic)) continue
    const symbol = enclosingSymbol(source, line)
    if (symbol === null) continue
    const inHead = line < symbol.first + headAt(source, symbol.first).split('\n').length
    const returned = /^\s*(?:return|yield)\b/.test(source.lines[statementAround(source, line).first - 1] ?? '')
    if (!inHead && !returned) continue
    const declared = declaredAs(source, symbol.name).find((one) => one.line === symbol.first)
    const owner = declared?.owner ?? null
    const as = owner === null ? 'alone' : { of: ownerType(owner) ?? typeAround(source, line) ?? '' }
    found.set(`${path} ${symbol.name}`, { name: symbol.name, path, as })
  }
  return [...found.values()]
}
