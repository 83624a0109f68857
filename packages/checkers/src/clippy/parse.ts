import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported } from '../line-reports.ts'
import type { Report } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'
import { severityOf } from '../place.ts'

// `error[E0308]: Message`, then ` --> src/main.rs:5:9`, then notes of which one may name the lint
const TITLE = /^(error|warning)(?:\[(E\d{4})\])?: (\S.{0,2000})$/
const PLACE = /^ {1,12}--> (\S.{0,1000}\.rs):(\d{1,9}):(\d{1,9})$/
// `   |     ^^^^^ expected `u32`, found `usize``: what the title leaves open
const LABEL = /^ {1,12}\|[ |_]{1,200}\^{1,400}[-_ ]{0,200} (\S.{0,500})$/
const LINT =
  /^ {1,12}= (?:help: for further information visit https:\/\/rust-lang\.github\.io\/rust-clippy\/[\w./-]{1,60}#|note: `(?:-[DWF] |#\[(?:warn|deny|forbid)\())(clippy::)?([\w-]{1,80})/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"compiler-message"'))
  const messages = json ? jsonValues(output).flatMap((value) => fromObject(field(value, 'message'), cwd, root)) : []
  return [...messages, ...fromText(output, cwd, root)]
}

function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [level, message] = [textField(value, 'level'), textField(value, 'message')]
  const span = listField(value, 'spans').find((one) => field(one, 'is_primary') === true)
  const file = textField(span, 'file_name')
  if (level === null || message === null || file === null) return []
  const [line, column] = [numberField(span, 'line_start') ?? 0, numberField(span, 'column_start') ?? 1]
  const [endLine, endColumn] = [numberField(span, 'line_end') ?? line, numberField(span, 'column_end') ?? column]
  const rule = textField(field(value, 'code'), 'code') ?? ''
  const severity = severityOf(level)
  const told = labelled(message, textField(span, 'label'))
  return [reported('clippy', { file, rule, message: told, severity, line, column, endLine, endColumn }, cwd, root)]
}

/** `mismatched types: expected `u32`, found `usize``, as rustc says it below the code. */
function labelled(message: string, label: string | null): string {
  return label === null || label === '' || message.includes(label) ? message : `${message}: ${label}`
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: { report: Report; folder: string | null }[] = []
  let title: RegExpExecArray | null = null
  let open: Report | null = null
  let said = ''
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const place = title === null ? null : PLACE.exec(text)
    if (place !== null && title !== null) {
      const [, word = 'error', rule = '', message = ''] = title
      const severity: Severity = word === 'error' ? 'error' : 'warning'
      open = { file: place[1] ?? '', rule, message, severity, line: Number(place[2]), column: Number(place[3]) }
      said = message
      found.push({ report: open, folder })
    }
    const [lint, prefix = '', name = ''] = open === null || open.rule !== '' ? [] : (LINT.exec(text) ?? [])
    if (open !== null && lint !== undefined) {
      open.rule = `${lint.includes('rust-clippy') ? 'clippy::' : prefix}${name.replaceAll('-', '_')}`
    }
    const [, label = null] = open === null ? [] : (LABEL.exec(text) ?? [])
    if (open !== null && label !== null && open.message === said) open.message = labelled(said, label)
    if (text.trim() === '') open = null
    title = TITLE.exec(text)
  }
  return found.map(({ report, folder }) => reported('clippy', report, folder, root))
}
