import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { goFormatted } from '../go-formatted.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported, reportedLines } from '../line-reports.ts'
import { severityOf } from '../place.ts'

// `a.go:9:11: Message (errcheck)`, then the line itself
const LINE =
  /^(\S(?:.{0,1000}[\\/])?[^\s\\/:]{0,200}\.(?:go|mod)):(\d{1,9})(?::(\d{1,9}))?: (\S.{0,3000}) \(([a-z][a-z0-9]{2,30})\)$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"FromLinter"'))
  const issues = json ? jsonValues(output).flatMap((value) => listField(value, 'Issues')) : []
  const found = issues.flatMap((issue) => fromObject(issue, cwd, root))
  const diffs = goFormatted('golangci-lint', output, cwd, root).filter(({ rule }) => rule === 'format')
  return [...found, ...reportedLines('golangci-lint', readLine, output, cwd, root), ...diffs]
}

function fromObject(issue: unknown, cwd: string, root: string): Diagnostic[] {
  const [rule, message, place] = [textField(issue, 'FromLinter'), textField(issue, 'Text'), field(issue, 'Pos')]
  const file = textField(place, 'Filename')
  if (rule === null || message === null || file === null) return []
  const [line, column] = [numberField(place, 'Line') ?? 0, numberField(place, 'Column') ?? 1]
  const severity = severityOf(textField(issue, 'Severity') || 'error')
  return [reported('golangci-lint', { file, rule, message, severity, line, column }, cwd, root)]
}

function readLine(text: string) {
  const [, file, line, column = '1', message = '', rule = ''] = text.endsWith(')') ? (LINE.exec(text) ?? []) : []
  return file === undefined ? null : { file, line: Number(line), column: Number(column), rule, message }
}
