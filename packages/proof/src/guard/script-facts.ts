import { blocks } from '../text/embedded-script.ts'
import { isNode, lineOf, parseScript } from '../text/script-tree.ts'
import type { TreeNode } from '../text/script-tree.ts'
import type { Fact } from './fact.ts'
import {
  ASSERT_CALLS,
  CI_MODULES,
  CI_VARIABLES,
  CLOCKS,
  CLOCK_CALLS,
  EXITS,
  SUITE_CALLS,
  SWITCHED_CALLS,
  SWITCHES,
  TEST_CALLS,
  UNTYPED_CALLS,
} from './guards.data.ts'

/** Everything that the guards count in a script, by guard. */
export interface ScriptFacts {
  types: Fact[]
  tests: Fact[]
  asserts: Fact[]
  skips: Fact[]
  sniffing: Fact[]
  /** The type of every declared name that has one, by path of names. */
  annotations: Map<string, { text: string; line: number }>
  /** Declared names whose type may be left out: a value tells it. */
  declared: Set<string>
}

/** The last texts that were read: each guard asks about the same two. */
const recent = new Map<string, ScriptFacts | null>()
const MOST_RECENT = 4

/** Null where the text can't be parsed. A component's scripts are read one after the other. */
export function scriptFacts(path: string, text: string): ScriptFacts | null {
  const key = `${path}\n${text}`
  const known = recent.get(key)
  if (known !== undefined) return known
  const facts = readFacts(path, text)
  recent.set(key, facts)
  for (const oldest of recent.keys()) {
    if (recent.size <= MOST_RECENT) break
    recent.delete(oldest)
  }
  return facts
}

function readFacts(path: string, text: string): ScriptFacts | null {
  const facts: ScriptFacts = {
    types: [],
    tests: [],
    asserts: [],
    skips: [],
    sniffing: [],
    annotations: new Map(),
    declared: new Set(),
  }
  const embedded = /\.(?:vue|svelte|astro)$/.test(path)
  const scripts = embedded ? blocks(text).inside : [text]
  for (const script of scripts) {
    const file = parseScript(embedded ? `${path}.ts` : path, script)
    if (typeof file === 'string') return null
    visit(file.program, [], { facts, text: script })
  }
  return facts
}

interface Visit {
  facts: ScriptFacts
  text: string
}

function visit(node: unknown, names: readonly string[], state: Visit): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, names, state)
    return
  }
  if (!isNode(node)) return
  noteType(node, state)
  noteCall(node, state)
  noteSniffing(node, state)
  const name = nameOf(node)
  const inner = name === null ? names : [...names, name]
  noteAnnotations(node, inner, state)
  for (const [key, value] of Object.entries(node))
    if (typeof value === 'object' && value !== null && key !== 'loc' && !key.endsWith('omments'))
      visit(value, inner, state)
}

function noteType(node: TreeNode, { facts: { types } }: Visit): void {
  const note = (rule: string) => types.push({ rule, line: lineOf(node) ?? 1 })
  const { typeAnnotation } = node
  if (node.type === 'TSAnyKeyword') note('any')
  if (node.type === 'TSNonNullExpression') note('!')
  if (node['definite'] === true) note('definite assignment')
  // a member by its name is of any type, and may be set on anything
  if (node.type === 'CallExpression' && UNTYPED_CALLS.includes(chain(node['callee']).join('.'))) note('untyped member')
  const to = isCast(node) && isNode(typeAnnotation) ? typeAnnotation.type : null
  if (to === 'TSUnknownKeyword') note('as unknown')
  if (to === 'TSNeverKeyword') note('as never') // it fits everywhere
  // to whatever: one that was to a looser type before is no new one
  if (to !== null && !isConst(typeAnnotation) && !isCast(node['expression'])) note('cast')
}

