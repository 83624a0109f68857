import type { Declared } from './declared.ts'
import { byGrammar } from './declared-tree.ts'
import { indentOf, languageOf } from './source.ts'
import type { Language, SourceText } from './source.ts'

/** What may declare a name in a file, for what is read line by line: outright, then what gives it a type, its first value, a member. */
const PATTERNS: Readonly<Record<'python' | 'script', readonly ((name: string) => RegExp)[]>> = {
  python: [
    (name) => new RegExp(`^\\s*(?:(?:async\\s+)?def|class)\\s+${name}\\b`),
    (name) => new RegExp(`^\\s*(?:type\\s+${name}\\b|(?:self\\.|cls\\.)?${name}\\s*:\\s*\\S.*[^,\\s]\\s*$)`),
    (name) => new RegExp(`^(?:\\s+(?:self|cls)\\.)?${name}\\s*=(?!=)`),
    (name) => new RegExp(`^\\s+${name}\\s*=(?!=)`),
  ],
  script: [
    (name) =>
      new RegExp(
        `^(?:(?:export\\s+)?(?:declare\\s+)?(?:const|let|var)|\\s*(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?(?:(?:async\\s+)?function\\*?|class|interface|type|enum|namespace))\\s+${name}(?![\\w$])`,
      ),
    (name) =>
      new RegExp(`^\\s*${MODIFIERS}${name}(?:[?!]?\\s*:\\s*\\S.*[^,\\s]\\s*$|\\s*(?:<[^>]{0,200}>)?\\([^;]*\\{\\s*$)`),
    (name) => new RegExp(`^(?:\\s+this\\.)?${name}\\s*=(?![=>])`),
    (name) => new RegExp(`^\\s+${MODIFIERS}${name}\\s*[?!]?\\s*(?:[(<]|=(?![=>]))`),
  ],
}

/** A longer line is no declaration that somebody reads. */
const MOST_OF_LINE = 1000

/** From this pattern on, only directly in a class or an interface: elsewhere the same is a call, or an assignment. */
const MEMBERS = 3

const MODIFIERS = '(?:(?:public|private|protected|static|async|override|readonly|declare|abstract|get|set)\\s+)*'

/** An interface has no bodies, but bases and members alike. */
export const CLASS = /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:class|interface)\s+([\w$]+)/

/** What a file declares under a name, the surest first; nothing that stands in a comment or a string. */
export function declaredAs(source: SourceText, name: string): Declared[] {
  if (!source.text.includes(name)) return []
  const file = byGrammar(source)
  if (file !== null) return file.declared.filter((one) => one.name === name)
  const language = languageOf(source.path)
  if (language !== 'python' && language !== 'script') return []
  const found = new Map<number, Declared>()
  for (const [rank, pattern] of PATTERNS[language].entries()) {
    const declares = pattern(name.replaceAll('$', '\\$'))
    for (const [at, text] of source.lines.entries()) {
      // a comment or a string looks like it only where nothing of the line is code
      if (found.has(at + 1) || text.length > MOST_OF_LINE || !declares.test(text) || !holds(source.code[at], name))
        continue
      const declared = declaredAt(source, name, at + 1, language)
      const { owner } = declared
      const type = owner !== null && 'type' in owner ? owner.type : null
      if (rank >= MEMBERS ? (type ?? '') === '' : rank === 1 && language === 'script' && type === null) continue
      found.set(at + 1, declared)
    }
  }
  return [...found.values()]
}

/** Whether a line of code holds a name as a word. */
export function holds(code: string | undefined, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(code ?? '')
}

const TYPE = /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:class|interface|type|enum)\s/
const FUNCTION = /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:async\s+)?(?:def|function\*?)\s/

function opensFunction(code: string): boolean {
  const text = code.trimEnd()
  return FUNCTION.test(text) || (text.endsWith('{') && text.lastIndexOf(')') > text.lastIndexOf(';'))
}

function declaredAt(source: SourceText, name: string, line: number, language: Language): Declared {
  const text = source.code[line - 1] ?? ''
  const kind = TYPE.test(text) ? 'type' : opensFunction(text) ? 'function' : 'value'
  const owner = /^\s+(?:self|cls|this)\./.test(text) ? classOwner(source, line) : ownerOf(source, line, language)
  return { name, line, head: line, last: line, kind, owner }
}

/** The class, or the function, that the line of a declaration stands directly in; of another block, some object. */
function ownerOf(source: SourceText, line: number, language: Language): Declared['owner'] {
  const own = indentOf(source.lines[line - 1]) ?? 0
  if (own === 0) return null
  for (let at = line - 1; at >= 1; at -= 1) {
    const text = source.code[at - 1] ?? ''
    const indent = indentOf(text)
    if (indent === null || indent >= own || /^\s*[)\]}]/.test(text)) continue
    const type = CLASS.exec(text)?.[1]
    if (type !== undefined) return { type }
    if (language === 'script' && /^\s*(?:export\s+)?(?:declare\s+)?(?:namespace|module)\s/.test(text)) return null
    if (
      language === 'script' &&
      !opensFunction(text) &&
      !/=>\s*\{\s*$|^\s*(?:if|else|for|while|try|do|switch)\b/.test(text)
    )
      return { type: /^\s*(?:export\s+)?(?:declare\s+)?(?:type|enum|const|let|var)\s+([\w$]+)/.exec(text)?.[1] ?? '' }
    if (language === 'python' && !opensFunction(text)) return indent === 0 ? null : ownerOf(source, at, language)
    return { first: at, last: lastWithin(source, at, indent) }
  }
  return null
}

/** The last line that is indented more than a block's own. */
function lastWithin({ lines }: SourceText, start: number, indent: number): number {
  const end = lines.findIndex(
    (text, at) => at >= start && (indentOf(text) ?? Infinity) <= indent && !/^\s*[)\]]/.test(text),
  )
  return end < 0 ? lines.length : end
}

function classOwner(source: SourceText, line: number): Declared['owner'] {
  const at = classAround(source, line)
  return at === null ? null : { type: CLASS.exec(source.code[at - 1] ?? '')?.[1] ?? '' }
}

/** The line of the class that a line lies in or begins; null for none. */
export function classAround(source: SourceText, line: number): number | null {
  const language = languageOf(source.path)
  if (language !== 'script' && language !== 'python') return null
  let inner = (indentOf(source.lines[line - 1]) ?? Infinity) + 1
  for (let at = line; at >= 1; at -= 1) {
    const text = source.code[at - 1] ?? ''
    const indent = indentOf(text)
    if (indent === null || indent >= inner) continue
    if (CLASS.test(text)) return at
    inner = /^\s*[)\]}]/.test(text) ? inner : indent
    if (indent === 0 && !/^\s*[)\]}]/.test(text)) return null
  }
  return null
}
