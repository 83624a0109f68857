import { parse } from '@babel/parser'
import type { ParserPlugin } from '@babel/parser'
import type { TextEdit } from '../comment-edit.ts'
import { scopesOf, symbolAt } from '../script-comments.ts'

/** A type assertion of TypeScript that can be taken away without touching what it asserts. */
export interface Cast {
  /** `any`: to any. `unknown`: the first half of a cast in two steps. `null`: `!`. `type`: to a type with a name. */
  to: 'any' | 'unknown' | 'null' | 'type'
  /** With the parentheses that go along. */
  start: number
  end: number
  /** The assertion itself. */
  inner: { start: number; end: number }
  was: string
  now: string
  symbol: string
  edits: TextEdit[]
}

type Node = Readonly<Record<string, unknown>> & { type: string; start: number; end: number }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** The casts of a file; empty where it can't be parsed. `as const` is no cast, and one behind comments is left alone. */
export function castsIn(path: string, text: string): Cast[] {
  const plugins: ParserPlugin[] = ['typescript', 'decorators']
  if (path.endsWith('x')) plugins.push('jsx')
  try {
    const { program } = parse(text, { sourceType: 'unambiguous', plugins, errorRecovery: false })
    const scopes = scopesOf(program)
    const found: Cast[] = []
    visit(program, null, (node, parent) => {
      const cast = castOf(node, parent, text)
      if (cast !== null) found.push({ ...cast, symbol: symbolAt(scopes, node.start).symbol })
    })
    return found
  } catch {
    return []
  }
}

function visit(node: unknown, parent: Node | null, note: (node: Node, parent: Node | null) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, parent, note)
  if (!isNode(node)) return
  note(node, parent)
  for (const [key, value] of Object.entries(node))
    if (typeof value === 'object' && value !== null && key !== 'loc' && !key.endsWith('omments'))
      visit(value, node, note)
}

function castOf(node: Node, parent: Node | null, text: string): Omit<Cast, 'symbol'> | null {
  const { expression, typeAnnotation } = node
  if (!isNode(expression)) return null
  const edit = removal(node, expression, typeAnnotation, text)
  if (edit === null) return null
  const to = targetOf(node, parent)
  if (to === null) return null
  const edits = [...bare(edit, expression, parent, text), ...parentheses(node, expression, parent, text)].toSorted(
    (a, b) => a.start - b.start,
  )
  const extra = node['extra']
  const parenthesised = edits.length > 1 && typeof extra === 'object' && extra !== null
  const start = parenthesised ? Math.min(...edits.map((one) => one.start)) : node.start
  const end = parenthesised ? Math.max(...edits.map((one) => one.end)) : node.end
  return {
    to,
    start,
    end,
    was: text.slice(start, end),
    now: applied(text, start, end, edits),
    edits,
    inner: { start: node.start, end: node.end },
  }
}

function targetOf({ type, typeAnnotation, expression }: Node, parent: Node | null): Cast['to'] | null {
  if (type === 'TSNonNullExpression') return isNothing(expression) ? null : 'null'
  if (!isNode(typeAnnotation)) return null
  if (typeAnnotation.type === 'TSAnyKeyword') return 'any'
  const twice = parent !== null && (parent.type === 'TSAsExpression' || parent.type === 'TSTypeAssertion')
  if (typeAnnotation.type === 'TSUnknownKeyword') return twice ? 'unknown' : null
  const { typeName } = typeAnnotation
  const constant = typeAnnotation.type === 'TSTypeReference' && isNode(typeName) && typeName['name'] === 'const'
  return constant ? null : 'type'
}

/** `null!` says that a value comes later: an idiom, and no claim about a value. */
function isNothing(node: unknown): boolean {
  return isNode(node) && (node.type === 'NullLiteral' || node['name'] === 'undefined')
}

/** Takes ` as T`, `<T>` or `!` away. */
function removal(node: Node, expression: Node, annotation: unknown, text: string): TextEdit | null {
  if (node.type === 'TSNonNullExpression') return { start: node.end - 1, end: node.end, text: '' }
  if (!isNode(annotation)) return null
  if (node.type === 'TSAsExpression') {
    const between = text.slice(expression.end, annotation.start)
    const word = /^([\s)]*?)[ \t]*\bas\s+$/.exec(between)
    return word === null ? null : { start: expression.end + (word[1]?.length ?? 0), end: node.end, text: '' }
  }
  if (node.type !== 'TSTypeAssertion') return null
  const close = text.indexOf('>', annotation.end)
  const between = text.slice(close + 1, expression.start)
  return /^[\s(]*$/.test(between) ? { start: node.start, end: close + 1, text: '' } : null
}

/** Where an expression of any kind but a list needs no parentheses. */
const ROOMY = /^(?:VariableDeclarator|AssignmentExpression|ReturnStatement|ObjectProperty|ArrayExpression)$/

/** The edit with the parentheses that an expression only needed for ` as T` to speak of all of it. */
function bare(edit: TextEdit, expression: Node, parent: Node | null, text: string): TextEdit[] {
  const { extra } = expression
  const open: unknown = typeof extra === 'object' && extra !== null ? Reflect.get(extra, 'parenStart') : null
  const inside = typeof open === 'number' ? text.slice(open, edit.start) : ''
  const roomy = parent !== null && ROOMY.test(parent.type)
  if (typeof open !== 'number' || !roomy || expression.type === 'SequenceExpression') return [edit]
  if (edit.start <= expression.end || inside.includes('\n')) return [edit]
  return [
    { start: open, end: expression.start, text: '' },
    { start: expression.end, end: edit.end, text: edit.text },
  ]
}

/** What needs no parentheses wherever it stands, once the cast is gone. */
const SIMPLE = /^(?:Identifier|ThisExpression|MemberExpression|CallExpression|TSNonNullExpression)$/

/** Takes the parentheses around a cast away where they were only there for its sake. */
function parentheses(node: Node, expression: Node, parent: Node | null, text: string): TextEdit[] {
  const { extra } = node
  const open: unknown = typeof extra === 'object' && extra !== null ? Reflect.get(extra, 'parenStart') : null
  if (typeof open !== 'number' || !SIMPLE.test(expression.type) || isParenthesised(expression)) return []
  if (parent?.type === 'NewExpression' && expression.type !== 'Identifier') return []
  const close = /^\s*\)/.exec(text.slice(node.end))?.[0].length
  if (close === undefined || !/^\(\s*$/.test(text.slice(open, node.start))) return []
  const glued = /[\w$]/.test(text[open - 1] ?? '')
  return [
    { start: open, end: node.start, text: glued ? ' ' : '' },
    { start: node.end, end: node.end + close, text: '' },
  ]
}

function isParenthesised({ extra }: Node): boolean {
  return typeof extra === 'object' && extra !== null && Reflect.get(extra, 'parenthesized') === true
}

function applied(text: string, start: number, end: number, edits: readonly TextEdit[]): string {
  let [out, at] = ['', start]
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at, end)
}
