import { PRAGMA_COMMENT } from './pragma.data.ts'
import { jsxWords, parseScript } from './script-tokens.ts'

/**
 * Whether two versions of a JavaScript or TypeScript file are one program written in two ways: null, or what differs. Equal is the
 * syntax tree without places, parentheses, trailing commas, quotes and white space, and so are the comments that a compiler or
 * bundler obeys.
 */
export function scriptSyntaxDifference(path: string, before: string, after: string): string | null {
  const [first, second] = [parseScript(path, before), parseScript(path, after)]
  if (typeof first === 'string') return `the file before can not be parsed: ${first}`
  if (typeof second === 'string') return `the file after can not be parsed: ${second}`
  // a text that was only half understood has no tree that stands for it
  if (first.errors.length + second.errors.length > 0) return 'it holds a syntax error'
  if (pragmas(first.comments) !== pragmas(second.comments)) return 'a comment that a compiler or bundler obeys changed'
  try {
    return same(first.program, second.program) ? null : 'its syntax changed'
  } catch (error) {
    if (error instanceof RangeError) return 'its syntax is nested too deeply'
    throw error
  }
}

function pragmas(comments: readonly string[]): string {
  return comments.filter((comment) => PRAGMA_COMMENT.test(comment)).join('\n')
}

/** Where a node stands and how it was written. */
const PLACES: ReadonlySet<string> = new Set([
  'start',
  'end',
  'loc',
  'range',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
])

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    const [left, right] = [one.filter(isSignificant), other.filter(isSignificant)]
    return left.length === right.length && left.every((node, index) => same(node, right[index]))
  }
  const [left, right] = [bare(one), bare(other)]
  if (!isObject(left) || !isObject(right)) return Object.is(left, right)
  if (left['type'] === 'JSXText' && right['type'] === 'JSXText')
    return jsxWords(textOf(left)) === jsxWords(textOf(right))
  const keys = Object.keys(left).filter((key) => !PLACES.has(key))
  const others = Object.keys(right).filter((key) => !PLACES.has(key))
  return keys.length === others.length && keys.every((key) => key in right && same(left[key], right[key]))
}

type Node = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

/** A type without the parentheses around it. */
function bare(value: unknown): unknown {
  return isObject(value) && value['type'] === 'TSParenthesizedType' ? bare(value['typeAnnotation']) : value
}

function textOf(node: Node): string {
  return typeof node['value'] === 'string' ? node['value'] : ''
}

/** What JSX drops is no child: braces around comments, and white space with line breaks. */
function isSignificant(node: unknown): boolean {
  if (!isObject(node)) return true
  if (node['type'] === 'JSXText') return jsxWords(textOf(node)) !== ''
  if (node['type'] !== 'JSXExpressionContainer') return true
  const { expression } = node
  return !isObject(expression) || expression['type'] !== 'JSXEmptyExpression'
}
