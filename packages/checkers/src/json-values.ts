import type { CommandOutput } from './checker.ts'
import { plainLines } from './output-lines.ts'

/**
 * The JSON arrays and objects that an output holds between other lines: each on a line of its own, or from a line that opens
 * one to the line that is only its end. What does not parse is passed over. Linear: all attempts share one allowance.
 */
export function jsonValues({ stdout, stderr }: CommandOutput): unknown[] {
  const lines = plainLines(`${stdout}\n${stderr}`)
  const values: unknown[] = []
  let allowance = 4 * (stdout.length + stderr.length)
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trimEnd()
    const end = closing(line)
    if (end === null) continue
    const alone = line.endsWith(end) ? parseJson(line) : undefined
    if (alone !== undefined) values.push(alone)
    if (alone !== undefined || allowance <= 0) continue
    const { last, length } = blockFrom(lines, index, end)
    allowance -= length
    const block = last < 0 ? undefined : parseJson(lines.slice(index, last + 1).join('\n'))
    if (block === undefined) continue
    values.push(block)
    index = last
  }
  return values
}

function closing(line: string): string | null {
  if (line.startsWith('[')) return ']'
  return line.startsWith('{') ? '}' : null
}

function blockFrom(lines: readonly string[], first: number, end: string): { last: number; length: number } {
  let length = 0
  for (let index = first; index < lines.length; index++) {
    const line = lines[index] ?? ''
    length += line.length + 1
    if (index > first && line.trimEnd() === end) return { last: index, length }
  }
  return { last: -1, length }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined // a line of the log that only looked like it
  }
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

export function textField(value: unknown, name: string): string | null {
  const found = field(value, name)
  return typeof found === 'string' ? found : null
}

/** Whole numbers only: lines and columns. */
export function numberField(value: unknown, name: string): number | null {
  const found = field(value, name)
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : null
}

export function listField(value: unknown, name: string): unknown[] {
  const found = field(value, name)
  return Array.isArray(found) ? found : []
}
