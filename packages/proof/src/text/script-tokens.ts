import { parse } from '@babel/parser'
import type { ParserPlugin } from '@babel/parser'
import { jsxWords } from './jsx-words.ts'
import { PRAGMA_COMMENT } from './pragma.data.ts'

/** What is used of a token of Babel, which types them loosely. `type` is a text for a comment and an object for code. */
interface Token {
  type: string | { label: string }
  start: number
  end: number
  loc: { start: { line: number } }
}

/**
 * Whether two versions of a JavaScript or TypeScript file differ in comments and white space only: null, or what differs.
 *
 * Equal are: the tokens, where a line break stands between two of them (automatic semicolon insertion reads it, ECMA-262
 * §12.10), and the comments that a compiler or bundler obeys. An empty JSX expression (braces around comments) is no child, so one that
 * went away is allowed where JSX text is otherwise the same.
 */
export function scriptDifference(path: string, before: string, after: string): string | null {
  const first = tokenise(path, before)
  const second = tokenise(path, after)
  if (typeof first === 'string') return `the file before can not be parsed: ${first}`
  if (typeof second === 'string') return `the file after can not be parsed: ${second}`
  const [left, right] = [significant(first.tokens, before), significant(second.tokens, after)]
  const at = left.findIndex((token, index) => token.text !== right[index]?.text)
  const added = right[left.length]
  if (at < 0 && added === undefined) return null
  const [one, other] = at < 0 ? [undefined, added] : [left[at], right[at]]
  if ([one, other].some((token) => token?.text.startsWith(OBEYED)))
    return 'a comment that a compiler or bundler obeys changed'
  return one === undefined
    ? `line ${other?.line ?? 0}: a code token was added`
    : `line ${one.line}: a code token changed`
}

function tokenise(path: string, text: string): { tokens: Token[] } | string {
  const plugins: ParserPlugin[] = ['decorators']
  if (/\.[cm]?tsx?$/.test(path)) plugins.push('typescript')
  if (!/\.[cm]?ts$/.test(path)) plugins.push('jsx')
  try {
    const file = parse(text, {
      sourceType: 'unambiguous',
      plugins,
      tokens: true,
      errorRecovery: true,
      allowReturnOutsideFunction: true,
    })
    return { tokens: (file.tokens ?? []) as Token[] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Tokens that are texts, not code. */
const TEXTS = new Set(['string', '...${', '...`', 'jsxText', 'regexp'])

/** A script, of the same length and lines, with nothing but code: comments and texts are spaces. Null where it can't be read. */
export function scriptCode(path: string, text: string): string | null {
  const read = tokenise(path, text)
  if (typeof read === 'string') return null
  let code = ''
  for (const token of read.tokens) {
    if (typeof token.type === 'object' && !TEXTS.has(labelOf(token))) continue
    code += text.slice(code.length, token.start) + text.slice(token.start, token.end).replace(/[^\r\n]/g, ' ')
  }
  return code + text.slice(code.length)
}

/**
 * Whether two texts of the same syntax tree have the same comments in the same places, and none that speaks of a line: what a
 * compiler may read of them (types in comments, `@ts-expect-error`) is then the same.
 */
export function sameComments(path: string, before: string, after: string): boolean {
  const [first, second] = [tokenise(path, before), tokenise(path, after)]
  if (typeof first === 'string' || typeof second === 'string') return false
  const [left, right] = [placedComments(first.tokens, before), placedComments(second.tokens, after)]
  return left !== null && left.join('\n') === right?.join('\n')
}

/** The comments among the words of the code; null where one speaks of a line. Punctuation and quotes may come and go. */
function placedComments(tokens: readonly Token[], source: string): string[] | null {
  const found: string[] = []
  for (const token of tokens) {
    const text = source.slice(token.start, token.end)
    if (typeof token.type === 'string') {
      if (text.includes('@ts-')) return null
      found.push(text.replace(/\s*\n[\s*]*/g, ' '))
    } else if (labelOf(token) !== 'jsxText' && /^[\w$#]/.test(text)) found.push(text)
  }
  return found
}

interface Significant {
  text: string
  line: number
}

function significant(tokens: readonly Token[], source: string): Significant[] {
  const code = tokens.filter((token) => typeof token.type === 'object')
  const obeyed = tokens.filter((token) => typeof token.type === 'string' && PRAGMA_COMMENT.test(wordsOf(token, source)))
  const out: Significant[] = []
  let end = 0
  for (const [index, token] of code.entries()) {
    while ((obeyed[0]?.start ?? Infinity) < token.start) out.push(pragma(obeyed.shift(), source))
    if (isEmptyJsxExpression(code, index, source)) continue
    const text = source.slice(token.start, token.end)
    const jsxText = labelOf(token) === 'jsxText'
    const between = source.slice(end, token.start)
    const broken = end > 0 && !jsxText && /[\n\r\u2028\u2029]/.test(between) && !isJsxNeighbour(out.at(-1))
    out.push({ text: jsxText ? `text ${jsxWords(text)}` : `${broken ? '↵' : ''}${text}`, line: token.loc.start.line })
    end = token.end
  }
  out.push(...obeyed.map((token) => pragma(token, source)))
  return mergeJsxText(out)
}

/** Comments that a compiler or bundler obeys stand among the tokens: where they stand is a part of what they say. */
const OBEYED = 'comment '

function pragma(token: Token | undefined, source: string): Significant {
  return { text: OBEYED + (token === undefined ? '' : wordsOf(token, source)), line: token?.loc.start.line ?? 0 }
}

function wordsOf({ start, end }: Token, source: string): string {
  return source
    .slice(start, end)
    .replace(/^\/[/*]|\*\/$/g, '')
    .trim()
}

function labelOf({ type }: Token): string {
  return typeof type === 'object' ? type.label : ''
}

/** `{` and `}` of a container that holds only comments, directly among JSX children. */
function isEmptyJsxExpression(code: readonly Token[], index: number, source: string): boolean {
  const opens = (at: number) => {
    const [open, close] = [code[at], code[at + 1]]
    if (open === undefined || close === undefined || labelOf(open) !== '{' || labelOf(close) !== '}') return false
    const beside = [code[at - 1], code[at + 2]].map((token) => (token === undefined ? '' : labelOf(token)))
    return source.slice(open.end, close.start).includes('/*') && beside.includes('jsxText')
  }
  return opens(index) || opens(index - 1)
}

function isJsxNeighbour(previous: Significant | undefined): boolean {
  return previous?.text.startsWith('text ') ?? false
}

function mergeJsxText(tokens: readonly Significant[]): Significant[] {
  return tokens.filter((token) => token.text !== 'text ')
}
