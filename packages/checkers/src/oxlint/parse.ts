import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { jsonValues, listField, numberField, field, textField } from '../json-values.ts'
import { reported } from '../line-reports.ts'
import type { Report } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'
import { reportBelow, titleOf } from '../oxc-reports.ts'
import type { Title } from '../oxc-reports.ts'
import { severityOf } from '../place.ts'

// `src/a.ts:5:16: Message [Warning/eslint(no-debugger)]`
const UNIX =
  /^(\S.{0,1000}?):(\d{1,9}):(\d{1,9}): (\S.{0,2000}) \[(Warning|Error)\/([a-z][\w-]{0,60}\([\w/-]{1,100}\))\]$/
const GITHUB =
  /^::(error|warning|notice) file=(.{1,1000}?),line=(\d{1,9}),endLine=(\d{1,9}),col=(\d{1,9}),endColumn=(\d{1,9}),title=(oxlint|[a-z][\w-]{0,60}\([\w/-]{1,100}\))::(.{0,3000})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"number_of_files"'))
  const found = json ? fromJson(output, cwd, root) : []
  let title: Title | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const report = reportBelow(title, text) ?? fromLine(text)
    if (report !== null) found.push(reported('oxlint', report, folder, root))
    title = titleOf(text)
  }
  return found
}

/** The object begins behind other text on its line and ends on a line of its own: it is cut out by its braces. */
function fromJson({ stdout, stderr }: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const end = stdout.lastIndexOf('}')
  const whole = stdout.slice(Math.max(stdout.indexOf('{'), 0), end + 1).replace(/\s*\n\s*/g, ' ')
  const values = jsonValues({ stdout: whole, stderr })
  return values.flatMap((value) => listField(value, 'diagnostics')).flatMap((one) => fromObject(one, cwd, root))
}

function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message] = [textField(value, 'filename'), textField(value, 'message')]
  if (file === null || message === null) return []
  const span = field(listField(value, 'labels')[0], 'span')
  const [line, column] = [numberField(span, 'line') ?? 0, numberField(span, 'column') ?? 1]
  const severity: Severity = severityOf(textField(value, 'severity') ?? 'error')
  return [
    reported('oxlint', { file, rule: textField(value, 'code') ?? '', message, severity, line, column }, cwd, root),
  ]
}

function fromLine(text: string): Report | null {
  const github = text.startsWith('::') ? GITHUB.exec(text) : null
  if (github !== null) {
    const [, word = 'error', file = '', line, , column, , title = '', message = ''] = github
    const rule = title === 'oxlint' ? '' : title
    const bare = message.startsWith(`${file}:${line ?? ''}:`) ? message.slice(message.indexOf(': ') + 2) : message
    return { file, rule, message: bare, severity: severityOf(word), line: Number(line), column: Number(column) }
  }
  const [, file, line, column, message = '', word = '', rule = ''] = text.endsWith(']') ? (UNIX.exec(text) ?? []) : []
  if (file === undefined) return null
  return { file, rule, message, severity: severityOf(word), line: Number(line), column: Number(column) }
}
