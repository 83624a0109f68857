import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported, reportedLines } from '../line-reports.ts'

// `a.rb:1:1: C: [Correctable] Style/StringLiterals: Message` of the formats clang, progress, simple's cousin emacs
const LINE =
  /^(\S.{0,1000}?):(\d{1,9}):(\d{1,9}): ([ICRWEF]): (?:\[(?:Correctable|Corrected|Todo)\] )?(?:([A-Z]\w{1,60}(?:\/\w{1,80}){1,3}): )?(\S.{0,2000})$/
/** Python's linters have codes in that place, not names. */
const NAMES: Readonly<Record<string, Severity>> = {
  error: 'error',
  fatal: 'error',
  E: 'error',
  F: 'error',
  warning: 'warning',
  W: 'warning',
}

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"offenses"'))
  const files = json ? jsonValues(output).flatMap((value) => listField(value, 'files')) : []
  return [
    ...files.flatMap((file) => fromFile(file, cwd, root)),
    ...reportedLines('rubocop', readLine, output, cwd, root),
  ]
}

function fromFile(value: unknown, cwd: string, root: string): Diagnostic[] {
  const file = textField(value, 'path')
  if (file === null) return []
  return listField(value, 'offenses').map((offense) => {
    const place = field(offense, 'location')
    const line = numberField(place, 'start_line') ?? numberField(place, 'line') ?? 0
    const column = numberField(place, 'start_column') ?? numberField(place, 'column') ?? 1
    const [endLine, last] = [numberField(place, 'last_line') ?? line, numberField(place, 'last_column')]
    const [rule, text] = [textField(offense, 'cop_name') ?? '', textField(offense, 'message') ?? '']
    const message = text.startsWith(`${rule}: `) ? text.slice(rule.length + 2) : text
    const severity = NAMES[textField(offense, 'severity') ?? ''] ?? 'notice'
    const endColumn = last === null ? column : last + 1
    return reported('rubocop', { file, rule, message, severity, line, column, endLine, endColumn }, cwd, root)
  })
}

function readLine(text: string) {
  const [, file, line, column, kind = '', rule = '', message = ''] = LINE.exec(text) ?? []
  if (file === undefined) return null
  return {
    file,
    line: Number(line),
    column: Number(column),
    severity: NAMES[kind] ?? ('notice' as const),
    rule,
    message,
  }
}
