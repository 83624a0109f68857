import { parse } from '@babel/parser'
import type { ParserPlugin } from '@babel/parser'
import { messageOf } from '@upkeep/schema'
import { jsxWords } from './jsx-words.ts'
import { PRAGMA_COMMENT } from './pragma.data.ts'

/** A node of the tree, as far as it is compared: its type, its place and whatever fields it has. */
export type TreeNode = Readonly<Record<string, unknown>> & { type: string; start: number; end: number }

type ScriptFile = ReturnType<typeof parse>

/** Parses by what the file's name says; a sentence where it can't be. No error is recovered from. */
export function parseScript(path: string, text: string): ScriptFile | string {
  const plugins: ParserPlugin[] = ['decorators']
  if (/\.d\.[cm]?ts$/.test(path)) plugins.push(['typescript', { dts: true }])
  else if (/\.[cm]?tsx?$/.test(path)) plugins.push('typescript')
  if (!/\.[cm]?ts$/.test(path)) plugins.push('jsx')
  try {
    return parse(text, { sourceType: 'unambiguous', plugins, allowReturnOutsideFunction: true })
  } catch (error) {
    return messageOf(error)
  }
}

/**
 * Whether two texts have the same syntax tree: null, or what differs. White space, optional semicolons, quotes, commas at the end
 * and parentheses that change nothing are no part of a tree; comments that a compiler or bundler obeys are, where they stand.
 */
export function treeDifference(path: string, before: string, after: string): string | null {
  const [first, second] = [parseScript(path, before), parseScript(path, after)]
  if (typeof first === 'string') return `the file before can not be parsed: ${first}`
  if (typeof second === 'string') return `the file after can not be parsed: ${second}`
  const at = firstDifference(first.program, second.program)
  if (at === 'deep') return 'its syntax is nested too deeply'
  if (at !== null) return `line ${at}: the syntax tree changed`
  const pragmas = [first, second].map(({ comments }) =>
    (comments ?? []).map(({ value }) => value.trim()).filter((text) => PRAGMA_COMMENT.test(text)),
  )
  return pragmas[0]?.join('\n') === pragmas[1]?.join('\n') ? null : 'a comment that a compiler or bundler obeys changed'
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Fields that say where a node stands, not what it is. */
const PLACE = new Set(['start', 'end', 'loc', 'range', 'extra', 'leadingComments', 'trailingComments', 'innerComments'])

/** The line in `before` of the first node that is another one in `after`; null where they are the same, `deep` where nobody can tell. */
export function firstDifference(before: unknown, after: unknown): number | 'deep' | null {
  try {
    return compare(before, after, 1)
  } catch (error) {
    if (error instanceof RangeError) return 'deep'
    throw error
  }
}

function compare(one: unknown, other: unknown, line: number): number | null {
  const [before, after] = [bare(one), bare(other)]
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, line)
  if (!isObject(before) || !isObject(after)) return Object.is(before, after) ? null : line
  const here = lineOf(before) ?? line
  if (isNode(before) && isNode(after)) {
    if (before.type !== after.type || pragmasOf(before) !== pragmasOf(after)) return here
    if (targetParentheses(before) !== targetParentheses(after)) return here
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => !PLACE.has(key)))
  for (const key of keys) {
    const [left, right] = [before[key], after[key]]
    const found =
      key === 'children' && Array.isArray(left) && Array.isArray(right)
        ? compareLists(jsxChildren(left), jsxChildren(right), here)
        : compare(left ?? null, right ?? null, here)
    if (found !== null) return found
  }
  return null
}

/** A type without the parentheses around it. */
function bare(value: unknown): unknown {
  return isNode(value) && value.type === 'TSParenthesizedType' ? bare(value['typeAnnotation']) : value
}

function compareLists(before: readonly unknown[], after: readonly unknown[], line: number): number | null {
  for (const [index, one] of before.entries()) {
    if (index >= after.length) return (isObject(one) ? lineOf(one) : null) ?? line
    const found = compare(one, after[index], line)
    if (found !== null) return found
  }
  return after.length > before.length ? line : null
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

export function lineOf(node: Readonly<Record<string, unknown>>): number | null {
  const { loc } = node
  const start = isObject(loc) ? loc['start'] : null
  const line = isObject(start) ? start['line'] : null
  return typeof line === 'number' ? line : null
}

function pragmasOf(node: TreeNode): string {
  const found: string[] = []
  for (const key of ['leadingComments', 'innerComments']) {
    const comments: unknown = node[key]
    for (const comment of Array.isArray(comments) ? comments : []) {
      const value: unknown = isObject(comment) ? comment['value'] : null
      if (typeof value === 'string' && PRAGMA_COMMENT.test(value.trim())) found.push(value.trim())
    }
  }
  return found.join('\n')
}

/** Parentheses around what is assigned to keep a function from being named after it (ECMA-262 §13.15.2). */
function targetParentheses(node: TreeNode): boolean {
  const { left } = node
  const extra = isObject(left) ? left['extra'] : null
  return isObject(extra) && extra['parenthesized'] === true
}

/** JSX children as every compiler reads them: text without its line breaks, nothing for comments. */
function jsxChildren(children: readonly unknown[]): unknown[] {
  return children.flatMap((child) => {
    if (!isNode(child)) return [child]
    if (child.type === 'JSXText') {
      const words = jsxWords(String(child['value']))
      return words === '' ? [] : [{ type: 'JSXText', words }]
    }
    const { expression } = child
    const empty =
      child.type === 'JSXExpressionContainer' && isNode(expression) && expression.type === 'JSXEmptyExpression'
    return empty ? [] : [child]
  })
}
