import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { reportedLines } from '../line-reports.ts'

const LINE =
  /^(\S.{0,1000}?):(\d{1,9}):(\d{1,9}): (error|warning): code should be clang-formatted \[-Wclang-format-violations\]$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('clang-format', read, output, cwd, root)
}

function read(text: string) {
  const [, file, line, column, word] = text.endsWith('violations]') ? (LINE.exec(text) ?? []) : []
  if (file === undefined) return null
  const severity = word === 'warning' ? ('warning' as const) : ('error' as const)
  const message = 'code should be clang-formatted'
  return { file, line: Number(line), column: Number(column), severity, rule: 'format', message }
}
