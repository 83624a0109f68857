import { expand } from '../workflow/expressions.ts'
import { nested } from '../workflow/matrix.ts'
import type { Leg } from '../model.ts'

/** Text of a workflow in which what a run puts in for its expressions is open. */
export type Template = readonly string[]

/** With the expressions that this leg decides replaced, and the others open. */
export function templateOf(text: string, leg: Leg, env: Readonly<Record<string, string>>): Template {
  return expand(text, { matrix: nested(leg), env, inputs: {} }).text.split(/__EXPRESSION_\d+__/)
}

/** Every expression open. */
export function openTemplateOf(text: string): Template {
  return text.split(/\$\{\{[\s\S]*?\}\}/)
}

/** Whether a text is what the template says, anything standing for what is open. Linear in the length of the text. */
export function fits(text: string, template: Template): boolean {
  const [first = '', ...rest] = template
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false
  let at = first.length
  for (const middle of rest) {
    const found = text.indexOf(middle, at)
    if (found < 0) return false
    at = found + middle.length
  }
  return at <= text.length - last.length
}
