import { logicalLines, pythonFunctions } from './python-text.ts'
import type { LineRange } from './python-text.ts'
import { isNode, parseScript } from './script-tree.ts'

/** The statements and functions of a file, by lines. Empty where nobody can tell: then only lines and files are blamed. */
export interface Regions {
  statements: LineRange[]
  functions: LineRange[]
}

export function regionsOf(path: string, text: string): Regions {
  if (/\.pyi?$/.test(path))
    return { statements: logicalLines(text), functions: pythonFunctions(text).filter(({ kind }) => kind === 'def') }
  const found: Regions = { statements: [], functions: [] }
  if (!/\.[cm]?[jt]sx?$/.test(path)) return found
  const file = parseScript(path, text)
  if (typeof file !== 'string') visit(file.program, found)
  return found
}

/** The smallest range around a line. */
export function innermost(ranges: readonly LineRange[], line: number): LineRange | null {
  const around = ranges.filter(({ start, end }) => start <= line && line <= end)
  if (around.length === 0) return null
  return around.reduce((least, range) => (range.end - range.start < least.end - least.start ? range : least))
}

const STATEMENT = /Statement$|Declaration$|^(?:ClassProperty|ClassAccessorProperty|TSPropertySignature|ObjectProperty)$/
const FUNCTION = /^(?:Function|ArrowFunction|ObjectMethod|ClassMethod|ClassPrivateMethod|TSDeclareFunction)/

function visit(node: unknown, found: Regions): void {
  if (Array.isArray(node)) for (const item of node) visit(item, found)
  if (!isNode(node)) return
  const range = linesOf(node)
  if (range !== null && STATEMENT.test(node.type) && node.type !== 'BlockStatement') found.statements.push(range)
  if (range !== null && FUNCTION.test(node.type)) found.functions.push(range)
  for (const [key, value] of Object.entries(node))
    if (typeof value === 'object' && value !== null && key !== 'loc' && !key.endsWith('omments')) visit(value, found)
}

function linesOf(node: Readonly<Record<string, unknown>>): LineRange | null {
  const { loc } = node
  if (typeof loc !== 'object' || loc === null || !('start' in loc) || !('end' in loc)) return null
  const [start, end] = [lineIn(loc.start), lineIn(loc.end)]
  return start === null || end === null ? null : { start, end }
}

function lineIn(position: unknown): number | null {
  const line: unknown = typeof position === 'object' && position !== null ? Reflect.get(position, 'line') : null
  return typeof line === 'number' ? line : null
}
