import { posix } from 'node:path'
import { declaredAs, holds } from './declared-as.ts'
import { importsOf } from './imports.ts'
import { receiverIn } from './named.ts'
import { ownerType, typesOf } from './told-types.ts'
import { seesAlone, seesModule } from './visible.ts'
import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'
import { cutEnd } from '../cut-middle.ts'

/** A name whose uses are asked for. */
export interface Asked {
  name: string
  /** Where it is declared; null: nobody knows. */
  path: string | null
  /** Whether it stands by itself or is a member of a type; `any`: nobody knows. */
  as: 'alone' | 'any' | { of: string }
}

/** The files whose code holds a name, the nearest first, and how far it was looked for. */
export interface NameSearch {
  sources: readonly SourceText[]
  /** Files that were looked through, of those that may hold it. */
  searched: number
  files: number
}

export interface NameUse {
  path: string
  /** 1-based. */
  line: number
  text: string
}

const MOST_USES = 12
/** Of the file itself, of which a good part is quoted. */
const MOST_INSIDE = 6
const MOST_CHARACTERS = 160

/** The lines (1-based) whose code holds a name as a word. */
export function linesWith(source: SourceText, name: string): number[] {
  if (!source.text.includes(name)) return []
  return source.code.flatMap((code, at) => (code.includes(name) && holds(code, name) ? [at + 1] : []))
}

/** Where code uses what is asked for: not where it is declared, nor where what stands in front of the name tells that it is of another type. */
export function usesAmong(asked: Asked, sources: readonly SourceText[]): NameUse[] {
  const { name, path, as } = asked
  const declared = sources.map((source) => ({ source, all: declaredAs(source, name) }))
  const owners = new Set(declared.flatMap(({ all }) => all.flatMap(({ owner }) => ownerType(owner) ?? [])))
  const at = sources.find((source) => source.path === path)
  return declared.flatMap(({ source, all }) => {
    const here = new Set(all.map(({ line }) => line))
    const another = as === 'alone' && source.path !== path && all.some(({ owner }) => owner === null)
    const may = (line: number) =>
      as === 'any' ||
      receiversOn(source, line, name).some((of) =>
        as === 'alone'
          ? of === null
            ? !another &&
              (at === undefined || source === at || seesAlone(source, at, name) || importsHere(source, name, line))
            : at !== undefined && (seesModule(source, at, of) || importsHere(source, of, line))
          : of !== null && mayBeOf(as.of, { source, line, of }, owners),
      )
    return linesWith(source, name)
      .filter((line) => !here.has(line) && may(line))
      .map((line) => ({ path: source.path, line, text: source.lines[line - 1] ?? '' }))
  })
}

/** What stands in front of a name, for each time that a line holds it. */
function receiversOn(source: SourceText, line: number, name: string): (string | null)[] {
  const code = source.code[line - 1] ?? ''
  // a chain of calls goes on in the next line
  const before = /^\s*[.?]/.test(code) ? `${source.code[line - 2] ?? ''}\n` : ''
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g')
  return [...code.matchAll(word)].map(({ index }) => receiverIn(`${before}${code.slice(0, index)}`.slice(-200)))
}

/** A member of a type that is told, and that declares the name itself, is of that type; whatever is not told may be of the one asked for. */
function mayBeOf(
  type: string,
  { source, line, of }: { source: SourceText; line: number; of: string },
  owners: ReadonlySet<string>,
): boolean {
  const told = [of, ...(typesOf(of, source, line) ?? [])]
  return told.includes(type) || !told.some((one) => owners.has(one))
}

/** Imports may stand in functions as well, and in the line itself. */
function importsHere(source: SourceText, module: string, line: number): boolean {
  if (languageOf(source.path) === 'go') return false
  if (module === '') return IMPORTS.test(source.code[line - 1] ?? '')
  return holds(importsOf(source), module) || source.code.some((code) => IMPORTS.test(code) && holds(code, module))
}

const IMPORTS = /\b(?:import|require)\b/

/** Nothing but its name tells that it is the one asked for. */
const BY_NAME = ' (found by its name)'

/** Where a name is used, a line each; where it is not, how far that is known. */
export function usesOf(asked: Asked, { sources, searched, files }: NameSearch): string {
  const { name, as } = asked
  const among = searched < files ? `${searched} of ${files} files` : `all ${files} files`
  if (files === 0) return `${name}: nobody looked for it, there is no file of its language`
  const uses = usesAmong(asked, sources)
  if (uses.length === 0) return `${name}: no other use found in ${among} of its language`
  if (typeof as === 'string')
    return [`${name} is used at${as === 'alone' ? '' : BY_NAME}`, ...listed(uses, among)].join('\n')
  const near = uses.filter(({ path }) => speaksOf(as.of, path, asked, sources))
  const far = uses.length - near.length
  const others = near.length === 0 || far === 0 ? [] : [`[${far} more by that name where nothing speaks of ${as.of}]`]
  return [`${name} is used at${BY_NAME}`, ...listed(near.length === 0 ? uses : near, among), ...others].join('\n')
}

/** Whether a file names a type, or is in its Go package. */
function speaksOf(type: string, path: string, { path: own }: Asked, sources: readonly SourceText[]): boolean {
  if (own !== null && path.endsWith('.go') && posix.dirname(path) === posix.dirname(own)) return true
  return path === own || sources.some((source) => source.path === path && linesWith(source, type).length > 0)
}

/** Where a file uses a name that stands by itself, as far as that is not quoted anyway; empty where nothing is left. */
export function usesInside(name: string, source: SourceText, quoted: (line: number) => boolean): string {
  const all = usesAmong({ name, path: source.path, as: 'alone' }, [source])
  const uses = all.filter(({ line }) => !quoted(line))
  return uses.length === 0 ? '' : [`${name} is used at${BY_NAME}`, ...listed(uses, source.path, MOST_INSIDE)].join('\n')
}

/** Tests tell what a value is to be, and imports tell nothing: some of those always, these where nothing else is left. */
function byWorth(uses: readonly NameUse[], most: number): NameUse[] {
  const { imports = [], code = [] } = Object.groupBy(uses, ({ text }) => (IMPORT_LINE.test(text) ? 'imports' : 'code'))
  const { tests = [], others = [] } = Object.groupBy(code, ({ path }) => (TEST.test(path) ? 'tests' : 'others'))
  const room = Math.max(0, most - Math.min(tests.length, MOST_TESTS))
  return [...others.slice(0, room), ...tests, ...others.slice(room), ...imports]
}

const MOST_TESTS = 4
const TEST = /(?:^|[/_.-])(?:tests?|specs?|__tests__)(?:[/_.-]|$)/i
const IMPORT_LINE = /^\s*(?:(?:import|from|use)\b|export\s*[{*])/

function listed(uses: readonly NameUse[], among: string, most = MOST_USES): string[] {
  const worth = new Set(byWorth(uses, most).slice(0, most))
  const shown = uses.filter((use) => worth.has(use))
  const more = uses.length > shown.length ? [`[${uses.length - shown.length} more in ${among}]`] : []
  return [...shown.map(({ path, line, text }) => `${path}:${line}: ${cutEnd(text.trim(), MOST_CHARACTERS)}`), ...more]
}
