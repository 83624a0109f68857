import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { UNFORMATTED, reported } from '../line-reports.ts'
import type { Report } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'
import { reportBelow, titleOf } from '../oxc-reports.ts'
import type { Title } from '../oxc-reports.ts'

const HEADING = 'Checking formatting...'
const END =
  /^(?:All matched files use|Format issues found in|Error occurred when checking|No files found matching|Expected at least one) /
const LISTED = /^(\S.{0,1000}) \(\d{1,9}ms\)$/
// `  x SyntaxError: Unexpected token (1:7)`, then `  | [src/a.json]`: languages that were Prettier's until oxfmt 0.60
const PLACED = /^(\S.{0,2000}?) \((\d{1,9}):(\d{1,9})\)$/
const QUOTED = /^ {2}[|│] \[(\S.{0,1000})\]$/

/** Reads the list of `--check`, and what could not be parsed in all modes. */
export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let listing = false
  let title: Title | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    if (text.trim() === HEADING) listing = true
    else if (END.test(text)) listing = false
    const report = reportBelow(title, text) ?? quotedBelow(title, text) ?? (listing ? listed(text) : null)
    if (report !== null) found.push(reported('oxfmt', report, folder, root))
    const next = titleOf(text)
    title = next?.rule === '' ? next : null // with a rule it is oxlint's
  }
  return found
}

function listed(text: string): Report | null {
  const file = LISTED.exec(text)?.[1]
  return file === undefined ? null : { file, ...UNFORMATTED }
}

function quotedBelow(title: Title | null, text: string): Report | null {
  const file = title === null ? undefined : QUOTED.exec(text)?.[1]
  const [, message, line, column] = PLACED.exec(title?.message ?? '') ?? []
  if (title === null || file === undefined || message === undefined) return null
  return { ...title, file, message, line: Number(line), column: Number(column) }
}
