import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { reportedLines } from '../line-reports.ts'

// `a.md:8:19 error MD009/no-trailing-spaces Message`; older ones say no severity
const LINE = /^(\S.{0,1000}?):(\d{1,9})(?::(\d{1,9}))? (?:(error|warning) )?(MD\d{3})\/[\w/-]{1,200} (\S.{0,2000})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('markdownlint', read, output, cwd, root)
}

function read(text: string) {
  const [, file, line, column = '1', word, rule = '', message = ''] = LINE.exec(text) ?? []
  if (file === undefined) return null
  const severity = word === 'warning' ? ('warning' as const) : ('error' as const)
  return { file, line: Number(line), column: Number(column), severity, rule, message }
}
