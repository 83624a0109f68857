import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { FunctionInfo } from '@actions/expressions/funcs/info'
import { reviver } from '@actions/expressions/data/reviver'

/** What is known of a run before it runs. Contexts that only a runner knows are absent. */
export interface KnownContexts {
  matrix: Readonly<Record<string, unknown>>
  env: Readonly<Record<string, string>>
  inputs: Readonly<Record<string, unknown>>
  /** Axes of the matrix that are computed while it runs; `*`: all of it. */
  openAxes?: readonly string[]
  /** Given by whoever runs a check; by upper-case names. Absent: nothing is known of them. */
  secrets?: Readonly<Record<string, string>>
  vars?: Readonly<Record<string, string>>
}

// An axis of a matrix may be called as a context is
const RUNTIME = /(?<![\w.-])(?:github|steps|needs|job|jobs)\s*(?:\.|\[)/
const GIVEN = /(?<![\w.-])(?:secrets|vars)\s*(?:\.|\[)/
type Function = { name: string; minArgs: number; maxArgs: number; call: () => data.BooleanData }
const status = (name: string, value: boolean): [string, Function] => [
  name,
  { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) },
]
const FUNCTIONS = new Map<string, Function>([
  status('success', true),
  status('always', true),
  status('failure', false),
  status('cancelled', false),
])

/** The value of an expression by GitHub's own evaluator; undefined where it needs what only a runner knows. */
export function evaluate(expression: string, known: KnownContexts): { text: string; truthy: boolean } | undefined {
  if (RUNTIME.test(expression) || /hashFiles\s*\(/.test(expression) || readsUnknown(expression, known)) return undefined
  if (GIVEN.test(expression) && (known.secrets === undefined || known.vars === undefined)) return undefined
  try {
    const { tokens } = new Lexer(expression).lex()
    const functions = [...FUNCTIONS.values()] as unknown as FunctionInfo[]
    const tree = new Parser(tokens, CONTEXTS, functions).parse()
    const result = new Evaluator(tree, valuesOf(known), FUNCTIONS).evaluate()
    const text =
      result.kind === data.Kind.String || result.kind === data.Kind.Number || result.kind === data.Kind.Boolean
        ? result.coerceString()
        : ''
    return {
      text,
      truthy:
        !['', 'false', '0'].includes(text) || result.kind === data.Kind.Array || result.kind === data.Kind.Dictionary,
    }
  } catch {
    return undefined
  }
}

const CONTEXTS = ['matrix', 'env', 'inputs', 'runner', 'strategy', 'secrets', 'vars']
const VALUES = new WeakMap<KnownContexts, data.Dictionary>()

function valuesOf(known: KnownContexts): data.Dictionary {
  const { matrix, env, inputs, secrets = {}, vars = {} } = known
  const runner = { os: 'Linux', arch: 'X64', temp: '/tmp', tool_cache: '/opt/hostedtoolcache' }
  const made =
    VALUES.get(known) ??
    (JSON.parse(
      JSON.stringify({ matrix, env, inputs, runner, strategy: {}, secrets, vars }),
      reviver,
    ) as data.Dictionary)
  VALUES.set(known, made)
  return made
}

/** Names that an earlier step, a caller or another job may give: what is not known is not empty. */
function readsUnknown(expression: string, { env, inputs, openAxes = [] }: KnownContexts): boolean {
  const names = (context: string) => namesIn(expression, context)
  if (names('env').some((name) => env[name] === undefined)) return true
  if (names('inputs').some((name) => inputs[name] === undefined)) return true
  return openAxes.includes('*')
    ? /\bmatrix\b/.test(expression)
    : names('matrix').some((name) => openAxes.includes(name) || (name === '' && openAxes.length > 0))
}

/** What is read of a context by `.name` or `['name']`; '' where the name is computed. */
function namesIn(expression: string, context: string): string[] {
  const reads = new RegExp(`(?<![\\w.-])${context}\\s*(?:\\.\\s*([\\w-]+)|\\[(?:\\s*'([^']*)'\\s*\\])?)`, 'g')
  return [...expression.matchAll(reads)].map(([, dotted, quoted]) => dotted ?? quoted ?? '')
}

/** Whether a step's or job's `if:` is false on this leg whatever the runner knows, in a run where nothing failed so far. */
export function isNever(condition: string | null, known: KnownContexts): boolean {
  if (condition === null) return false
  const bare = condition.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
  // A conjunction is false as soon as one part that is known is.
  const parts = /\|\|/.test(bare) ? [bare] : bare.split('&&')
  return parts.some((part) => evaluate(part.trim(), known)?.truthy === false)
}

export interface Expanded {
  text: string
  /** Expressions that only a runner can evaluate; they stand in the text as `__EXPRESSION_n__`. */
  open: string[]
}

/** Replaces every `${{ … }}` by its value, or by a placeholder that a shell takes for a plain word. */
export function expand(text: string, known: KnownContexts): Expanded {
  const open: string[] = []
  const expanded = text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) => {
    const value = evaluate(expression.trim(), known)
    if (value !== undefined) return value.text
    open.push(expression.trim())
    return `__EXPRESSION_${open.length}__`
  })
  return { text: expanded, open }
}

export const OPEN_EXPRESSION = /__EXPRESSION_\d+__/

/** Why a command with such a placeholder can not be run. */
export const OPEN_VALUE = 'it holds an expression whose value only a runner knows'

/** A text for people in which such placeholders are expressions again. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(new RegExp(OPEN_EXPRESSION, 'g'), '${{ … }}')
}
