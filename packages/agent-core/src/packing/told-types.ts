import { CLASS, classAround, declaredAs } from './declared-as.ts'
import { embeddedIn, ownType, typesTold } from './declared-tree.ts'
import type { Declared } from './declared.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { basesOf, headAt } from './head.ts'
import { namesIn } from './named.ts'
import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'

/** Bases of bases, as far as they are in the given files. */
const MOST_STEPS = 3

export function ownerType(owner: Declared['owner']): string | null {
  return owner !== null && 'type' in owner ? owner.type : null
}

export const SELF = /^(?:self|cls|this|super|Self)$/

/** The types that are told of what stands in front of a member; null where none is told. */
export function typesOf(of: string, source: SourceText, line: number): string[] | null {
  if (SELF.test(of)) return [typeAround(source, line) ?? '']
  const told = toldOf(of, source, line)
  return told.length === 0 ? null : told
}

/** The class, or the type of the methods, around a line. */
export function typeAround(source: SourceText, line: number): string | null {
  const at = classAround(source, line)
  return at === null ? ownType(source, line) : (CLASS.exec(source.code[at - 1] ?? '')?.[1] ?? null)
}

/** Empty for nothing; with an empty name for a type that is none of the repository's. */
function toldOf(name: string, source: SourceText, line: number): string[] {
  if (!/^[A-Za-z_$]/.test(name)) return []
  const symbol = enclosingSymbol(source, line)
  if (['go', 'rust'].includes(languageOf(source.path)))
    return typesTold(source, line, name).map((type) => (type === 'Self' ? (typeAround(source, line) ?? type) : type))
  if (symbol === null) return []
  const escaped = name.replaceAll('$', '\\$')
  const typed = new RegExp(`(?<![\\w$.])${escaped}\\s{0,20}[?!]?\\s{0,20}:\\s{0,20}([^=,)\\n]*)`, 'g')
  const made = new RegExp(`(?<![\\w$.])${escaped}\\s{0,20}=\\s{0,20}(?:(?:await|new)\\s){0,2}([A-Z][\\w$]*)\\(`, 'g')
  const literal = new RegExp(
    `(?<![\\w$.])${escaped}\\s{0,20}=\\s{0,20}(?:[[{"'\`\\d]|(?:dict|list|set|tuple|str|int|float|bytes)\\()`,
  )
  const text = source.code.slice(symbol.first - 1, symbol.last).join('\n')
  const told = [typed, made].flatMap((pattern) => [...text.matchAll(pattern)].map(([, type]) => type ?? ''))
  const types = [...new Set(told.flatMap(namesIn))].filter((type) => /^[A-Z_]/.test(type))
  const isBuiltIn = told.some((type) => /[A-Za-z]/.test(type) && namesIn(type).length === 0 && !ANYTHING.test(type))
  return types.length === 0 && (isBuiltIn || literal.test(text)) ? [''] : types
}

/** Says nothing of what a value is. */
export const ANYTHING = /\b(?:any|unknown|object|never|Any|interface)\b/

/** Types with what they extend, embed or implement, as far as it is in the given files. */
export function withBases(types: readonly string[], sources: readonly SourceText[]): ReadonlySet<string> {
  const seen = new Set(types)
  let level = [...types]
  for (let step = 0; step < MOST_STEPS && level.length > 0; step += 1) {
    const above = level.flatMap((type) => sources.flatMap((source) => basesIn(source, type)))
    level = [...new Set(above)].filter((type) => !seen.has(type))
    for (const type of level) seen.add(type)
  }
  return seen
}

function basesIn(source: SourceText, type: string): readonly string[] {
  if (type === '' || !source.text.includes(type)) return []
  if (['go', 'rust'].includes(languageOf(source.path))) return embeddedIn(source, type)
  return declaredAs(source, type)
    .filter(({ kind }) => kind === 'type')
    .flatMap(({ line }) => basesOf(headAt(source, line)))
}
