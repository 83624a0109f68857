import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { UNFORMATTED, reportedLines } from '../line-reports.ts'

const NAME = String.raw`[^\s:+-](?:[^\s:]{0,1000}\/)?[^\s/:]{0,200}\.(?:sh|bash|bats|ksh|mksh|zsh)`
const DIFF = new RegExp(`^diff (?:-u )?(${NAME})\\.orig \\1$`)
const LISTED = new RegExp(`^(${NAME})$`)
const UNPARSED = new RegExp(`^(${NAME}):(\\d{1,9}):(\\d{1,9}): (\\S.{0,1000})$`)
/** What other tools print in that form names a severity first. */
const SEVERITY = /^(?:error|warning|note|info|style)\b/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('shfmt', read, output, cwd, root)
}

function read(text: string) {
  const file = (DIFF.exec(text) ?? LISTED.exec(text))?.[1]
  if (file !== undefined) return { ...UNFORMATTED, file }
  const [, broken, line, column, message = ''] = UNPARSED.exec(text) ?? []
  if (broken === undefined || SEVERITY.test(message)) return null
  return { file: broken, line: Number(line), column: Number(column), rule: 'syntax', message }
}
