import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import {
  jsonValues,
  listField,
  numberField,
  outputLines,
  pointRange,
  repositoryPath,
  severityOf,
  textField,
} from '../output-lines.ts'

// The `stylish` format: a file's path, then `  3:5  error  Message  rule-id` for each.
const ROW = /^\s+(\d+):(\d+)\s+(error|warning)\s+(\S.*)$/

export function parse({ stdout, stderr }: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const results = jsonValues(stdout)
    .filter((value) => Array.isArray(value))
    .flat()
  const found = results.flatMap((result) => fromResult(result, cwd, root))
  return found.length > 0 || results.length > 0 ? found : fromStylish(`${stdout}\n${stderr}`, cwd, root)
}

function fromResult(result: unknown, cwd: string, root: string): Diagnostic[] {
  const file = textField(result, 'filePath')
  if (file === null) return []
  const path = repositoryPath(file, cwd, root)
  return listField(result, 'messages').map((message) => {
    const [line, column] = [numberField(message, 'line') ?? 1, numberField(message, 'column') ?? 1]
    return {
      tool: 'eslint',
      rule: textField(message, 'ruleId') ?? '',
      severity: numberField(message, 'severity') === 2 ? 'error' : 'warning',
      path,
      range: pointRange(
        line,
        column,
        numberField(message, 'endLine') ?? line,
        numberField(message, 'endColumn') ?? column,
      ),
      message: textField(message, 'message') ?? '',
    }
  })
}

function fromStylish(output: string, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let file: string | null = null
  for (const line of outputLines(output)) {
    const row = ROW.exec(line)
    if (row === null) {
      if (/^\S.*\.\w+$/.test(line)) file = line
      continue
    }
    if (file === null) continue
    const [, at = '1', column = '1', severity = 'error', rest = ''] = row
    const cut = /\s{2,}(\S+)\s*$/.exec(rest)
    const message = cut === null ? rest.trim() : rest.slice(0, cut.index).trim()
    const range = pointRange(Number(at), Number(column))
    found.push({
      tool: 'eslint',
      rule: cut?.[1] ?? '',
      severity: severityOf(severity),
      path: repositoryPath(file, cwd, root),
      range,
      message,
    })
  }
  return found
}
