import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { jsonValues, numberField, textField } from '../json-values.ts'
import { outputLines } from '../output-lines.ts'
import type { OutputLine } from '../output-lines.ts'
import { rangeOf, repositoryPath, severityOf } from '../place.ts'

// `path:line[:column[:end line:end column]]: severity: message  [code]`
const SEVERITY = /: (error|warning|note): /
const PLACE = /^(.*?)(?::(\d{1,9}))?(?::(-?\d{1,9}))?(?::(\d{1,9}):(-?\d{1,9}))?$/
const CODE = /^[a-z][a-z0-9-]{0,60}$/
/** `--pretty` breaks a message into lines as wide as the terminal; more than these are no message. */
const MOST_LINES = 8

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"severity"') && text.includes('"file"'))
  const objects = json ? jsonValues(output) : []
  return [...objects.flatMap((value) => fromObject(value, cwd, root)), ...fromText(output, cwd, root)]
}

/** Columns are 0-based here, the end is exclusive; -1: the whole line. `hint` holds what the text form prints as notes. */
function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message, word] = [textField(value, 'file'), textField(value, 'message'), textField(value, 'severity')]
  const line = numberField(value, 'line')
  if (file === null || message === null || word === null || line === null) return []
  const column = numberField(value, 'column') ?? -1
  const end = [numberField(value, 'end_line') ?? line, numberField(value, 'end_column') ?? column] as const
  const path = repositoryPath(file, cwd, root)
  const range = path === null ? null : rangeOf(line, column + 1, end[0], end[1] + 1)
  const severity = severityOf(word)
  const code = textField(value, 'code') ?? ''
  const rule = severity === 'notice' && code === 'misc' ? '' : code
  const hints = (textField(value, 'hint') ?? '').split('\n').filter((hint) => hint !== '')
  return [
    { tool: 'mypy', rule, severity, path, range, message },
    ...hints.map((hint) => ({ tool: 'mypy', rule: '', severity: 'notice' as const, path, range, message: hint })),
  ]
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const lines = outputLines(output, cwd, root)
  const found: Diagnostic[] = []
  for (const [index, line] of lines.entries()) {
    const one = fromLine(line, root)
    if (one === null) continue
    if (one.rule === '' && one.severity === 'error') finish(one, lines, index + 1)
    found.push(one)
  }
  return found
}

/** Takes in the lines of a broken message: they end with the code, before the source line is shown. */
function finish(one: Diagnostic, lines: readonly OutputLine[], from: number): void {
  let message = one.message
  for (const { text } of lines.slice(from, from + MOST_LINES)) {
    if (text === '' || /^\s/.test(text) || SEVERITY.test(text)) return
    message += ` ${text}`
    const { rule, rest } = codeOf(message, ' [')
    if (rule === '') continue
    one.rule = rule
    one.message = rest
    return
  }
}

function fromLine({ text, cwd }: OutputLine, root: string): Diagnostic | null {
  const mark = SEVERITY.exec(text)
  if (mark === null || /^\s/.test(text)) return null
  const [, file = '', row, column, endRow, endColumn] = PLACE.exec(text.slice(0, mark.index)) ?? []
  const severity = severityOf(mark[1] ?? 'error')
  const { rule, rest } = codeOf(text.slice(mark.index + mark[0].length), '  [')
  const common = { tool: 'mypy', rule, severity, message: rest }
  if (file === 'mypy' || file === 'dmypy') return { ...common, path: null, range: null }
  // other tools print like this too; a code, or Python's suffix, says that it was mypy
  if (file.includes(': ') || (rule === '' && !/\.pyi?$/.test(file))) return null
  if (row === undefined && severity === 'notice') return null // `a.py: note: In function "f":`
  const path = repositoryPath(file, cwd, root)
  const start = [Number(row ?? 0), Number(column ?? 1)] as const
  const end = endRow === undefined ? start : ([Number(endRow), Number(endColumn) + 1] as const)
  return { ...common, path, range: path === null ? null : rangeOf(...start, ...end) }
}

function codeOf(message: string, opening: string): { rule: string; rest: string } {
  const text = message.trimEnd()
  const open = text.endsWith(']') ? text.lastIndexOf(opening) : -1
  const rule = open < 0 ? '' : text.slice(open + opening.length, -1)
  return CODE.test(rule) ? { rule, rest: text.slice(0, open).trimEnd() } : { rule: '', rest: text }
}
