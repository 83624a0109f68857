import { keptCodes } from './code-list.ts'
import type { Change, Code, Directive } from './suppression.ts'

/** ESLint's own reading: the directive begins the comment, ` -- ` begins the explanation. */
const DIRECTIVE = /^(?:\/\/|\/\*)\s*(eslint-(?:disable(?:-next-line|-line)?|enable))(?=[\s,]|\*\/|$)/
const EXPLANATION = /\s-{2,}\s/

/** An `eslint-disable…` comment, or null. In a line comment only `-line` and `-next-line` exist. */
export function eslintDirective(text: string): Directive | null {
  const found = read(text)
  if (found === null || found.name === 'eslint-enable') return null
  const scope = found.name === 'eslint-disable' ? 'block' : found.name === 'eslint-disable-line' ? 'line' : 'next-line'
  return { family: 'eslint-disable', scope, start: 0, end: text.length, codes: found.codes, list: found.list }
}

/** The rules of an `eslint-enable` comment (none: all), null for any other comment. */
export function eslintEnable(text: string): string[] | null {
  const found = read(text)
  return found?.name === 'eslint-enable' ? found.codes.map(({ name }) => name) : null
}

function read(text: string): { name: string; codes: Code[]; list: { start: number; end: number } } | null {
  const match = DIRECTIVE.exec(text)
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const block = text.startsWith('/*')
  if (!block && (name === 'eslint-disable' || name === 'eslint-enable')) return null
  const start = match[0].length
  const stop = block ? text.length - 2 : text.length
  const explanation = EXPLANATION.exec(text.slice(start, stop))
  const end = explanation === null ? stop : start + explanation.index
  const codes: Code[] = []
  for (const item of text.slice(start, end).matchAll(/[^\s,]+/g)) {
    codes.push({ name: item[0], start: start + item.index, end: start + item.index + item[0].length })
  }
  return { name, codes, list: { start, end: codes.at(-1)?.end ?? start } }
}

/** The comment with other rules, null where the directive goes; its explanation goes and stays with it. */
export function changedEslintDirective(text: string, directive: Directive, change: Change): string | null {
  if (change.kind === 'remove') return null
  const kept = keptCodes(text, directive, change.codes)
  if (kept !== null) return kept
  const { start, end } = directive.list
  return `${text.slice(0, start)} ${change.codes.join(', ')}${text.slice(end)}`
}
