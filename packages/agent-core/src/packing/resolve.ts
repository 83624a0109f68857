import { posix } from 'node:path'
import { CLASS, classAround, declaredAs, holds } from './declared-as.ts'
import { embeddedIn, importedAs, ownType, typesTold } from './declared-tree.ts'
import type { Declared } from './declared.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { basesOf, headAt } from './head.ts'
import { importsOf } from './imports.ts'
import { namesIn } from './named.ts'
import type { Named } from './named.ts'
import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'

export interface Resolved {
  source: SourceText
  declared: Declared
  /** Nothing tells that the name means this one, but the name. */
  byName: boolean
}

/** Of members that only their name tells, those of more types are none of them worth showing. */
const MOST_OWNERS = 2
/** Bases of bases, as far as they are in the given files. */
const MOST_STEPS = 3

/** What a name may mean where it is used, the surest first: a member only of a type that it can be of there, as far as that is told. */
export function resolved(named: Named, sources: readonly SourceText[]): Resolved[] {
  const all = sources.flatMap((source) => declaredAs(source, named.name).map((declared) => ({ source, declared })))
  const sure: Resolved[] = []
  const possible: Resolved[] = []
  const may = all.length === 0 ? () => false : meaning(named, sources)
  for (const one of all) {
    const fits = may(one.source, one.declared)
    if (fits === 'possible') possible.push({ ...one, byName: true })
    else if (fits) sure.push({ ...one, byName: false })
  }
  const functions = possible.filter(({ declared: { kind } }) => kind === 'function')
  const likely = named.called === true && functions.length > 0 ? functions : possible
  const nearest = mentioned(likely, named)
  const owners = new Set(nearest.map(({ declared: { owner } }) => ownerType(owner)))
  return [...sure, ...(owners.size > MOST_OWNERS ? [] : nearest)]
}

/** Those of types that the file itself speaks of, where there are any. */
function mentioned(possible: readonly Resolved[], { at }: Named): readonly Resolved[] {
  if (at === null) return possible
  const code = at.source.code.join('\n')
  const own = possible.filter(({ declared: { owner } }) => holds(code, ownerType(owner) ?? ''))
  return own.length > 0 ? own : possible
}

type Fits = (source: SourceText, declared: Declared) => boolean | 'possible'

function meaning({ of, at, name, scoped = false }: Named, sources: readonly SourceText[]): Fits {
  if (at === null)
    return (_, { owner }) => {
      const type = ownerType(owner)
      if (of !== null) return type === of
      return type === null ? owner === null : type !== '' && 'possible'
    }
  const { source, line } = at
  if (of === null)
    return (other, { owner }) => {
      if (owner === null) return other === source || seesAlone(source, other, name)
      return 'first' in owner && other === source && owner.first <= line && line <= owner.last
    }
  const types = typesOf(of, source, line)
  const reach = types === null ? null : withBases(types, sources)
  return (other, { owner }) => {
    if (owner === null) return seesModule(source, other, of)
    const type = ownerType(owner)
    if (type === null || type === '') return false
    if (type === of) return true
    return reach === null ? !scoped && 'possible' : reach.has(type)
  }
}

export function ownerType(owner: Declared['owner']): string | null {
  return owner !== null && 'type' in owner ? owner.type : null
}

const SELF = /^(?:self|cls|this|super|Self)$/

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

function toldOf(name: string, source: SourceText, line: number): string[] {
  if (!/^[A-Za-z_$]/.test(name)) return []
  const symbol = enclosingSymbol(source, line)
  if (['go', 'rust'].includes(languageOf(source.path)))
    return typesTold(source, line, name).map((type) => (type === 'Self' ? (typeAround(source, line) ?? type) : type))
  if (symbol === null) return []
  const escaped = name.replaceAll('$', '\\$')
  const typed = new RegExp(`(?<![\\w$.])${escaped}\\s{0,20}[?!]?\\s{0,20}:\\s{0,20}([^=,)\\n]*)`, 'g')
  const made = new RegExp(`(?<![\\w$.])${escaped}\\s{0,20}=\\s{0,20}(?:(?:await|new)\\s){0,2}([A-Z][\\w$]*)\\(`, 'g')
  const text = source.code.slice(symbol.first - 1, symbol.last).join('\n')
  const told = [typed, made].flatMap((pattern) => [...text.matchAll(pattern)].map(([, type]) => type ?? ''))
  return [...new Set(told.flatMap(namesIn))].filter((type) => /^[A-Z_]/.test(type))
}

/** Types with what they extend, embed or implement, as far as it is in the given files. */
function withBases(types: readonly string[], sources: readonly SourceText[]): ReadonlySet<string> {
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

/** Whether a name of another file can be meant where it stands by itself: in Go one of the same package, elsewhere what is imported. */
export function seesAlone(from: SourceText, other: SourceText, name: string): boolean {
  if (languageOf(from.path) === 'go') return posix.dirname(from.path) === posix.dirname(other.path)
  const imports = importsOf(from)
  return holds(imports, name) || imports.includes('*')
}

/** Whether what stands in front of a name can be the module that another file is, or is of. */
export function seesModule(from: SourceText, other: SourceText, module: string): boolean {
  const folder = posix.dirname(other.path)
  if (languageOf(from.path) === 'go')
    return importedAs(from, module).some((path) => folder === '.' || path === folder || path.endsWith(`/${folder}`))
  if (module === '' || (from === other && module !== 'Self' && module !== 'self')) return false
  const named = [posix.parse(other.path).name, posix.basename(folder)].includes(module)
  if (languageOf(from.path) === 'rust')
    return named || /^(?:crate|super|self)$/.test(module) || holds(importsOf(from), module)
  return !SELF.test(module) && (named || holds(importsOf(from), module))
}
