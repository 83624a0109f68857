import type { InputDeclaration } from '@upkeep/entry'
import { OUTPUTS } from '@upkeep/entry'
import { markdownTable } from '@upkeep/text'

export function inputsTable(inputs: readonly InputDeclaration[]): string {
  return markdownTable(
    ['input', 'accepts', 'default', 'what it is'],
    inputs.map((input) => [code(input.name), accepts(input), code(input.default), input.description]),
  )
}

export function outputsTable(): string {
  return markdownTable(
    ['output', 'what it is'],
    OUTPUTS.map(({ name, description }) => [code(name), description]),
  )
}

function accepts({ type, choices, min, max, integer, secret }: InputDeclaration): string {
  if (secret === true) return 'a secret'
  if (type === 'choice') return (choices ?? []).map(code).join(', ')
  if (type === 'number') return `${integer === true ? 'a whole number' : 'a number'}${bounds(min, max)}`
  return { string: 'text', boolean: '`true`, `false`', list: 'a list' }[type]
}

function bounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}`
  return min === undefined ? '' : `, at least ${min}`
}

/** The texts are our own: they hold no backtick. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``
}

/**
 * Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->`; the rest of the page is written by hand.
 * Throws where a marker is missing: a page without its table is a fault, not a choice.
 */
export function betweenMarkers(page: string, name: string, content: string, path: string): string {
  const start = `<!-- ${name}:start -->`
  const end = `<!-- ${name}:end -->`
  const from = page.indexOf(start)
  const to = page.indexOf(end)
  if (from === -1 || to < from) throw new Error(`${path} lacks the markers ${start} and ${end}`)
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`
}
