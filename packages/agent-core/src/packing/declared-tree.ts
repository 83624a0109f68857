import type { Declared } from './declared.ts'
import type { LineRange } from './excerpts.ts'
import type { SourceText } from './source.ts'
import { childrenOf, nodesIn } from './syntax.ts'
import { bindingsIn } from './tree-bindings.ts'
import type { TreeBindings } from './tree-bindings.ts'
import type { SyntaxNode } from './syntax.ts'

/** What a Go or Rust file holds by its grammar; made once for each file that is asked about. */
export interface FileByGrammar extends TreeBindings {
  declared: readonly Declared[]
  /** The lines of its import or use declarations. */
  imports: readonly LineRange[]
  /** What types take methods from, by their names. */
  embedded: ReadonlyMap<string, readonly string[]>
  root: SyntaxNode
  lineAt: (offset: number) => number
}

const READ = new WeakMap<SourceText, FileByGrammar | null>()

/** Null for a language that is not read by its grammar. */
export function byGrammar(source: SourceText): FileByGrammar | null {
  const known = READ.get(source)
  if (known !== undefined) return known
  const file = source.tree === null ? null : read(source.tree.topNode, source.text)
  READ.set(source, file)
  return file
}

function read(root: SyntaxNode, text: string): FileByGrammar {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const lineAt = (offset: number) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
  const found: Declared[] = []
  for (const node of itemsOf(root)) declare(node, null, { text, lineAt, found })
  const imports = itemsOf(root)
    .filter(({ name }) => IMPORTS.test(name))
    .map(({ from, to }) => ({ first: lineAt(from), last: lineAt(to) }))
  return { declared: found, imports, embedded: embeddings(root, text), ...bindingsIn(root, text, lineAt), root, lineAt }
}

const IMPORTS = /^(?:ImportDecl|UseDeclaration|ExternCrateDeclaration)$/

/** The items of a file or of a block of declarations, without the attributes around them. */
function itemsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.name === 'AttributeItem' || child.name === 'SpecList') return itemsOf(child)
    return /Decl$|Spec$|Item$|Declaration$|^MacroDefinition$/.test(child.name) ? [child] : []
  })
}

interface Reading {
  text: string
  lineAt: (offset: number) => number
  found: Declared[]
}

/** What an item declares, with its members. @param owner the type that it is a member of. */
function declare(node: SyntaxNode, owner: string | null, reading: Reading): void {
  switch (node.name) {
    case 'TypeDecl':
    case 'ConstDecl':
    case 'VarDecl':
      for (const spec of itemsOf(node)) declare(spec, owner, reading)
      return
    case 'MethodDecl':
      note(node, receiverOf(node, reading.text) ?? '', reading)
      return
    case 'ImplItem':
    case 'ModItem': {
      const type = node.name === 'ImplItem' ? typeOf(node, reading.text) : null
      for (const block of node.getChildren('DeclarationList'))
        for (const item of itemsOf(block)) declare(item, type, reading)
      return
    }
    case 'StructItem':
    case 'EnumItem':
    case 'UnionItem':
    case 'TraitItem':
    case 'TypeSpec': {
      note(node, owner, reading)
      const name = namesOf(node, reading.text)[0] ?? ''
      const bodies = nodesIn(
        node,
        /^(?:StructBody|InterfaceBody|FieldDeclarationList|EnumVariantList|DeclarationList)$/,
      )
      for (const body of bodies) for (const member of nodesIn(body, MEMBER)) note(member, name, reading)
      return
    }
    case 'FunctionDecl':
    case 'VarSpec':
    case 'ConstSpec':
    case 'FunctionItem':
    case 'ConstItem':
    case 'StaticItem':
    case 'TypeItem':
    case 'MacroDefinition':
      note(node, owner, reading)
  }
}

const MEMBER = /^(?:FieldDecl|MethodElem|FieldDeclaration|EnumVariant|FunctionItem|ConstItem|TypeItem)$/
const TYPE = /^(?:TypeSpec|StructItem|EnumItem|UnionItem|TraitItem|TypeItem)$/
const BODY = /^(?:Block|BracedTokens)$/
const NAME = /^(?:DefName|FieldName|BoundIdentifier|TypeIdentifier|Identifier|FieldIdentifier)$/

