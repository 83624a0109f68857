import type { LRParser } from '@lezer/lr'
import { parser as go } from '@lezer/go'
import { parser as rust } from '@lezer/rust'
import { nestingDepth } from '@upkeep/workspace'

/** Languages whose layout means nothing to their compilers, but for line ends in Go. */
const PARSERS: Readonly<Record<string, LRParser>> = { go, rs: rust }

/** The parser's time grows with the square of the depth; nobody nests like that. */
const DEEPEST = 100

export const LAID_OUT = /\.(?:go|rs)$/

/** Nodes that are one token each, whatever the grammar sees in them. */
const ONE_TOKEN = /String|Char|Rune|Comment/

interface Token {
  text: string
  start: number
  end: number
  comment: boolean
}

/**
 * Whether two versions of a Go or Rust file differ in white space only: null, or what differs. The same have to be: all tokens and all
 * comments, in this order; in Go where a line ends that a semicolon is put behind (Go specification, "Semicolons"), and how the comments
 * stand that its tools obey; in Rust which operators touch, since macros see that (Rust reference, "Punctuation token composition").
 */
export function layoutDifference(path: string, before: string, after: string): string | null {
  const language = path.slice(path.lastIndexOf('.') + 1)
  const parser = PARSERS[language]
  if (parser === undefined) return 'no grammar of its language is known'
  if (Math.max(nestingDepth(before), nestingDepth(after)) > DEEPEST) return 'it is nested too deeply to be parsed'
  const [first, second] = [tokensOf(parser, before), tokensOf(parser, after)]
  if (first === null) return 'the file before can not be parsed'
  if (second === null) return 'the file after can not be parsed'
  if (language === 'go' && first.some(({ text }) => text === '"C"')) return 'comments in front of `import "C"` are code'
  const [left, right] = [marked(first, before, language), marked(second, after, language)]
  const at = left.findIndex((token, index) => token !== right[index])
  if (at < 0 && left.length === right.length) return null
  const offset = (at < 0 ? second[left.length] : first[at])?.start ?? 0
  const line = (at < 0 ? after : before).slice(0, offset).split('\n').length
  return `line ${line}: a token, a comment or an end of line that counts changed`
}

/** The grammar of Go knows no semicolon for the end of a line behind these two, as it does behind names: they are read as names. */
const BOOLEAN = /\b(?:true|false)\b/g

/** Leaves of the syntax tree, and what stands between them: the grammars give no node to some punctuation. */
function tokensOf(parser: LRParser, source: string): Token[] | null {
  const tokens: Token[] = []
  let end = 0
  let broken = false
  const between = (to: number) => {
    const gap = source.slice(end, to)
    if (/["'`]/.test(gap)) broken = true // a literal that the grammar does not tell
    for (const { 0: text, index } of gap.matchAll(/\S+/g))
      tokens.push({ text, start: end + index, end: end + index + text.length, comment: false })
  }
  parser.parse(parser === go ? source.replace(BOOLEAN, (word) => `_${word.slice(1)}`) : source).iterate({
    enter(node) {
      const { name, from, to } = node
      if (node.type.isError) broken = true
      if (broken || (!ONE_TOKEN.test(name) && node.node.firstChild !== null)) return !broken
      if (to > from) {
        between(from)
        tokens.push({ text: source.slice(from, to), start: from, end: to, comment: name.includes('Comment') })
        end = to
      }
      return false
    },
  })
  between(source.length)
  return broken ? null : tokens
}

/** The tokens as texts, with what of the space between them counts. */
function marked(tokens: readonly Token[], source: string, language: string): string[] {
  let code: Token | undefined
  return tokens.map((token, index) => {
    if (token.comment) return language === 'go' ? goComment(token, tokens[index + 1], source) : rustComment(token)
    const mark = code === undefined ? '' : language === 'go' ? goMark(code, token, source) : rustMark(code, token)
    code = token
    return mark + token.text
  })
}

/** What a line has to end with for a semicolon to follow; keywords are told from names in no other way. */
const ENDS = /^(?:break|continue|fallthrough|return|\+\+|--|[)\]}])$/
const KEYWORDS = new Set(
  'case chan const default defer else for func go goto if import interface map package range select struct switch type var'.split(
    ' ',
  ),
)

function goMark(previous: Token, token: Token, source: string): string {
  if (!source.slice(previous.end, token.start).includes('\n') || /^[)}]$/.test(token.text)) return ''
  const ends = ENDS.test(previous.text) || (/^[\p{L}_\d."'`]/u.test(previous.text) && !KEYWORDS.has(previous.text))
  return ends ? '↵' : ''
}

/** `//go:build`, `//line`, `//export`, `// +build`: where they stand tells whether they are obeyed. */
const OBEYED = /^\/\/(?:go:|line\b|export\b|extern\b|\s*\+build\b)|^\/\*line\b/

function goComment(token: Token, next: Token | undefined, source: string): string {
  const text = token.text.trimEnd()
  if (!OBEYED.test(text)) return text
  const indented = token.start > 0 && source[token.start - 1] !== '\n'
  const apart = /\n[^\S\n]*\n/.test(source.slice(token.end, next?.start))
  return `${indented ? '→' : ''}${text}${apart ? '¶' : ''}`
}

/** Comments that document are attributes of what stands behind them. */
function rustComment({ text }: Token): string {
  return /^\/\/[/!]/.test(text) ? text : text.trimEnd()
}

const ENDS_AS_OPERATOR = /[^\w\s"'()[\]{}]$/
/** A lifetime begins with one as well, and what a macro names. */
const BEGINS_AS_OPERATOR = /^(?:[^\w\s"'()[\]{}]|'\w+$)/

function rustMark(previous: Token, token: Token): string {
  if (previous.end !== token.start || !BEGINS_AS_OPERATOR.test(token.text)) return ''
  return ENDS_AS_OPERATOR.test(previous.text) || token.text.startsWith('#') || /^\d/.test(previous.text) ? '·' : ''
}
