import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { reviver } from '@actions/expressions/data/reviver'
import type { FunctionInfo } from '@actions/expressions/funcs/info'
import { textAt } from '../workflow/raw.ts'
import { hashFiles } from './runner-context.ts'

/** How a job or a run goes so far; `skipped`: nothing failed, and a job that is needed was left out. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped'

/** The contexts of GitHub's expressions, as plain values: github, env, secrets, vars, steps, needs, matrix, inputs, runner, job, strategy. */
export type Contexts = Readonly<Record<string, unknown>>

/** An expression, or a text with expressions, that GitHub would reject. */
export class ExpressionRefused extends Error {
  override readonly name = 'ExpressionRefused'
}

/** Evaluates by GitHub's own package. What a context does not hold is empty, as on GitHub. */
function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = functionsAt(status, textAt(contexts, 'github', 'workspace') ?? '')
  try {
    const { tokens } = new Lexer(expression.trim()).lex()
    const infos = [...functions.values()] as unknown as FunctionInfo[]
    const tree = new Parser(tokens, Object.keys(contexts), infos).parse()
    const values = JSON.parse(JSON.stringify(contexts), reviver) as data.Dictionary
    return new Evaluator(tree, values, functions).evaluate()
  } catch (error) {
    throw new ExpressionRefused(error instanceof Error ? error.message : String(error))
  }
}

interface Callable {
  name: string
  minArgs: number
  maxArgs: number
  call: (...values: data.ExpressionData[]) => data.ExpressionData
}

function flag(name: string, value: boolean): Callable {
  return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }
}

function functionsAt(status: Status, root: string): Map<string, Callable> {
  const all: Callable[] = [
    flag('success', status === 'success'),
    flag('always', true),
    flag('failure', status === 'failure'),
    flag('cancelled', status === 'cancelled'),
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...values) =>
        new data.StringData(
          root === ''
            ? ''
            : hashFiles(
                root,
                values.flatMap((value) => value.coerceString().split('\n')).filter((line) => line.trim() !== ''),
              ),
        ),
    },
  ]
  return new Map(all.map((each) => [each.name.toLowerCase(), each]))
}

/** Every `${{ … }}` of a text by its value. */
export function interpolate(text: string, contexts: Contexts, status: Status = 'success'): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) =>
    textOf(evaluate(expression, contexts, status)),
  )
}

/** The value of a text that is one expression: a list or a map too; of another text, itself. */
export function valueIn(text: string, contexts: Contexts): unknown {
  const whole = /^\s*\$\{\{([\s\S]*?)\}\}\s*$/.exec(text)?.[1]
  if (whole === undefined) return text
  const value = evaluate(whole, contexts, 'success')
  return JSON.parse(JSON.stringify(value, data.replacer)) as unknown
}

function textOf(value: data.ExpressionData): string {
  return value.kind === data.Kind.Array || value.kind === data.Kind.Dictionary ? 'Object' : value.coerceString()
}

/** Whether an `if:` holds. Without a status function it also asks that nothing failed before. */
export function holds(condition: string | null, contexts: Contexts, status: Status): boolean {
  const text = condition ?? ''
  if (text === '') return status === 'success'
  if (!/\b(?:success|failure|always|cancelled)\s*\(/i.test(text) && status !== 'success') return false
  const whole = /^\s*\$\{\{([\s\S]*?)\}\}\s*$/.exec(text)
  const single = whole !== null && !whole[1]?.includes('${{')
  if (!single && text.includes('${{')) return interpolate(text, contexts, status) !== ''
  return isTruthy(evaluate(single ? (whole[1] ?? '') : text, contexts, status))
}

function isTruthy(value: data.ExpressionData): boolean {
  if (value.kind === data.Kind.Array || value.kind === data.Kind.Dictionary) return true
  const text = value.coerceString()
  if (value.kind === data.Kind.Boolean) return text === 'true'
  if (value.kind === data.Kind.Number) return Number(text) !== 0 && !Number.isNaN(Number(text))
  return text !== ''
}
