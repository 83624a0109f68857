import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import {
  jsonValues,
  numberField,
  outputLines,
  pointRange,
  repositoryPath,
  severityOf,
  textField,
} from '../output-lines.ts'

// `path:line[:column[:end line:end column]]: severity: message  [code]`
const LINE = /^(\S.*?\.pyi?):(?:(\d+):)?(?:(\d+):)?(?:(\d+):(\d+):)? (error|warning|note): (.*)$/
const CODE = /\s+\[([a-z][a-z0-9-]*)\]$/

export function parse({ stdout, stderr }: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const objects = stdout.includes('"severity"') ? jsonValues(stdout) : []
  const fromJson = objects.flatMap((value) => fromObject(value, cwd, root))
  return fromJson.length > 0
    ? fromJson
    : outputLines(`${stdout}\n${stderr}`).flatMap((line) => fromLine(line, cwd, root))
}

function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message, severity] = [
    textField(value, 'file'),
    textField(value, 'message'),
    textField(value, 'severity'),
  ]
  if (file === null || message === null || severity === null) return []
  const range = pointRange(numberField(value, 'line') ?? 1, (numberField(value, 'column') ?? 0) + 1)
  const rule = textField(value, 'code') ?? ''
  return [{ tool: 'mypy', rule, severity: severityOf(severity), path: repositoryPath(file, cwd, root), range, message }]
}

function fromLine(line: string, cwd: string, root: string): Diagnostic[] {
  if (!/: (?:error|warning|note): /.test(line)) return []
  const match = LINE.exec(line)
  if (match === null) return []
  const [, file = '', row, column, endRow, endColumn, severity = 'error', text = ''] = match
  const code = severity === 'note' ? null : CODE.exec(text)
  const start: [number, number] = [Number(row ?? 1), Number(column ?? 1)]
  const range = endRow === undefined ? pointRange(...start) : pointRange(...start, Number(endRow), Number(endColumn))
  const message = (code === null ? text : text.slice(0, code.index)).trim()
  return [
    {
      tool: 'mypy',
      rule: code?.[1] ?? '',
      severity: severityOf(severity),
      path: repositoryPath(file, cwd, root),
      range,
      message,
    },
  ]
}
