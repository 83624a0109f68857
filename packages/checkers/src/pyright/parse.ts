import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import {
  field,
  jsonValues,
  listField,
  numberField,
  outputLines,
  pointRange,
  repositoryPath,
  severityOf,
  textField,
} from '../output-lines.ts'

// `  /repo/a.py:3:5 - error: Message (reportRule)`, continued on indented lines
const LINE = /^\s*(\S.*?\.pyi?):(\d+):(\d+) - (error|warning|information): (.*)$/
const RULE = /\s*\((report\w+)\)\s*$/

export function parse({ stdout, stderr }: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const objects = stdout.includes('generalDiagnostics') ? jsonValues(stdout) : []
  const rows = objects.flatMap((value) => listField(value, 'generalDiagnostics'))
  return objects.length > 0
    ? rows.flatMap((row) => fromObject(row, cwd, root))
    : fromText(`${stdout}\n${stderr}`, cwd, root)
}

function fromObject(row: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message] = [textField(row, 'file'), textField(row, 'message')]
  if (file === null || message === null) return []
  const place = (edge: string) => {
    const point = field(field(row, 'range'), edge)
    return [(numberField(point, 'line') ?? 0) + 1, (numberField(point, 'character') ?? 0) + 1] as const
  }
  const rule = textField(row, 'rule') ?? ''
  const severity = severityOf(textField(row, 'severity') ?? 'error')
  return [
    {
      tool: 'pyright',
      rule,
      severity,
      path: repositoryPath(file, cwd, root),
      range: pointRange(...place('start'), ...place('end')),
      message,
    },
  ]
}

function fromText(output: string, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let open: Diagnostic | null = null
  for (const line of outputLines(output)) {
    const match = line.includes(' - ') ? LINE.exec(line) : null
    if (match !== null) {
      const [, file = '', row = '1', column = '1', severity = 'error', message = ''] = match
      const range = pointRange(Number(row), Number(column))
      open = {
        tool: 'pyright',
        rule: '',
        severity: severityOf(severity),
        path: repositoryPath(file, cwd, root),
        range,
        message,
      }
      found.push(open)
    } else if (open !== null && /^\s{4,}\S/.test(line)) open.message += ` ${line.trim()}`
    else open = null
    const rule = open === null ? null : RULE.exec(open.message)
    if (open !== null && rule !== null) {
      open.rule = rule[1] ?? ''
      open.message = open.message.slice(0, rule.index)
    }
  }
  return found
}
