import type { Diagnostic } from '@upkeep/schema'
import type { CheckerName, CommandOutput } from './checker.ts'
import { UNFORMATTED, reportedLines } from './line-reports.ts'

const NAME = String.raw`[^\s:+-](?:[^\s:]{0,1000}[\\/])?[^\s\\/:]{0,200}\.go`
const DIFF = new RegExp(`^diff (?:-u )?(${NAME})\\.orig \\1$`)
const LISTED = new RegExp(`^(${NAME})$`)
const UNPARSED = new RegExp(`^(${NAME}):(\\d{1,9}):(\\d{1,9}): (expected \\S.{0,1000}|.{0,200}not terminated)$`)

/** What gofmt and the tools that print as it does say: names with `-l`, patches with `-d`, and what is no Go. */
export function goFormatted(tool: CheckerName, output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines(tool, read, output, cwd, root)
}

function read(text: string) {
  const file = (DIFF.exec(text) ?? LISTED.exec(text))?.[1]
  if (file !== undefined) return { ...UNFORMATTED, file }
  const [, broken, line, column, message = ''] = UNPARSED.exec(text) ?? []
  if (broken === undefined) return null
  return { file: broken, line: Number(line), column: Number(column), rule: 'syntax', message }
}