function isCast(node: unknown): boolean {
  return isNode(node) && (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion')
}

/** `as const` says more of a value, not something else. */
function isConst(type: unknown): boolean {
  return isNode(type) && chain(type['typeName']).join('.') === 'const'
}

function noteCall(node: TreeNode, { facts }: Visit): void {
  if (node.type !== 'CallExpression' && node.type !== 'TaggedTemplateExpression') return
  const parts = chain(node.type === 'CallExpression' ? node['callee'] : node['tag'])
  const [root = '', ...members] = parts
  const line = lineOf(node) ?? 1
  if (SWITCHED_CALLS.includes(root)) facts.skips.push({ rule: root, line })
  const defines = TEST_CALLS.includes(root) || SUITE_CALLS.includes(root)
  const switched = members.find((member) => SWITCHES.includes(member))
  if (switched !== undefined && (defines || ['t', 'this', 'ctx', 'context'].includes(root)))
    facts.skips.push({ rule: `.${switched}`, line })
  if (TEST_CALLS.includes(root) && !members.includes('each')) facts.tests.push({ rule: 'test', line })
  if (TEST_CALLS.includes(root) && members.at(-1) === 'each') facts.tests.push({ rule: 'test', line })
  if (ASSERT_CALLS.includes(root) && !nested(node)) facts.asserts.push({ rule: 'assertion', line })
}

/** `expect(x).toBe(y)` is one assertion: only the outermost call of a chain counts, by its innermost. */
function nested(node: TreeNode): boolean {
  const { callee } = node
  return isNode(callee) && callee.type !== 'Identifier' && chainHoldsCall(callee)
}

function chainHoldsCall(node: unknown): boolean {
  if (!isNode(node)) return false
  return node.type === 'CallExpression' || chainHoldsCall(node['object'])
}

function noteSniffing(node: TreeNode, { facts: { sniffing } }: Visit): void {
  const note = (rule: string) => sniffing.push({ rule, line: lineOf(node) ?? 1 })
  if (node.type.endsWith('MemberExpression')) {
    const parts = chain(node)
    const environment = parts.slice(0, -1).join('.')
    if (/(?:^|\.)(?:process|Bun)\.env$|^import\.meta\.env$/.test(environment) && CI_VARIABLES.test(parts.at(-1) ?? ''))
      note('ci')
  }
  if (node.type === 'VariableDeclarator' && chain(node['init']).slice(-2).join(' ') === 'process env')
    for (const name of patternNames(node['id'])) if (CI_VARIABLES.test(name)) note('ci')
  if (
    node.type === 'ImportDeclaration' &&
    isNode(node['source']) &&
    CI_MODULES.includes(String(node['source']['value']))
  )
    note('ci')
  if (node.type === 'AssignmentExpression') {
    const target = chain(node['left'])
      .join('.')
      .replace(/^(?:globalThis|window|global|self)\./, '')
    if (CLOCKS.includes(target)) note('clock')
    if (target === 'process.exitCode') note('exit')
  }
  if (node.type === 'CallExpression') noteSniffingCall(node, note)
}

function noteSniffingCall(node: TreeNode, note: (rule: string) => void): void {
  const parts = chain(node['callee'])
  const name = parts.join('.')
  const args: readonly unknown[] = Array.isArray(node['arguments']) ? node['arguments'] : []
  const [first] = args
  if (EXITS.includes(name)) note('exit')
  const fakes = ['jest', 'vi', 'sinon', 'FakeTimers', 'clock', 'MockDate', 'timers', 'mock']
  if (CLOCK_CALLS.includes(parts.at(-1) ?? '') && fakes.includes(parts[0] ?? '')) note('clock')
  if (/(?:defineProperty|spyOn|stub|replace)$/.test(name) && CLOCKS.includes(chain(first).join('.'))) note('clock')
  if (/^(?:require|import)$/.test(name) && isNode(first) && CI_MODULES.includes(String(first['value']))) note('ci')
  if (name === 'Deno.env.get' && isNode(first) && CI_VARIABLES.test(String(first['value']))) note('ci')
}

/** `a.b['c']()` as ['a', 'b', 'c']; what is computed ends it. */
function chain(node: unknown): string[] {
  if (!isNode(node)) return []
  if (node.type === 'Identifier') return [String(node['name'])]
  if (node.type === 'ThisExpression') return ['this']
  if (node.type === 'MetaProperty') return ['import', 'meta']
  if (node.type === 'Import') return ['import']
  if (node.type === 'CallExpression') return chain(node['callee'])
  if (/^(?:TSAs|TSNonNull|TSSatisfies|Parenthesized)Expression$/.test(node.type)) return chain(node['expression'])
  if (!node.type.endsWith('MemberExpression')) return []
  const { property } = node
  if (!isNode(property)) return chain(node['object'])
  const name = node['computed'] === true ? property['value'] : property['name']
  return [...chain(node['object']), typeof name === 'string' ? name : '?']
}

function patternNames(node: unknown): string[] {
  if (!isNode(node) || !Array.isArray(node['properties'])) return []
  return node['properties'].flatMap((one: unknown) =>
    isNode(one) && isNode(one['key']) ? [String(one['key']['name'] ?? one['key']['value'])] : [],
  )
}

const NAMED =
  /^(?:Function|Class|Object(?:Method|Property)|VariableDeclarator|TS(?:Declare(?:Function|Method)|Interface|TypeAlias|Module|Property|Method))/

function nameOf(node: TreeNode): string | null {
  if (!NAMED.test(node.type)) return null
  const named = node['id'] ?? node['key']
  if (!isNode(named)) return null
  const name = named['name'] ?? named['value']
  return typeof name === 'string' || typeof name === 'number' ? String(name) : null
}

/** Parameters, results, variables and members, each with its type as it is written. */
function noteAnnotations(node: TreeNode, names: readonly string[], state: Visit): void {
  const own = names.join('.')
  const params: readonly unknown[] = Array.isArray(node['params']) ? node['params'] : []
  for (const [index, param] of params.entries()) {
    const [target, value] = isNode(param) && param.type === 'AssignmentPattern' ? [param['left'], true] : [param, false]
    noteAnnotation(`${own}(${index})`, target, value, state)
  }
  if (/Function|Method/.test(node.type)) noteReturn(`${own}()`, node, state)
  if (node.type === 'VariableDeclarator') noteAnnotation(own, node['id'], node['init'] !== null, state)
  if (/^(?:Class\w*Property|TSPropertySignature)$/.test(node.type))
    noteAnnotation(own, node, isNode(node['value']), state)
}

function noteReturn(key: string, node: TreeNode, { facts, text }: Visit): void {
  const type = node['returnType']
  facts.declared.add(key)
  if (isNode(type)) facts.annotations.set(key, { text: typeText(type, text), line: lineOf(type) ?? 1 })
}

function noteAnnotation(key: string, target: unknown, hasValue: boolean, { facts, text }: Visit): void {
  if (!isNode(target)) return
  const type = target['typeAnnotation']
  if (!hasValue) facts.declared.add(key)
  if (isNode(type)) facts.annotations.set(key, { text: typeText(type, text), line: lineOf(type) ?? 1 })
}

function typeText(type: TreeNode, text: string): string {
  return text
    .slice(type.start, type.end)
    .replace(/^\s*:\s*/, '')
    .replace(/\s+/g, ' ')
}
