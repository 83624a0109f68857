import { cutMiddle } from '../cut-middle.ts'
import { charactersOf } from '../tokens.ts'
import { declarations, isName } from './declarations.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { numbered, sourceText } from './source.ts'

/** A line that holds a name. */
export interface NameUse {
  path: string
  /** 1-based. */
  line: number
  text: string
}

/** Where a name was found, the nearest first, and how far it was looked for. */
export interface NameSearch {
  uses: readonly NameUse[]
  /** Files that were looked through, of those that may hold it. */
  searched: number
  files: number
}

/** What may be looked up for a model: tracked text files of the repository, and nothing else. */
export interface LookUp {
  /** Null for what is no tracked text file. */
  read: (path: string) => Promise<string | null>
  /** Lines that hold a name as a word; a bounded number of files is looked through. */
  find: (name: string) => Promise<NameSearch>
}

const MOST_NEEDS = 12
const MOST_LINES = 150
const MOST_USES = 12
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
  const name = /([A-Za-z_$][\w$]*)(?:\(\))?$/.exec(need)?.[1]
  return name === undefined || !isName(name) ? `${need}: not in this repository` : await nameIn(name, { read, find })
}

/** The definition of a name with its body, and where it is used. */
async function nameIn(name: string, { read, find }: LookUp): Promise<string> {
  const search = await find(name)
  const { uses } = search
  const paths = [...new Set(uses.map(({ path }) => path))].slice(0, MOST_USES)
  const texts = await Promise.all(paths.map(async (path) => sourceText(path, (await read(path)) ?? '')))
  const [found] = declarations([name], texts)
  const source = texts.find(({ path }) => path === found?.path)
  const symbol = found === undefined || source === undefined ? null : enclosingSymbol(source, found.line)
  const defined =
    found === undefined || source === undefined
      ? []
      : symbol?.first === found.line
        ? [`${found.path}:${found.line}-${symbol.last}\n${numbered(source, found.line, symbol.last)}`]
        : [`${found.path}:${found.line}\n${found.text}`]
  const others = uses.filter(({ path, line }) => path !== found?.path || line !== found.line)
  return [...defined, usesOf(name, { ...search, uses: others })].join('\n')
}

/** Where a name is used, a line each; where it is not, how far that is known. */
export function usesOf(name: string, { uses, searched, files }: NameSearch): string {
  const among = searched < files ? `${searched} of ${files} files` : `all ${files} files`
  if (files === 0) return `${name}: nobody looked for it, there is no file of its language`
  if (uses.length === 0) return `${name}: no other use found in ${among} of its language`
  const shown = uses.slice(0, MOST_USES).map(({ path, line, text }) => `${path}:${line}: ${text.trim().slice(0, 160)}`)
  const more = uses.length > shown.length ? [`[${uses.length - shown.length} more in ${among}]`] : []
  return [`${name} is used at`, ...shown, ...more].join('\n')
}
