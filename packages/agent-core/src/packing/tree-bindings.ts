import { childrenOf, nodesIn } from './syntax.ts'
import type { SyntaxNode } from './syntax.ts'

export interface TreeBindings {
  /** What functions bind themselves, by their first lines. */
  bound: ReadonlyMap<number, ReadonlySet<string>>
  /** The types of which a literal sets members, by where the names of these stand. */
  set: ReadonlyMap<number, string>
}

const FUNCTION = /^(?:FunctionDecl|MethodDecl|FunctionItem)$/
const BINDING = /^(?:DefName|BoundIdentifier)$/
/** Declares what it names, and binds no value. */
const ITEM = /(?:Decl|Item|Spec)$/
const LITERAL = /^(?:TypedLiteral|StructExpression|StructPattern)$/
const MEMBER = /^(?:Key|FieldIdentifier|ShorthandFieldInitializer)$/

/** The names that a Go or Rust file binds in functions, and those of members that its literals set. */
export function bindingsIn(root: SyntaxNode, text: string, lineAt: (offset: number) => number): TreeBindings {
  const nameOf = ({ from, to }: SyntaxNode) => text.slice(from, to)
  const bound = new Map<number, Set<string>>()
  for (const node of nodesIn(root, FUNCTION)) {
    const names = new Set<string>()
    node.cursor().iterate(({ name, node: inner }) => {
      const { parent } = inner
      const isItem = parent !== null && ITEM.test(parent.name) && !parent.name.startsWith('Var')
      if (BINDING.test(name) && !isItem) names.add(nameOf(inner))
    })
    bound.set(lineAt(node.from), names)
  }
  const set = new Map<number, string>()
  root.cursor().iterate(({ name, node }) => {
    const type = LITERAL.test(name) ? literalType(node) : null
    if (type === null) return
    for (const member of membersOf(node)) set.set(member.from, nameOf(type))
  })
  return { bound, set }
}

/** The name of the type that stands in front of a literal; of a list or map of them that of the elements. */
function literalType(literal: SyntaxNode): SyntaxNode | null {
  const [type] = childrenOf(literal)
  return type === undefined ? null : (nodesIn(type, /^Type(?:Name|Identifier)$/).at(-1) ?? null)
}

/** The names of the members that a literal sets, and not those of literals in it that tell their own type. */
function membersOf(literal: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (const child of childrenOf(literal)) {
    if (MEMBER.test(child.name)) found.push(child)
    else if (!LITERAL.test(child.name)) found.push(...membersOf(child))
  }
  return found
}
