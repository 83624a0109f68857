import { cutEnd } from '../cut-middle.ts'
import { byGrammar } from './declared-tree.ts'
import { endOf } from './enclosing-symbol.ts'
import { headAt } from './head.ts'
import type { Named } from './named.ts'
import { resolved } from './resolve.ts'
import { ownerType } from './told-types.ts'
import type { Resolved } from './resolve.ts'
import { indentOf, languageOf } from './source.ts'
import type { SourceText } from './source.ts'
import { statementAround } from './statement.ts'

/** A declaration of something that a place names, as it stands. */
export interface Declaration {
  name: string
  path: string
  /** 1-based. */
  line: number
  text: string
  /** The type that it is a member of where only the name tells that it may be meant; absent where it is. */
  perhapsOf?: string
}

export const MOST_DECLARATIONS = 8
const MOST_CHARACTERS = 400
/** Of a type, its members too. */
const MOST_LINES_OF_A_TYPE = 20
const MOST_CHARACTERS_OF_A_TYPE = 800

/** The declarations of names in the given files: each name's best one, unless `shown` says that it is quoted already; first what is sure. */
export function declarations(
  names: readonly Named[],
  sources: readonly SourceText[],
  shown: (path: string, line: number) => boolean = () => false,
): Declaration[] {
  const found: Declaration[] = []
  const meant = names.flatMap((named) => best(resolved(named, sources)))
  for (const { source, declared, byName } of [
    ...meant.filter((one) => !one.byName),
    ...meant.filter((one) => one.byName),
  ]) {
    if (found.length >= MOST_DECLARATIONS) break
    const { name, line } = declared
    if (shown(source.path, line) || found.some((other) => covers(other, source.path, line))) continue
    const owner = byName ? ownerType(declared.owner) : null
    const declaration = declarationAt(source, name, line)
    found.push(owner === null ? declaration : { ...declaration, perhapsOf: owner })
  }
  return found
}

/** Whether a declaration that is quoted holds a line: a type is quoted with its members. */
export function covers({ path, line, text }: Declaration, other: string, at: number): boolean {
  return path === other && line <= at && at < line + text.split('\n').length
}

/** The first that is sure; where none is, one of each type that may be meant. */
function best(all: readonly Resolved[]): readonly Resolved[] {
  const [first] = all
  if (first === undefined || !first.byName) return all.slice(0, 1)
  return [...Map.groupBy(all, ({ declared }) => ownerType(declared.owner)).values()].flatMap((group) =>
    group.slice(0, 1),
  )
}

export function declarationAt(source: SourceText, name: string, line: number): Declaration {
  return { name, path: source.path, line, text: textAt(source, name, line) }
}

/** The lines from a declaration's first to the one that opens its body; of a type, with its members. */
function textAt(source: SourceText, name: string, line: number): string {
  const { path, lines } = source
  const file = byGrammar(source)
  if (file !== null) {
    const declared = file.declared.find((one) => one.line === line && one.name === name)
    if (declared?.kind === 'type') return typeAt(source, line, declared.last)
    return cutEnd(lines.slice(line - 1, declared?.head ?? line).join('\n'), MOST_CHARACTERS)
  }
  const first = lines[line - 1] ?? ''
  if (languageOf(path) === 'script' && /^\s*(?:export\s+)?(?:declare\s+)?(?:interface|type|enum)\s/.test(first))
    return typeAt(source, line, endOf(source, line, indentOf(first) ?? 0, 'script'))
  if (/^\s*class\s/.test(first) && languageOf(path) === 'python') return classAt(source, line)
  if (HEAD.test(first)) return cutEnd(headAt(source, line), MOST_CHARACTERS)
  const { last } = statementAround(source, line)
  return cutEnd(lines.slice(line - 1, last).join('\n'), MOST_CHARACTERS)
}

function typeAt({ lines }: SourceText, line: number, last: number): string {
  const text = lines.slice(line - 1, Math.min(last, line + MOST_LINES_OF_A_TYPE - 1)).join('\n')
  return cutEnd(text, MOST_CHARACTERS_OF_A_TYPE)
}

/** What has a head and a body. */
const HEAD = /^\s*(?:[\w$]+\s+)*(?:def|class|function\*?|namespace)\s|\{\s*$|=>\s*$/

/** The head of a class of Python with the fields that stand right below it. */
function classAt(source: SourceText, line: number): string {
  const head = headAt(source, line)
  const fields: string[] = []
  for (const text of source.lines.slice(line - 1 + head.split('\n').length)) {
    if (fields.length >= MOST_LINES_OF_A_TYPE || !/^\s+\w+\s*(?::|=(?!=))/.test(text)) break
    fields.push(text)
  }
  return cutEnd([head, ...fields].join('\n'), MOST_CHARACTERS_OF_A_TYPE)
}
