import { endOf } from './enclosing-symbol.ts'
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
}

export const MOST_DECLARATIONS = 8
const MOST_CHARACTERS = 400
/** Of a type, its members too. */
const MOST_LINES_OF_A_TYPE = 20
const MOST_CHARACTERS_OF_A_TYPE = 800

/** Words that stand before a parenthesis without being called. */
const NO_CALL = new Set(
  'if for while switch catch return function super await typeof def class print len range isinstance elif with lambda not and or in is constructor'.split(
    ' ',
  ),
)

/** Words of the languages, which nothing declares. */
const NO_NAME = new Set([
  ...NO_CALL,
  ...'self cls this const let var new import from as else try except finally raise throw yield async export default extends implements interface type enum public private protected readonly static delete void null undefined None True False true false int str float bool bytes dict list tuple set string number boolean any unknown object never'.split(
    ' ',
  ),
])

/** Whether a text is one name that something may declare. */
export function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !NO_NAME.has(text)
}

/** Names that the given lines call or take apart, in the order of their first use. */
export function calledNames(text: string): string[] {
  const names = [...text.matchAll(/(?<![\w$])([A-Za-z_$][\w$]*)\s*(?:<[^<>()]{0,80}>)?\(/g)].map(
    (match) => match[1] ?? '',
  )
  return [...new Set(names)].filter((name) => !NO_CALL.has(name))
}

/** Every name in a statement that something else may declare, in the order of their first use; of a function's head, the types. */
export function namesIn(statement: string): string[] {
  const types = /^\s*(?:[\w$]+\s+)*(?:def|function)\s/.test(statement)
    ? [...statement.matchAll(/(?::|->)\s*([^,()=]*)/g)].map(([, type]) => type).join(' ')
    : statement
  const names = [...types.matchAll(/(?<![\w$])[A-Za-z_$][\w$]*/g)].map(([name]) => name)
  return [...new Set(names)].filter((name) => !NO_NAME.has(name))
}

/** The declarations of names in the given files: each name's best one, unless `shown` says that it is quoted already. */
export function declarations(
  names: readonly string[],
  sources: readonly SourceText[],
  shown: (path: string, line: number) => boolean = () => false,
): Declaration[] {
  const found: Declaration[] = []
  for (const name of names) {
    if (found.length >= MOST_DECLARATIONS) break
    const declaration = best(name, sources)
    if (declaration !== null && !shown(declaration.path, declaration.line)) found.push(declaration)
  }
  return found
}

/** What defines a name outright, then what gives it a type, then what is its first value; what is local elsewhere is none of them. */
function best(name: string, sources: readonly SourceText[]): Declaration | null {
  for (let rank = 0; rank < 3; rank += 1)
    for (const source of sources) {
      const declaration = declarationIn(source, name, rank)
      if (declaration !== null) return declaration
    }
  return null
}

function declarationIn(source: SourceText, name: string, rank: number): Declaration | null {
  const declares = PATTERNS[languageOf(source.path)][rank]?.(name.replaceAll('$', '\\$'))
  const at = declares === undefined ? -1 : source.lines.findIndex((line) => declares.test(line))
  return at < 0 ? null : declarationAt(source, name, at + 1)
}

const PATTERNS: Readonly<Record<ReturnType<typeof languageOf>, readonly ((name: string) => RegExp)[]>> = {
  python: [
    (name) => new RegExp(`^\\s*(?:(?:async\\s+)?def|class)\\s+${name}\\b`),
    (name) => new RegExp(`^\\s*(?:type\\s+${name}\\b|(?:self\\.|cls\\.)?${name}\\s*:\\s*\\S.*[^,\\s]\\s*$)`),
    (name) => new RegExp(`^(?:\\s+(?:self|cls)\\.)?${name}\\s*=(?!=)`),
  ],
  script: [
    (name) =>
      new RegExp(
        `^(?:(?:export\\s+)?(?:declare\\s+)?(?:const|let|var)|\\s*(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?(?:(?:async\\s+)?function\\*?|class|interface|type|enum|namespace))\\s+${name}(?![\\w$])`,
      ),
    (name) =>
      new RegExp(`^\\s*${MODIFIERS}${name}(?:[?!]?\\s*:\\s*\\S.*[^,\\s]\\s*$|\\s*(?:<[^>]{0,200}>)?\\([^;]*\\{\\s*$)`),
    (name) => new RegExp(`^(?:\\s+this\\.)?${name}\\s*=(?![=>])`),
  ],
  other: [],
}

const MODIFIERS = '(?:(?:public|private|protected|static|async|override|readonly|declare|abstract|get|set)\\s+)*'

export function declarationAt(source: SourceText, name: string, line: number): Declaration {
  return { name, path: source.path, line, text: textAt(source, line) }
}

/** The lines from a declaration's first to the one that opens its body; of a type, with its members. */
function textAt(source: SourceText, line: number): string {
  const { path, lines } = source
  const first = lines[line - 1] ?? ''
  if (languageOf(path) === 'script' && /^\s*(?:export\s+)?(?:declare\s+)?(?:interface|type|enum)\s/.test(first)) {
    const last = Math.min(endOf(source, line, indentOf(first) ?? 0, 'script'), line + MOST_LINES_OF_A_TYPE - 1)
    return lines
      .slice(line - 1, last)
      .join('\n')
      .slice(0, MOST_CHARACTERS_OF_A_TYPE)
  }
  if (/^\s*class\s/.test(first) && languageOf(path) === 'python') return classAt(source, line)
  if (HEAD.test(first)) return headAt(source, line).slice(0, MOST_CHARACTERS)
  const { last } = statementAround(source, line)
  return lines
    .slice(line - 1, last)
    .join('\n')
    .slice(0, MOST_CHARACTERS)
}

/** What has a head and a body. */
const HEAD = /^\s*(?:[\w$]+\s+)*(?:def|class|function\*?|namespace)\s|\{\s*$|=>\s*$/

/** The lines from a declaration's first to the one that opens its body. */
export function headAt({ lines }: SourceText, line: number): string {
  const head: string[] = []
  for (const text of lines.slice(line - 1, line + 11)) {
    head.push(text)
    if (/[{:]\s*(?:#.*)?$|=>\s*\S*$|;\s*$/.test(text)) break
  }
  return head.join('\n')
}

/** The head of a class of Python with the fields that stand right below it. */
function classAt(source: SourceText, line: number): string {
  const head = headAt(source, line)
  const fields: string[] = []
  for (const text of source.lines.slice(line - 1 + head.split('\n').length)) {
    if (fields.length >= MOST_LINES_OF_A_TYPE || !/^\s+\w+\s*(?::|=(?!=))/.test(text)) break
    fields.push(text)
  }
  return [head, ...fields].join('\n').slice(0, MOST_CHARACTERS_OF_A_TYPE)
}
