import { byGrammar } from './declared-tree.ts'
import { linksBefore } from './links.ts'
import type { Link } from './links.ts'
import { languageOf } from './source.ts'
import type { Language, SourceText } from './source.ts'
import { statementAround } from './statement.ts'

/** A name as a place uses it. */
export interface Named {
  name: string
  /** What it is a member of there (`self`, `row`, `fmt`; empty: what an expression gives); null where it stands by itself. */
  of: string | null
  /** All of that, where it is more than one name. */
  links?: readonly Link[]
  /** Whether that is a path (`money::round`), so that no value of a type stands in front of it. */
  scoped?: boolean
  /** Whether it is called there. */
  called?: boolean
  /** Of a name in a message what else that quotes: a member is meant only of one of these. */
  beside?: readonly string[]
  /** Where it stands; null: nobody knows, as in a message. */
  at: { source: SourceText; line: number } | null
}

/** Words that stand before a parenthesis without being called. */
const NO_CALL = new Set(
  'if for while switch catch return function super await typeof def class print len range isinstance elif with lambda not and or in is constructor func fn match loop unsafe'.split(
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

/** The same of one language, whose words may be names in others. */
const NO_NAMES_OF: Partial<Record<Language, ReadonlySet<string>>> = {
  go: new Set(
    'append break case chan continue defer error fallthrough go goto iota len make map nil package panic recover select struct byte rune any int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64 uintptr complex64 complex128 _'.split(
      ' ',
    ),
  ),
  rust: new Set(
    'crate Self super pub use mod impl trait struct where mut ref move dyn extern macro_rules break continue box u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 char String Vec Option Result Some Ok Err Box _'.split(
      ' ',
    ),
  ),
}

/** Whether a text is one name that something may declare. */
export function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !NO_NAME.has(text)
}

/** Every name in a text that something else may declare, in the order of their first use. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(WORD)].map(([name]) => name))].filter((name) => !NO_NAME.has(name))
}

const WORD = /(?<![\w$])[A-Za-z_$][\w$]*/g
const BEFORE = /(?:([\w$]+)|[)\]}>'"`])\s*[?!]?\s*(?:\.|::)\s*$/
const CALLED = /^(?:::)?\s*(?:<[^<>()]{0,80}>|\[[^[\]()]{0,80}\])?\s*\(/

/** The names that the code of these lines uses, in the order of their first use. */
export function namesAt(source: SourceText, first: number, last: number): Named[] {
  return usedIn(source, first, last, () => true)
}

/** The names that the code of these lines calls or takes apart. */
export function calledAt(source: SourceText, first: number, last: number): Named[] {
  return usedIn(source, first, last, (name, behind) => !NO_CALL.has(name) && CALLED.test(behind)).map((named) => ({
    ...named,
    called: true,
  }))
}

/** The names in the statement around a line that something else may declare; of a function's head, the types. */
export function namesInStatement(source: SourceText, line: number): Named[] {
  const { first, last } = statementAround(source, line)
  const text = source.code.slice(first - 1, last).join('\n')
  const all = namesAt(source, first, last)
  if (!/^\s*(?:[\w$]+\s+)*(?:def|function|func|fn)\s/.test(text)) return all
  const types = new Set(namesIn([...text.matchAll(TYPES[languageOf(source.path)])].map(([, type]) => type).join(' ')))
  return all.filter(({ name }) => types.has(name))
}

/** Where a head of a function names types: behind a colon or an arrow; in Go anything may be one. */
const TYPES: Readonly<Record<Language, RegExp>> = {
  script: /(?::|->)\s*([^,()=]*)/g,
  python: /(?::|->)\s*([^,()=]*)/g,
  rust: /(?::|->)\s*([^,()={]*)/g,
  go: /([\s\S]+)/g,
  other: /(?::|->)\s*([^,()=]*)/g,
}

function usedIn(
  source: SourceText,
  first: number,
  last: number,
  may: (name: string, behind: string) => boolean,
): Named[] {
  const text = source.code.slice(first - 1, last).join('\n')
  const own = NO_NAMES_OF[languageOf(source.path)]
  const literals = byGrammar(source)?.set
  let starts: number | null = null
  const found = new Map<string, Named>()
  for (const { 0: name, index } of text.matchAll(WORD)) {
    const end = index + name.length
    if (NO_NAME.has(name) || own?.has(name) === true || !may(name, text.slice(end, end + 100))) continue
    const before = text.slice(Math.max(0, index - 200), index)
    const set = literals?.get((starts ??= startOf(source, first)) + index)
    const of = set ?? receiverIn(before.slice(-100))
    const links = set === undefined && of !== null ? linksBefore(before) : null
    const isMore = links !== null && (links.length > 1 || links[0]?.called === true)
    const key = `${links === null ? (of ?? '') : JSON.stringify(links)}.${name}`
    const line = first + text.slice(0, index).split('\n').length - 1
    const scoped = set !== undefined || /::\s*$/.test(before.slice(-20))
    if (!found.has(key)) found.set(key, { name, of, ...(isMore ? { links } : {}), scoped, at: { source, line } })
  }
  return [...found.values()]
}

/** Where a line begins in a text. */
function startOf({ text }: SourceText, line: number): number {
  let at = 0
  for (let number = 1; number < line; number += 1) at = text.indexOf('\n', at) + 1
  return at
}

/** What stands in front of a name, as far as it is one name itself. */
export function receiverIn(before: string): string | null {
  if (/\bsuper\(\)\s*\.\s*$/.test(before)) return 'super'
  const found = BEFORE.exec(before)
  return found === null ? null : (found[1] ?? '')
}
