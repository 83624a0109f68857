import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported, reportedLines } from '../line-reports.ts'

// `src/A.kt:1:1: Message (standard:final-newline)`; before 0.49 `(final-newline)`
const LINE = /^(\S.{0,1000}?\.kts?):(\d{1,9}):(\d{1,9}): (\S.{0,2000}) \(([a-z][\w-]{0,60}(?::[\w-]{1,80})?)\)$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"errors"') && text.includes('"rule"'))
  const files = json ? jsonValues(output).flat() : []
  return [
    ...files.flatMap((file) => fromFile(file, cwd, root)),
    ...reportedLines('ktlint', readLine, output, cwd, root),
  ]
}

function fromFile(value: unknown, cwd: string, root: string): Diagnostic[] {
  const file = textField(value, 'file')
  if (file === null) return []
  return listField(value, 'errors').flatMap((error) => {
    const [message, rule] = [textField(error, 'message'), textField(error, 'rule')]
    if (message === null || rule === null) return []
    const [line, column] = [numberField(error, 'line') ?? 0, numberField(error, 'column') ?? 1]
    return [reported('ktlint', { file, rule, message, line, column }, cwd, root)]
  })
}

function readLine(text: string) {
  const [, file, line, column, message = '', rule = ''] = text.endsWith(')') ? (LINE.exec(text) ?? []) : []
  return file === undefined ? null : { file, line: Number(line), column: Number(column), rule, message }
}
