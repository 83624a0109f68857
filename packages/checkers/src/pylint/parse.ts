import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported, reportedLines } from '../line-reports.ts'

// `a.py:8:0: C0325: Message (superfluous-parens)` text · `a.py:8: [C0325(superfluous-parens), ] Message` parseable
const TEXT = /^(\S.{0,1000}?):(\d{1,9}):(\d{1,9}): ([CRWEFI])\d{4}: (\S.{0,2000}) \(([a-z][a-z0-9-]{1,80})\)$/
const PARSEABLE =
  /^(\S.{0,1000}?):(\d{1,9}): \[([CRWEFI])\d{4}\(([a-z][a-z0-9-]{1,80})\), ?[^\]]{0,200}\] (\S.{0,2000})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"symbol"'))
  const values = json ? jsonValues(output).flatMap(messagesOf) : []
  const found = values.flatMap((value) => fromObject(value, cwd, root))
  return [...found, ...reportedLines('pylint', readLine, output, cwd, root)]
}

/** `json` is a list, `json2` (pylint ≥ 3) an object with one. */
function messagesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : listField(value, 'messages')
}

function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, rule, message] = [textField(value, 'path'), textField(value, 'symbol'), textField(value, 'message')]
  if (file === null || rule === null || message === null || field(value, 'module') === undefined) return []
  const line = numberField(value, 'line') ?? 0
  const column = (numberField(value, 'column') ?? 0) + 1
  const endLine = numberField(value, 'endLine') ?? line
  const endColumn = (numberField(value, 'endColumn') ?? column - 1) + 1
  const severity = severityOf((textField(value, 'type') ?? '').slice(0, 1).toUpperCase())
  return [reported('pylint', { file, rule, message, severity, line, column, endLine, endColumn }, cwd, root)]
}

function readLine(text: string) {
  const plain = TEXT.exec(text)
  if (plain !== null) {
    const [, file = '', line, column, kind = '', message = '', rule = ''] = plain
    return { file, line: Number(line), column: Number(column) + 1, severity: severityOf(kind), rule, message }
  }
  const [, file, line, kind = '', rule = '', message = ''] = PARSEABLE.exec(text) ?? []
  return file === undefined ? null : { file, line: Number(line), severity: severityOf(kind), rule, message }
}

/** Error and fatal; warning; refactor, convention and information. */
function severityOf(kind: string): Severity {
  if (kind === 'E' || kind === 'F') return 'error'
  return kind === 'W' ? 'warning' : 'notice'
}
