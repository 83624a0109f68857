import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported } from '../line-reports.ts'
import type { Report } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'

// `a.sh:2:1: warning: Message [SC2034]` gcc · `In a.sh line 2:` then `^-^ SC2034 (warning): Message` tty
const GCC = /^(\S.{0,1000}?):(\d{1,9}):(\d{1,9}): (error|warning|note): (\S.{0,2000}) \[(SC\d{4})\]$/
const HEADING = /^In (\S.{0,1000}) line (\d{1,9}):$/
const MARK = /^(\s{0,500})\^-{0,500}\^?-{0,2} (SC\d{4}) \((error|warning|info|style)\): (\S.{0,2000})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"endColumn"') && text.includes('"level"'))
  const comments = json ? jsonValues(output).flatMap((value) => listField(value, 'comments')) : []
  const found = comments.flatMap((comment) => fromObject(comment, cwd, root))
  let heading: RegExpExecArray | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    heading = HEADING.exec(text) ?? heading
    const report = fromLine(text, heading)
    if (report !== null) found.push(reported('shellcheck', report, folder, root))
  }
  return found
}

export function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message, level] = [textField(value, 'file'), textField(value, 'message'), textField(value, 'level')]
  const code = numberField(value, 'code')
  if (file === null || message === null || level === null || code === null) return []
  const [line, column] = [numberField(value, 'line') ?? 0, numberField(value, 'column') ?? 1]
  const [endLine, endColumn] = [numberField(value, 'endLine') ?? line, numberField(value, 'endColumn') ?? column]
  const report = { file, rule: `SC${code}`, message, severity: severityOf(level), line, column, endLine, endColumn }
  return [reported('shellcheck', report, cwd, root)]
}

function fromLine(text: string, heading: RegExpExecArray | null): Report | null {
  const gcc = text.endsWith(']') ? GCC.exec(text) : null
  if (gcc !== null) {
    const [, file = '', line, column, level = '', message = '', rule = ''] = gcc
    return { file, rule, message, severity: severityOf(level), line: Number(line), column: Number(column) }
  }
  const mark = heading === null ? null : MARK.exec(text)
  if (heading === null || mark === null) return null
  const [, before = '', rule = '', level = '', message = ''] = mark
  const [, file = '', line] = heading
  return { file, rule, message, severity: severityOf(level), line: Number(line), column: before.length + 1 }
}

function severityOf(level: string): Severity {
  return level === 'error' || level === 'warning' ? level : 'notice'
}
