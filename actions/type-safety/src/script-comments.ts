import { parse } from '@babel/parser'
import type { ParserPlugin } from '@babel/parser'
import { messageOf } from '@upkeep/schema'
import type { Comment, Scope } from './suppression.ts'

export interface ScannedScript {
  comments: Comment[]
  scopes: Scope[]
}

type Parsed = ReturnType<typeof parse>

/**
 * The comments of a script, never what only looks like one in a string, template or JSX text, and the names around them.
 * A sentence where the text can't be parsed. The path decides between JSX and the older type assertions (`<T>x`).
 */
export function scanScript(path: string, text: string): ScannedScript | string {
  const file = parsed(path, text)
  if (typeof file === 'string') return file
  const containers = new Map<number, { start: number; end: number }>()
  const scopes: Scope[] = []
  visit(file.program, false, { containers, scopes })
  const comments: Comment[] = []
  for (const { start, end, loc } of file.comments ?? []) {
    const own = text.slice(start ?? 0, end ?? 0)
    if (start === undefined || end === undefined || !loc || !/^\/[/*]/.test(own)) continue
    const container = containers.get(start) ?? null
    const alone =
      container !== null &&
      /^\{\s*$/.test(text.slice(container.start, start)) &&
      /^\s*\}$/.test(text.slice(end, container.end))
    const { line, column } = loc.start
    comments.push({ start, end, text: own, line, column, endLine: loc.end.line, container: alone ? container : null })
  }
  return { comments, scopes }
}

function parsed(path: string, text: string): Parsed | string {
  let failure = ''
  for (const plugins of pluginSets(path)) {
    try {
      return parse(text, { sourceType: 'unambiguous', plugins, errorRecovery: true, allowReturnOutsideFunction: true })
    } catch (error) {
      failure = messageOf(error)
    }
  }
  return failure
}

function pluginSets(path: string): ParserPlugin[][] {
  if (/\.d\.[cm]?ts$/.test(path)) return [[['typescript', { dts: true }], 'decorators']]
  if (/\.[cm]?ts$/.test(path)) return [['typescript', 'decorators']]
  if (path.endsWith('.tsx')) return [['typescript', 'jsx', 'decorators']]
  return [
    ['jsx', 'decorators'],
    ['flow', 'jsx', 'decorators'],
  ]
}

interface Found {
  containers: Map<number, { start: number; end: number }>
  scopes: Scope[]
}

type Fields = Readonly<Record<string, unknown>>

function isNode(value: unknown): value is Fields & { type: string; start: number; end: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'start' in value &&
    typeof value.start === 'number'
  )
}

function visit(node: unknown, exported: boolean, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, exported, found)
    return
  }
  if (!isNode(node)) return
  const { type, start, end } = node
  if (type === 'JSXExpressionContainer') noteContainer(node, found)
  const visible = exported || type.startsWith('Export')
  const name = nameOf(node)
  if (name !== null) found.scopes.push({ start, end, name, exported: visible })
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null && key !== 'loc' && !key.endsWith('omments'))
      visit(value, visible, found)
  }
}

function noteContainer(node: Fields & { start: number; end: number }, { containers }: Found): void {
  const expression = node['expression']
  if (!isNode(expression) || expression.type !== 'JSXEmptyExpression') return
  const inner = expression['innerComments']
  const own: readonly unknown[] = Array.isArray(inner) ? inner : []
  const [first] = own
  if (isNode(first) && own.length === 1) containers.set(first.start, { start: node.start, end: node.end })
}

const NAMED =
  /^(?:FunctionDeclaration|FunctionExpression|Class\w*|ObjectMethod|ObjectProperty|VariableDeclarator|TSDeclareFunction|TSInterfaceDeclaration|TSTypeAliasDeclaration|TSModuleDeclaration|TSEnumDeclaration)$/

function nameOf(node: Fields & { type: string }): string | null {
  if (!NAMED.test(node.type)) return null
  const named = node['id'] ?? node['key']
  if (!isNode(named)) return null
  const name = named['name'] ?? named['value']
  return typeof name === 'string' ? name : null
}

/** The named ranges of a program that is parsed already. */
export function scopesOf(program: unknown): Scope[] {
  const scopes: Scope[] = []
  visit(program, false, { containers: new Map(), scopes })
  return scopes
}

/** The path of names around an index, and whether its outermost is exported. */
export function symbolAt(scopes: readonly Scope[], index: number): { symbol: string; exported: boolean } {
  const around = scopes
    .filter(({ start, end }) => start <= index && index < end)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  const names = around.map(({ name }) => name)
  return { symbol: names.join('.'), exported: around[0]?.exported ?? false }
}
