import { parser as go } from '@lezer/go'
import type { LRParser } from '@lezer/lr'
import { parser as rust } from '@lezer/rust'

export type SyntaxTree = ReturnType<LRParser['parse']>
export type SyntaxNode = SyntaxTree['topNode']

const PARSERS: Readonly<Record<string, LRParser>> = { go, rs: rust }

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** The grammar of Go knows no semicolon for the end of a line behind these two, as it does behind names: they are read as names. */
const BOOLEAN = /\b(?:true|false)\b/g

/** The parser's time grows with the square of the depth; nobody nests like that. */
const DEEPEST = 1000

/**
 * The syntax tree of a Go or Rust file; what can not be parsed in it is an error node. Null for other languages, and for what is nested
 * too deeply.
 */
export function treeOf(path: string, text: string): SyntaxTree | null {
  const parser = PARSERS[extensionOf(path)]
  if (parser === undefined || depthOf(text) > DEEPEST) return null
  return parser.parse(parser === go ? text.replace(BOOLEAN, (word) => `_${word.slice(1)}`) : text)
}

/** How deep brackets are nested at the most, those in comments and texts counted as well. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0]
  for (const sign of text.match(/[([{}\])]/g) ?? []) {
    depth = '([{'.includes(sign) ? depth + 1 : Math.max(0, depth - 1)
    most = Math.max(most, depth)
  }
  return most
}

const NO_CODE = /Comment$|String$|^(?:Char|Rune)$/

/** A Go or Rust text, of the same length and lines, with nothing but code: comments and literals of text are spaces between their ends. */
export function codeOfTree(text: string, tree: SyntaxTree): string {
  const parts: string[] = []
  let end = 0
  tree.iterate({
    enter({ name, from, to }) {
      if (!NO_CODE.test(name)) return true
      parts.push(text.slice(end, from), text.slice(from, to).replace(/[^\r\n]/g, ' '))
      end = to
      return false
    },
  })
  return parts.join('') + text.slice(end)
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

/** The nodes of these names in a node, itself included, in their order; none inside of another. */
export function nodesIn(node: SyntaxNode, names: RegExp): SyntaxNode[] {
  const found: SyntaxNode[] = []
  node.cursor().iterate((inner) => {
    if (!names.test(inner.name)) return true
    found.push(inner.node)
    return false
  })
  return found
}
