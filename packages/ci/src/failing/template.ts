import { expand } from '../workflow/expressions.ts'
import { nested } from '../workflow/matrix.ts'
import type { Leg } from '../model.ts'

/** Text of a workflow in which what a run puts in for its expressions is open. */
export type Template = readonly string[]

/** With the expressions that this leg decides replaced, and the others open. */
export function templateOf(text: string, leg: Leg, env: Readonly<Record<string, string>>): Template {
  return bare(expand(text, { matrix: nested(leg), env, inputs: {} }).text).split(/__EXPRESSION_\d+__/)
}

/** Lines without what a log and a file may differ in: space at their ends, empty lines around. */
export function bare(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}

/** Every expression open. */
export function openTemplateOf(text: string): Template {
  return text.split(/\$\{\{[\s\S]*?\}\}/)
}

/** As `fits`, whatever space is at the end; of an expression that nothing was put in for at the end, the space before it is gone too. */
export function fitsToTheEnd(text: string, template: Template): boolean {
  const last = (template.at(-1) ?? '').trimEnd()
  const before = template.slice(0, -1)
  return fits(text.trimEnd(), [...before, last]) || (last === '' && before.length > 0 && fitsToTheEnd(text, before))
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

/**
 * What stands in a text in the places of what a template leaves open; null where it is not what the template says. No value goes beyond
 * its line. Where several readings are possible it is one of them.
 */
export function valuesIn(text: string, template: string): string[] | null {
  const [said, written] = [bare(text).split('\n'), bare(template).split('\n')]
  if (said.length !== written.length) return null
  const values = written.map((line, index) => valuesInLine(said[index] ?? '', line.split(/__EXPRESSION_\d+__/)))
  return values.some((each) => each === null) ? null : values.flatMap((each) => each ?? [])
}

function valuesInLine(text: string, template: Template): string[] | null {
  const [first = '', ...rest] = template
  const last = rest.pop()
  if (last === undefined) return text === first ? [] : null
  // A value at the end of a line may be nothing, and then the space before it is gone
  const line = text.length < first.length && `${text} ` === first ? first : text
  if (!fits(line, template)) return null
  const values: string[] = []
  let at = first.length
  for (const middle of rest) {
    const found = line.indexOf(middle, at)
    values.push(line.slice(at, found))
    at = found + middle.length
  }
  return [...values, line.slice(at, line.length - last.length)]
}
