import { declaredAs } from './declared-as.ts'
import type { Declared } from './declared.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { headAt } from './head.ts'
import { namesAt, namesIn, namesInStatement } from './named.ts'
import type { Named } from './named.ts'
import type { PackedDiagnostic } from './packed-diagnostic.ts'
import { resolved } from './resolve.ts'
import { ownerType } from './told-types.ts'
import type { Resolved } from './resolve.ts'
import type { SourceText } from './source.ts'
import { statementAround } from './statement.ts'
import { signaturesAsked, typesAt } from './type-questions.ts'
import type { Found } from './visible.ts'

/** More diagnostics are not compared with each other. */
const MOST = 60

/** What a compiler says where something is used of which it says something where that is declared, or gets its value. */
export interface Following {
  diagnostic: PackedDiagnostic
  /** The first of the ones that it may follow from. */
  from: PackedDiagnostic
}

/**
 * Of these diagnostics those that may be gone with another one: they name what the other one stands at. A wrong type is told once where
 * it is declared, and again wherever it is used. None in a circle.
 */
export function followingOf(diagnostics: readonly PackedDiagnostic[], sources: readonly SourceText[]): Following[] {
  const placed = placesOf(diagnostics, sources)
  const found = new Map<PackedDiagnostic, PackedDiagnostic>()
  for (const one of placed) {
    const from = placed.find((other) => !isSame(one, other) && names(one, other))
    if (from !== undefined && !leadsTo(from.diagnostic, one.diagnostic, found))
      found.set(one.diagnostic, from.diagnostic)
  }
  return [...found].map(([diagnostic, from]) => ({ diagnostic, from }))
}

/** The diagnostic that another one comes from in the end. */
export function rootOf(diagnostic: PackedDiagnostic, following: readonly Following[]): PackedDiagnostic {
  const next = following.find((one) => one.diagnostic === diagnostic)
  return next === undefined ? diagnostic : rootOf(next.from, following)
}

/** Where a diagnostic stands. */
interface Place {
  diagnostic: PackedDiagnostic
  source: SourceText
  /** Its statement. */
  first: number
  last: number
  named: readonly Named[]
  /** What its names, and those of the types that it is about, mean most likely. */
  means: readonly Found[]
  /** What its statement gives a value. */
  bound: ReadonlySet<string>
  /** The first line of the function around it; null for the top of a file. */
  symbol: number | null
}

/** The places of the first of these diagnostics, as far as their files are given. */
export function placesOf(diagnostics: readonly PackedDiagnostic[], sources: readonly SourceText[]): Place[] {
  return diagnostics.slice(0, MOST).flatMap((diagnostic) => {
    const { path, line } = diagnostic
    const source = sources.find((one) => one.path === path)
    if (source === undefined) return []
    const { first, last } = statementAround(source, line)
    const named = namesInStatement(source, line)
    const about = [...named, ...typesAt(source, diagnostic)]
    const means = [...about.flatMap((one) => likely(resolved(one, sources))), ...ownHead(diagnostic, source)]
    const symbol = enclosingSymbol(source, line)?.first ?? null
    return [{ diagnostic, source, first, last, named, means, bound: boundIn(source, first, last), symbol }]
  })
}

/** The function around, where the message is about what it returns. */
function ownHead(diagnostic: PackedDiagnostic, source: SourceText): Found[] {
  return signaturesAsked([diagnostic], [source]).flatMap(({ name }) => {
    const first = enclosingSymbol(source, diagnostic.line)?.first
    return declaredAs(source, name).flatMap((declared) => (declared.line === first ? [{ source, declared }] : []))
  })
}

/** What is sure; where nothing is, what a name can only be of one type's. */
function likely(all: readonly Resolved[]): readonly Resolved[] {
  const sure = all.filter(({ byName }) => !byName)
  const owners = new Set(all.map(({ declared }) => ownerType(declared.owner)))
  return sure.length > 0 || owners.size > 1 ? sure : all
}

function isSame(one: Place, other: Place): boolean {
  return one.source === other.source && one.first === other.first
}

/** Whether a place names what stands at another one: a declaration, or in the same function a value that it gets there. */
function names(one: Place, other: Place): boolean {
  const { line } = other.diagnostic
  const isLocal =
    one.source === other.source && one.symbol !== null && one.symbol === other.symbol && other.last < one.first
  if (isLocal && one.named.some(({ name, of }) => other.bound.has(of ?? name))) return true
  return one.means.some(
    ({ source, declared }) => source === other.source && declared.line <= line && line <= lastSeen(source, declared),
  )
}

/** The last line of what users of a declaration see: what is wrong in the body of a function is nothing to its callers. */
export function lastSeen(source: SourceText, { kind, line, last }: Declared): number {
  if (kind === 'function') return line + headAt(source, line).split('\n').length - 1
  const symbol = kind === 'type' ? enclosingSymbol(source, line) : null
  return Math.max(last, statementAround(source, line).last, symbol?.first === line ? symbol.last : line)
}

/** Left of what gives a value: `a, b :=`, `const { a } =`, `let mut a: T =`, `for a in`. */
const GIVEN = /^([^=]*?)(?::=|(?<![=!<>+\-*/%&|^])=(?![=>])|\s(?:in|of)\s)/

/** The names that a statement gives a value, and no members of something. */
function boundIn(source: SourceText, first: number, last: number): Set<string> {
  const text = source.code.slice(first - 1, last).join('\n')
  const [left = ''] = (GIVEN.exec(text)?.[1] ?? '').split(/:(?!:)/)
  const own = new Set(namesIn(left))
  return new Set(namesAt(source, first, last).flatMap(({ name, of }) => (of === null && own.has(name) ? [name] : [])))
}

function leadsTo(
  from: PackedDiagnostic,
  to: PackedDiagnostic,
  found: ReadonlyMap<PackedDiagnostic, PackedDiagnostic>,
): boolean {
  for (let at: PackedDiagnostic | undefined = from; at !== undefined; at = found.get(at)) if (at === to) return true
  return false
}
