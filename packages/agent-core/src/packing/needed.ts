import { cutEnd, cutMiddle } from '../cut-middle.ts'
import { charactersOf } from '../tokens.ts'
import { declaredAs } from './declared-as.ts'
import { declarations } from './declarations.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { isName } from './named.ts'
import { numbered, sourceText } from './source.ts'
import type { SourceText } from './source.ts'
import { usesOf } from './uses.ts'
import type { NameSearch } from './uses.ts'

/** What may be looked up for a model: tracked text files of the repository, and nothing else. */
export interface LookUp {
  /** Null for what is no tracked text file. */
  read: (path: string) => Promise<string | null>
  /** Files whose code holds a name as a word; a bounded number of files is looked through. */
  find: (name: string) => Promise<NameSearch>
}

const MOST_NEEDS = 12
const MOST_LINES = 150
const MOST_DECLARED = 6
const MOST_OF_LINE = 160
/** Of all that was asked for, and of one. */
const ALL_TOKENS = 2500
const ONE_TOKENS = 1000

/** What an attempt asked to see (`path:first-last`, `path`, or a name), as text; what is not there is said. */
export async function lookedUp(needs: readonly string[], at: LookUp): Promise<string> {
  const parts: string[] = []
  let left = charactersOf(ALL_TOKENS)
  for (const need of new Set(needs.slice(0, MOST_NEEDS).map((one) => one.replaceAll('`', '').trim()))) {
    const text = cutMiddle(await answerTo(need, at), Math.min(left, charactersOf(ONE_TOKENS)))
    parts.push(text)
    left -= text.length
    if (left < charactersOf(50)) break
  }
  return parts.join('\n\n')
}

async function answerTo(need: string, { read, find }: LookUp): Promise<string> {
  const [, path = need, first = '1', last] = /^(.+?):(\d{1,7})(?:-(\d{1,7}))?$/.exec(need) ?? []
  const text = await read(path)
  if (text !== null) {
    const source = sourceText(path, text)
    const { length } = source.lines
    const from = Math.min(Math.max(1, Number(first)), length)
    const end = last === undefined && path !== need ? from : Number(last ?? length)
    const to = Math.min(Math.max(from, end), from + MOST_LINES - 1, length)
    return `${path}:${from}-${to}\n${numbered(source, from, to)}`
  }
  const [, of = null, name] = /(?:([A-Za-z_$][\w$]*)(?:\.|::))?([A-Za-z_$][\w$]*)(?:\(\))?$/.exec(need) ?? []
  return name === undefined || !isName(name) ? `${need}: not in this repository` : nameIn(name, of, await find(name))
}

/** The definition of a name with its body, and where it is used. @param of the type or module that it was asked for as a part of. */
function nameIn(name: string, of: string | null, search: NameSearch): string {
  const { sources } = search
  const ofType = of === null ? [] : declarations([{ name, of, at: null }], sources)
  const [found] = ofType.length > 0 ? ofType : declarations([{ name, of: null, at: null }], sources)
  const source = sources.find(({ path }) => path === found?.path)
  const symbol = found === undefined || source === undefined ? null : enclosingSymbol(source, found.line)
  const defined =
    found === undefined || source === undefined
      ? []
      : symbol?.first === found.line
        ? [`${found.path}:${found.line}-${symbol.last}\n${numbered(source, found.line, symbol.last)}`]
        : [`${found.path}:${found.line}\n${found.text}`]
  if (found === undefined) defined.push(...declaredAt(name, sources))
  const as = of !== null && ofType.length > 0 ? { of } : 'any'
  return [...defined, usesOf({ name, path: found?.path ?? null, as }, search)].join('\n')
}

/** Where a name is declared of which more types have one. */
function declaredAt(name: string, sources: readonly SourceText[]): string[] {
  const all = sources.flatMap((source) =>
    declaredAs(source, name).map(
      ({ line }) => `${source.path}:${line}: ${cutEnd((source.lines[line - 1] ?? '').trim(), MOST_OF_LINE)}`,
    ),
  )
  return all.length === 0 ? [] : [`${name} is declared at`, ...all.slice(0, MOST_DECLARED)]
}
