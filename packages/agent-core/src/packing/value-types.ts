import { boundAround } from './bound.ts'
import { declaredAs } from './declared-as.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { headAt } from './head.ts'
import { linksBefore } from './links.ts'
import type { Link } from './links.ts'
import { namesIn } from './named.ts'
import type { Named } from './named.ts'
import { languageOf } from './source.ts'
import type { Language, SourceText } from './source.ts'
import { ANYTHING, ownerType, typesOf, withBases } from './told-types.ts'
import { foundAlone } from './visible.ts'
import type { Found } from './visible.ts'

/** Calls of calls, and values of values, as far as they are followed. */
const MOST_STEPS = 4

/** What a head of a function says that it returns; of Go it is what stands behind the parameters. */
const RETURNED: Readonly<Record<Language, RegExp>> = {
  script: /\)\s*:\s*([^=]+?)\s*(?:\{|=>|;)?\s*$/,
  python: /->\s*([^:]+):/,
  rust: /->\s*([^{;]+)/,
  go: /^(?:func\s*(?:\([^()]*\)\s*)?)?\w+(?:\[[^\]]*\])?\s*\((?:[^()]|\([^()]*\))*\)\s*([^{]*)/,
  other: /(?!)/,
}

/** The types that are told of what stands in front of a member: of a value, of what a call returns, of a member; null where none is told. */
export function receiverTypes(
  { links, of, at }: Pick<Named, 'links' | 'of' | 'at'>,
  sources: readonly SourceText[],
  step = 0,
): readonly string[] | null {
  if (at === null || of === null || step > MOST_STEPS) return null
  const [first, ...rest] = links ?? [{ name: of, called: false }]
  if (first === undefined) return null
  let types = first.called ? calledTypes(first, at, sources) : valueTypes(first.name, at, sources, step)
  for (const link of rest) types = types === null ? null : memberTypes(types, link, sources)
  return types
}

type Place = NonNullable<Named['at']>

function calledTypes({ name }: Link, at: Place, sources: readonly SourceText[]): readonly string[] | null {
  if (name === 'super') return typesOf(name, at.source, at.line)
  const found = foundAlone(name, at, sources)
  return found === null ? null : givenBy(found, true)
}

/** Of a value its own type, where it is told; else that of the call that it was got from, or of what is declared outside of the function. */
function valueTypes(name: string, at: Place, sources: readonly SourceText[], step: number): readonly string[] | null {
  const told = typesOf(name, at.source, at.line)
  if (told !== null) return told
  const outside = boundAround(at.source, at.line).has(name) ? null : foundAlone(name, at, sources)
  if (outside !== null) return givenBy(outside, false)
  return gotTypes(name, at, sources, step) ?? elementTypes(name, at, sources, step)
}

/** The types of what a loop goes through: an element is of one of these. */
function elementTypes(name: string, at: Place, sources: readonly SourceText[], step: number): readonly string[] | null {
  const { source, line } = at
  const symbol = enclosingSymbol(source, line)
  if (symbol === null) return null
  const loop = new RegExp(
    `\\bfor\\b[^\\n]{0,100}(?<![\\w$.])${escaped(name)}(?![\\w$])[^\\n]{0,100}?\\s(?:in|of|range)\\s+(?:&\\s*)?(?:mut\\s+)?([\\w$.?()]{1,200})`,
  )
  const lines = source.code.slice(symbol.first - 1, line)
  const index = lines.findLastIndex((text) => text.length < 1000 && loop.test(text))
  const links = linksBefore(`${loop.exec(lines[index] ?? '')?.[1] ?? ''}.`)
  const of = links?.at(-1)?.name
  if (links === null || of === undefined) return null
  return receiverTypes({ links, of, at: { source, line: symbol.first + index } }, sources, step + 1)
}

/** The types of what the last call before gives that a value is got from: `one = table.first()`. */
function gotTypes(name: string, at: Place, sources: readonly SourceText[], step: number): readonly string[] | null {
  const { source, line } = at
  const symbol = enclosingSymbol(source, line)
  if (symbol === null) return null
  const got = new RegExp(
    `(?<![\\w$.])${escaped(name)}(?:\\s*,\\s*[\\w$]+)*\\s*:?=(?![=>])\\s*(?:await\\s+|&|new\\s+)*([\\w$.?!:()]{0,200}?)([A-Za-z_$][\\w$]*)\\(`,
  )
  const lines = source.code.slice(symbol.first - 1, line)
  const index = lines.findLastIndex((text) => text.length < 1000 && got.test(text))
  const [, before = '', callee] = got.exec(lines[index] ?? '') ?? []
  if (callee === undefined) return null
  const where = { source, line: symbol.first + index }
  const links = linksBefore(before)
  if (links === null) return before === '' ? calledTypes({ name: callee, called: true }, where, sources) : null
  const types = receiverTypes({ links, of: links.at(-1)?.name ?? '', at: where }, sources, step + 1)
  return types === null ? null : memberTypes(types, { name: callee, called: true }, sources)
}

function memberTypes(
  types: readonly string[],
  { name, called }: Link,
  sources: readonly SourceText[],
): readonly string[] | null {
  const reach = withBases(types, sources)
  for (const source of sources)
    for (const declared of declaredAs(source, name)) {
      const owner = ownerType(declared.owner)
      if (owner !== null && owner !== '' && reach.has(owner)) return givenBy({ source, declared }, called)
    }
  return null
}

/** The types of what a declaration gives: of a class itself, of a function what it returns, of a value its own. */
function givenBy({ source, declared }: Found, called: boolean): readonly string[] | null {
  const { kind, name, line, owner } = declared
  if (kind === 'type') return [name]
  if ((kind === 'function') !== called) return null
  const language = languageOf(source.path)
  const code = source.code[line - 1] ?? ''
  const text = called
    ? RETURNED[language].exec(headAt(source, line).replace(/\s+/g, ' ').trim())?.[1]
    : typeOfValue(name, language).exec(code)?.[1]
  if (text === undefined || text.trim() === '') return !called && literalOf(name).test(code) ? [''] : null
  if (ANYTHING.test(text)) return null
  const types = namesIn(text).map((type) => (type === 'Self' ? (ownerType(owner) ?? type) : type))
  return types.length === 0 ? [''] : types
}

function typeOfValue(name: string, language: Language): RegExp {
  return language === 'go'
    ? new RegExp(`(?<![\\w])${escaped(name)}(?:\\s*,\\s*\\w+)*\\s+([^=/\`]+)`)
    : new RegExp(`(?<![\\w$])${escaped(name)}\\s*[?!]?\\s*:\\s*([^=;]+)`)
}

function literalOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$.])${escaped(name)}\\s*=\\s*[[{"'\`\\d]`)
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$')
}
