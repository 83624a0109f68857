import type { CommandOutput, UnsafeFix } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { repositoryPath } from '../place.ts'
import { fromMessage } from './parse.ts'

/**
 * What rules suggest and `--fix` never writes. Several suggestions of one message are different solutions among which a person is to
 * choose (https://github.com/eslint/rfcs/tree/main/designs/2019-suggestions): only one that is alone is an answer.
 */
export function unsafeFixes(output: CommandOutput, cwd: string, root: string): UnsafeFix[] {
  if (!output.stdout.includes('"suggestions"')) return []
  return jsonValues(output)
    .flat()
    .flatMap((result) => fromResult(result, cwd, root))
}

function fromResult(result: unknown, cwd: string, root: string): UnsafeFix[] {
  const [file, source] = [textField(result, 'filePath'), textField(result, 'source')]
  const path = file === null ? null : repositoryPath(file, cwd, root)
  if (path === null || source === null) return []
  const lines = lineStarts(source.replace(/^\uFEFF/, ''))
  return listField(result, 'messages').flatMap((message) => {
    const change = onlySuggestion(message)
    if (change === null || !isBeside(message, change, lines)) return []
    const { start, end, text } = change
    const changes = [{ start: { units: start }, end: { units: end }, text, replaces: null }]
    return [{ path, diagnostic: fromMessage(message, path), changes, source }]
  })
}

interface Change {
  start: number
  end: number
  text: string
}

function onlySuggestion(message: unknown): Change | null {
  const [first, ...others] = listField(message, 'suggestions')
  if (others.length > 0 || field(message, 'fix') !== undefined) return null
  const fix = field(first, 'fix')
  const [start, end] = listField(fix, 'range')
  const text = textField(fix, 'text')
  return typeof start === 'number' && typeof end === 'number' && start >= 0 && text !== null
    ? { start, end, text }
    : null
}

/**
 * Whether a change touches the lines that its message is about. A processor that takes code out of another file (Markdown, HTML) moves
 * messages to their lines there, and not every one moves what they suggest.
 */
function isBeside(message: unknown, { start, end }: Change, lines: readonly number[]): boolean {
  const line = numberField(message, 'line') ?? 0
  const from = lines[line - 1]
  const behind = lines[numberField(message, 'endLine') ?? line] ?? Infinity
  return from !== undefined && start <= behind && end >= from
}

/** Where each line of a text begins, in UTF-16 units. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
}