function note(node: SyntaxNode, owner: string | null, { text, lineAt, found }: Reading): void {
  const line = lineAt(node.from)
  const last = lineAt(node.to)
  const body = childrenOf(node).find(({ name }) => BODY.test(name))
  const head = body === undefined ? last : lineAt(body.from)
  const kind = TYPE.test(node.name) ? 'type' : /^(?:Function|Method)/.test(node.name) ? 'function' : 'value'
  for (const name of namesOf(node, text))
    found.push({ name, line, head, last, kind, owner: owner === null ? null : { type: owner } })
}

/** The names that an item declares: in Go one may declare several. */
function namesOf(node: SyntaxNode, text: string): string[] {
  const all = childrenOf(node).filter(({ name }) => NAME.test(name))
  const names =
    node.name.endsWith('Spec') || node.name === 'FieldDecl'
      ? all.filter(({ name }) => !name.startsWith('Type'))
      : all.slice(0, 1)
  return names.map(({ from, to }) => text.slice(from, to))
}

function receiverOf(method: SyntaxNode, text: string): string | null {
  const [receiver] = method.getChildren('Parameters')
  return receiver === undefined ? null : firstName(receiver, /^TypeName$/, text)
}

/** The type that an `impl` is for, or what another node names as its type. */
function typeOf(impl: SyntaxNode, text: string): string | null {
  const type = childrenOf(impl).findLast(({ name }) => /Type$|^(?:Scoped)?TypeIdentifier$/.test(name))
  return type === undefined ? null : firstName(type, /^TypeIdentifier$/, text)
}

function firstName(node: SyntaxNode, names: RegExp, text: string): string | null {
  const [found] = nodesIn(node, names)
  return found === undefined ? null : text.slice(found.from, found.to)
}

/** What a Go or Rust type takes methods from: what is embedded in it, the traits that are implemented for it. */
export function embeddedIn(source: SourceText, type: string): readonly string[] {
  return byGrammar(source)?.embedded.get(type) ?? []
}

function embeddings(root: SyntaxNode, text: string): Map<string, string[]> {
  const name = ({ from, to }: SyntaxNode) => text.slice(from, to)
  const found = new Map<string, string[]>()
  for (const node of nodesIn(root, /^(?:TypeSpec|ImplItem)$/)) {
    const type = node.name === 'TypeSpec' ? namesOf(node, text)[0] : typeOf(node, text)
    const above = (node.name === 'TypeSpec' ? fieldsWithoutName(node) : traitOf(node)).map(name)
    if (type !== null && type !== undefined && above.length > 0) found.set(type, [...(found.get(type) ?? []), ...above])
  }
  return found
}

function fieldsWithoutName(type: SyntaxNode): SyntaxNode[] {
  return nodesIn(type, /^FieldDecl$/)
    .filter((field) => field.getChild('FieldName') === null)
    .flatMap((field) => nodesIn(field, /^TypeName$/))
}

function traitOf(impl: SyntaxNode): SyntaxNode[] {
  const start = impl.getChild('TypeParamList')?.to ?? 0
  if (impl.getChild('for') === null) return []
  return nodesIn(impl, /^TypeIdentifier$/)
    .filter(({ from }) => from >= start)
    .slice(0, 1)
}

/** The types that the function around a line tells of a name: of a parameter or receiver, or of what is declared with a type or as a literal of one. */
export function typesTold(source: SourceText, line: number, name: string): string[] {
  const file = byGrammar(source)
  const around = file === null ? [] : nodesIn(file.root, /^(?:FunctionDecl|MethodDecl|FunctionItem)$/)
  const own = around.find(({ from, to }) => (file?.lineAt(from) ?? 0) <= line && line <= (file?.lineAt(to) ?? 0))
  if (own === undefined) return []
  const text = ({ from, to }: SyntaxNode) => source.text.slice(from, to)
  const bindings: SyntaxNode[] = []
  own.cursor().iterate(({ name: kind, node }) => {
    if (/^(?:Parameter|VarSpec|VarDecl|LetDeclaration)$/.test(kind)) bindings.push(node)
  })
  return bindings
    .filter((node) => boundBy(node).some((child) => text(child) === name))
    .flatMap((node) => {
      const typed = childrenOf(node).filter((child) => TYPED.test(child.name))
      const types = typed.length > 0 || boundBy(node).length > 1 ? typed : typesMade(node.lastChild, text)
      return types.flatMap((one) => nodesIn(one, /^(?:Type(?:Name|Identifier)|ScopeIdentifier)$/).map(text))
    })
}

