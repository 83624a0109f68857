import { stripVTControlCharacters } from 'node:util'
import { posix } from 'node:path'
import type { Diagnostic, Severity } from '@upkeep/schema'

/** Longer lines are no diagnostics; leaving them out keeps every pattern's work bounded. */
const LONGEST_LINE = 20_000

/** What runners put before a line: GitHub's and act's time stamps. */
const PREFIX = /^\uFEFF?(?:\d{4}-\d\d-\d\dT[\d:.]+Z )?/

/** The lines of an output without colours, carriage returns and time stamps. */
export function outputLines(output: string): string[] {
  const plain = output.includes('\u001B') ? stripVTControlCharacters(output) : output
  return plain.split(/\r?\n/).map((line) => (line.length > LONGEST_LINE ? '' : line.replace(PREFIX, '')))
}

/** A tool's path, made relative to the root; null where it lies outside. */
export function repositoryPath(path: string, cwd: string, root: string): string | null {
  const slashed = path
    .trim()
    .replaceAll('\\', '/')
    .replace(/^file:\/\//, '')
  const absolute = posix.isAbsolute(slashed) ? slashed : posix.join(root, cwd, slashed)
  const relative = posix.relative(root, posix.normalize(absolute))
  return relative === '' || relative.startsWith('..') ? null : relative
}

/** 1-based; a tool that names no end gives its start again, one that names no column the first. */
export function pointRange(line: number, column = 1, endLine = line, endColumn = column): Diagnostic['range'] {
  return [line, column, endLine, endColumn]
}

export function severityOf(word: string): Severity {
  const lower = word.toLowerCase()
  if (lower.startsWith('err') || lower === 'fatal') return 'error'
  return lower.startsWith('warn') ? 'warning' : 'notice'
}

/** The JSON values that an output holds between other lines; what does not parse is passed over. */
export function jsonValues(output: string): unknown[] {
  const text = output.trim()
  if (text.startsWith('[') || text.startsWith('{')) {
    const whole = parseJson(text)
    if (whole !== undefined) return [whole]
  }
  return outputLines(output).flatMap((line) => {
    const trimmed = line.trim()
    const value = trimmed.startsWith('{') || trimmed.startsWith('[') ? parseJson(trimmed) : undefined
    return value === undefined ? [] : [value]
  })
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    // `npm run` prints its own lines before the tool's object: from its first line that opens one
    const start = text.search(/\n[[{]/)
    if (start < 0 || start > 4096) return undefined
    try {
      const value: unknown = JSON.parse(text.slice(start))
      return value
    } catch {
      return undefined
    }
  }
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

export function textField(value: unknown, name: string): string | null {
  const found = field(value, name)
  return typeof found === 'string' ? found : null
}

export function numberField(value: unknown, name: string): number | null {
  const found = field(value, name)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

export function listField(value: unknown, name: string): unknown[] {
  const found = field(value, name)
  return Array.isArray(found) ? found : []
}
