import { UserError } from '@upkeep/schema/errors'
import type { ConfigValues, InputDeclaration, InputValue, InputValues } from './input.ts'

/** An input with the place that its value comes from. */
export interface ExplainedInput {
  name: string
  value: InputValue
  from: 'input' | 'config' | 'default'
  declaration: InputDeclaration
}

/**
 * The values of all declared inputs. An input that is given (not '') wins over the configuration, and that over the default.
 * `raw` holds texts by declared name; what is not declared is ignored. Throws a UserError that names input, value (`***` for a
 * secret) and what is accepted.
 */
export function parseInputs(
  declarations: readonly InputDeclaration[],
  raw: Readonly<Record<string, string | undefined>>,
  config: ConfigValues = {},
): InputValues {
  return Object.fromEntries(explainInputs(declarations, raw, config).map(({ name, value }) => [name, value]))
}

/** The same as `parseInputs`, with where each value comes from. Of inputs declared twice the last declaration holds. */
export function explainInputs(
  declarations: readonly InputDeclaration[],
  raw: Readonly<Record<string, string | undefined>>,
  config: ConfigValues = {},
): ExplainedInput[] {
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]))
  return [...byName.values()].map((declaration) => {
    const { name } = declaration
    const given = raw[name]?.trim() ?? ''
    if (given !== '') return { name, value: parseOrRefuse(declaration, given), from: 'input' as const, declaration }
    const configured = config[name]
    if (configured !== undefined) return { name, value: configured, from: 'config' as const, declaration }
    if (declaration.required === true) throw missing(declaration)
    return { name, value: defaultValue(declaration), from: 'default' as const, declaration }
  })
}

/** A text as the value of an input, or the sentence that says why it is none. */
export function parseValue(declaration: InputDeclaration, text: string): { value: InputValue } | { refusal: string } {
  const accepted = { refusal: acceptedBy(declaration) }
  if (declaration.type === 'string') return { value: text }
  if (declaration.type === 'list') return { value: parseList(text, declaration.separator ?? 'line-or-comma') }
  if (declaration.type === 'choice') return declaration.choices?.includes(text) === true ? { value: text } : accepted
  if (declaration.type === 'boolean') {
    const lower = text.toLowerCase()
    return lower === 'true' || lower === 'false' ? { value: lower === 'true' } : accepted
  }
  const number = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN
  return isWithin(declaration, number) ? { value: number } : accepted
}

/** A sentence for "what is accepted", also used where a configuration file holds a wrong value. */
export function acceptedBy(declaration: InputDeclaration): string {
  const { type, choices = [], min, max, integer } = declaration
  if (type === 'choice') return `Use one of ${choices.join(', ')}.`
  if (type === 'boolean') return 'Use true or false.'
  if (type === 'list') return 'Use one item a line.'
  if (type === 'string') return 'Use a text.'
  const noun = integer === true ? 'a whole number' : 'a number'
  if (min !== undefined && max !== undefined) return `Use ${noun} from ${min} to ${max}.`
  if (min !== undefined) return `Use ${noun} of at least ${min}.`
  return max === undefined ? `Use ${noun}.` : `Use ${noun} of at most ${max}.`
}

function isWithin({ min, max, integer }: InputDeclaration, number: number): boolean {
  return (
    Number.isFinite(number) &&
    (integer !== true || Number.isInteger(number)) &&
    number >= (min ?? -Infinity) &&
    number <= (max ?? Infinity)
  )
}

function parseOrRefuse(declaration: InputDeclaration, text: string): InputValue {
  const parsed = parseValue(declaration, text)
  if ('value' in parsed) return parsed.value
  const shown = declaration.secret === true ? '***' : shorten(text)
  throw new UserError(`The input ${declaration.name} is "${shown}", which it does not accept.`, {
    remedy: `${parsed.refusal} ${declaration.description}`,
  })
}

function missing({ name, description }: InputDeclaration): UserError {
  return new UserError(`The input ${name} is required and was not given.`, { remedy: `Set ${name}. ${description}` })
}

/** A default of the form `${{ … }}` is the runner's to fill in: where it was not, nothing is known. */
function defaultValue(declaration: InputDeclaration): InputValue {
  const text = declaration.default.startsWith('${{') ? '' : declaration.default
  if (text === '' && declaration.type !== 'list' && declaration.type !== 'boolean') return ''
  if (text === '' && declaration.type === 'boolean') return false
  const parsed = parseValue(declaration, text)
  if ('value' in parsed) return parsed.value
  throw new Error(`the default "${text}" of ${declaration.name} does not fit its own declaration`)
}

/** Splits at line ends and at commas, except at commas inside braces: `src/*.{ts,tsx}` is one glob. */
function parseList(text: string, separator: 'line' | 'line-or-comma'): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  const items = separator === 'line' ? lines : lines.flatMap(splitAtCommas)
  return items.map((item) => item.trim()).filter((item) => item !== '')
}

function splitAtCommas(line: string): string[] {
  const items: string[] = []
  let [depth, start] = [0, 0]
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]
    if (character === '{') depth += 1
    else if (character === '}') depth = Math.max(0, depth - 1)
    else if (character === ',' && depth === 0) {
      items.push(line.slice(start, index))
      start = index + 1
    }
  }
  return [...items, line.slice(start)]
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 80 ? `${line.slice(0, 80)}…` : line
}