const TYPED = /Type$|^Type(?:Name|Identifier)$|^ScopedTypeIdentifier$/
/** What gives the value, or the address, of what stands in it. */
const AROUND = /^(?:UnaryExp|ReferenceExpression|TryExpression|AwaitExpression|ParenthesizedExpr(?:ession)?|ParenExp)$/

function boundBy(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => /^(?:DefName|BoundIdentifier)$/.test(name))
}

/** The type that a value is a literal of, or that its `new` or `default` gives (Rust API guidelines, C-CTOR). */
function typesMade(value: SyntaxNode | null, text: (node: SyntaxNode) => string): SyntaxNode[] {
  if (value === null) return []
  if (value.name === ';') return typesMade(value.prevSibling, text)
  if (AROUND.test(value.name))
    return childrenOf(value).flatMap((child) => (child.firstChild === null ? [] : typesMade(child, text)))
  const { firstChild: first } = value
  if (first === null) return []
  if (/^(?:TypedLiteral|StructExpression)$/.test(value.name)) return [first]
  if (value.name !== 'CallExpression' || first.name !== 'ScopedIdentifier') return []
  const [name, type] = childrenOf(first)
    .filter(({ name: kind }) => kind.endsWith('Identifier'))
    .toReversed()
  const makes = name !== undefined && ['new', 'default'].includes(text(name))
  return makes && type !== undefined ? [type] : []
}

/** The type that `self` is, or that methods around a line are of; null outside of one. */
export function ownType(source: SourceText, line: number): string | null {
  const inside = byGrammar(source)?.declared.find(
    (one) => one.kind === 'function' && one.line <= line && line <= one.last && one.owner !== null,
  )
  return inside?.owner !== null && inside?.owner !== undefined && 'type' in inside.owner ? inside.owner.type : null
}

/** The paths of the packages that a Go file imports under a name. */
export function importedAs(source: SourceText, name: string): string[] {
  return goImports(source).flatMap(({ path, alias }) => (alias === name ? [path] : []))
}

/** What a Go file imports, and the name that it has there: told, or the last part of its path that is no version. */
export function goImports(source: SourceText): { path: string; alias: string }[] {
  const file = byGrammar(source)
  return (file === null ? [] : nodesIn(file.root, /^ImportSpec$/)).flatMap((spec) => {
    const quoted = spec.getChild('String')
    if (quoted === null) return []
    const path = source.text.slice(quoted.from + 1, quoted.to - 1)
    const told = spec.getChild('DefName')
    const last = path.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? ''
    return [{ path, alias: told === null ? last.replace(/\.v\d+$/, '') : source.text.slice(told.from, told.to) }]
  })
}

/** The paths that a Rust file names, part by part: of its use declarations, of its modules, and those in its code. */
export function rustPaths(source: SourceText): string[][] {
  const file = byGrammar(source)
  if (file === null) return []
  const found = nodesIn(file.root, /^ModItem$/)
    .filter((node) => node.getChild('DeclarationList') === null)
    .map((node) => ['self', ...namesOf(node, source.text)])
  for (const node of nodesIn(file.root, /^(?:UseDeclaration|ScopedIdentifier|ScopedTypeIdentifier)$/))
    pathsIn(node, [], source.text, found)
  return found
}

const PART = /^(?:crate|self|super|ScopeIdentifier|Identifier|BoundIdentifier|TypeIdentifier)$/

/** The paths below a node, each behind what stands in front of it. */
function pathsIn(node: SyntaxNode, before: readonly string[], text: string, found: string[][]): void {
  const path = [...before]
  if (PART.test(node.name)) path.push(text.slice(node.from, node.to))
  for (const child of childrenOf(node)) {
    if (child.name === 'as') break
    if (child.name === 'Vis') continue
    if (PART.test(child.name)) path.push(text.slice(child.from, child.to))
    else if (child.name === 'UseList') {
      for (const one of childrenOf(child)) pathsIn(one, path, text, found)
      return
    } else if (child.firstChild !== null) {
      pathsIn(child, path, text, found)
      return
    }
  }
  if (path.length > before.length) found.push(path)
}
