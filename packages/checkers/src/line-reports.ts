import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CheckerName, CommandOutput } from './checker.ts'
import { outputLines } from './output-lines.ts'
import { rangeOf, repositoryPath } from './place.ts'

/** What a tool said of a file, in its own words: a path as printed, 1-based places (0: none). */
export interface Report {
  file: string
  rule: string
  message: string
  severity?: Severity
  line?: number
  column?: number
  endLine?: number
  /** Exclusive. */
  endColumn?: number
}

/** The diagnostic of a report by a tool that ran in `cwd` (null: nobody knows where). */
export function reported(tool: CheckerName, report: Report, cwd: string | null, root: string): Diagnostic {
  const { file, rule, message, severity = 'error', line = 0, column = 1, endLine = line, endColumn = column } = report
  const path = repositoryPath(file, cwd, root)
  const range = path === null ? null : rangeOf(line, column, endLine, endColumn)
  return { tool, rule, severity, path, range, message: message.trim() }
}

/** The diagnostics of an output that says one thing a line. */
export function reportedLines(
  tool: CheckerName,
  read: (line: string) => Report | null,
  output: CommandOutput,
  cwd: string,
  root: string,
): Diagnostic[] {
  return outputLines(output, cwd, root).flatMap(({ text, cwd: folder }) => {
    const report = read(text)
    return report === null ? [] : [reported(tool, report, folder, root)]
  })
}

/** What formatters say of a file in every tool's words, so that two forms of an output are one diagnostic. */
export const UNFORMATTED = { rule: 'format', message: 'File would be reformatted' } as const
