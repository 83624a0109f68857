import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'
import { severityOf } from '../place.ts'

// a file's path, then `  1:12  ✖  Message  rule` for each
const ROW = /^ {1,9}(\d{1,9}):(\d{1,9})\s{1,9}([✖×⚠‼])\s{1,9}(?=\S)/
const HEADING = /^\S.{0,1000}\.\w{1,10}$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"invalidOptionWarnings"'))
  const results = json ? jsonValues(output).flat() : []
  return [...results.flatMap((result) => fromResult(result, cwd, root)), ...fromText(output, cwd, root)]
}

function fromResult(result: unknown, cwd: string, root: string): Diagnostic[] {
  const file = textField(result, 'source')
  if (file === null) return []
  return listField(result, 'warnings').map((warning) => {
    const [line, column] = [numberField(warning, 'line') ?? 0, numberField(warning, 'column') ?? 1]
    const [endLine, endColumn] = [numberField(warning, 'endLine') ?? line, numberField(warning, 'endColumn') ?? column]
    const rule = textField(warning, 'rule') ?? ''
    const text = textField(warning, 'text') ?? ''
    // the text form has the rule in a column of its own
    const message = text.endsWith(` (${rule})`) ? text.slice(0, -rule.length - 3) : text
    const severity = severityOf(textField(warning, 'severity') ?? 'error')
    return reported('stylelint', { file, rule, message, severity, line, column, endLine, endColumn }, cwd, root)
  })
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let file: string | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const row = ROW.exec(text)
    if (row === null) {
      if (HEADING.test(text)) file = text
      continue
    }
    const rest = text.slice(row[0].length).trimEnd()
    const cut = rest.lastIndexOf('  ')
    const [message, rule] = cut < 0 ? [rest, ''] : [rest.slice(0, cut), rest.slice(cut + 2)]
    const severity: Severity = row[3] === '⚠' || row[3] === '‼' ? 'warning' : 'error'
    const report = { file: file ?? '', rule, message, severity, line: Number(row[1]), column: Number(row[2]) }
    if (file !== null) found.push(reported('stylelint', report, folder, root))
  }
  return found
}
