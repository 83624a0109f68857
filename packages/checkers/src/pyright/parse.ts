import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { outputLines } from '../output-lines.ts'
import type { OutputLine } from '../output-lines.ts'
import { rangeOf, repositoryPath, severityOf } from '../place.ts'

// `  /repo/a.py:3:5 - error: Message (reportRule)`, continued on indented lines; `note` is basedpyright's
const ROW = /:(\d{1,9}):(\d{1,9}) - (error|warning|information|note): /
const RULE = /^report\w{1,80}$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"generalDiagnostics"'))
  const rows = json ? jsonValues(output).flatMap((value) => listField(value, 'generalDiagnostics')) : []
  return [...rows.flatMap((row) => fromObject(row, cwd, root)), ...fromText(output, cwd, root)]
}

/** Lines and characters are 0-based here, the end is exclusive. */
function fromObject(row: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message] = [textField(row, 'file'), textField(row, 'message')]
  if (file === null || message === null) return []
  const place = (edge: string) => {
    const point = field(field(row, 'range'), edge)
    return [(numberField(point, 'line') ?? -1) + 1, (numberField(point, 'character') ?? 0) + 1] as const
  }
  const path = repositoryPath(file, cwd, root)
  return [
    {
      tool: 'pyright',
      rule: textField(row, 'rule') ?? '',
      severity: severityOf(textField(row, 'severity') ?? 'error'),
      path,
      range: path === null ? null : rangeOf(...place('start'), ...place('end')),
      message: joined(message.split('\n')),
    },
  ]
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  const lines = outputLines(output, cwd, root)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    const row = line?.text.includes(' - ') === true ? ROW.exec(line.text) : null
    if (line === undefined || row === null || row.index === 0) continue
    const message = [line.text.slice(row.index + row[0].length)]
    let rule = cutRule(message)
    while (rule === '' && isContinuation(lines[index + 1])) {
      index += 1
      message.push(lines[index]?.text ?? '')
      rule = cutRule(message)
    }
    const [, at = '1', column = '1', severity = 'error'] = row
    // of a notebook the cell's number stands before the line's
    const path = repositoryPath(line.text.slice(0, row.index).replace(/(?<=\.ipynb):\d+$/, ''), line.cwd, root)
    const range = path === null ? null : rangeOf(Number(at), Number(column))
    found.push({ tool: 'pyright', rule, severity: severityOf(severity), path, range, message: joined(message) })
  }
  return found
}

function isContinuation(line: OutputLine | undefined): boolean {
  return line !== undefined && /^\s{4}/.test(line.text) && !ROW.test(line.text)
}

/** Takes ` (reportSomething)` off the end of the last line. */
function cutRule(message: string[]): string {
  const last = (message.at(-1) ?? '').trimEnd()
  const open = last.endsWith(')') ? last.lastIndexOf('(') : -1
  const rule = open < 0 ? '' : last.slice(open + 1, -1)
  if (!RULE.test(rule)) return ''
  message[message.length - 1] = last.slice(0, open)
  return rule
}

/** One line; pyright indents with spaces that do not break. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .join(' ')
    .trim()
}
