import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { UNFORMATTED, reportedLines } from '../line-reports.ts'

// `Diff in src/main.rs:6:`; before 1.5.2 `Diff in src/main.rs at line 6:`
const DIFF = /^Diff in (\S.{0,1000}?)(?::| at line )(\d{1,9}):$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('rustfmt', read, output, cwd, root)
}

function read(text: string) {
  const [, file, line] = text.startsWith('Diff in ') ? (DIFF.exec(text) ?? []) : []
  return file === undefined ? null : { ...UNFORMATTED, file, line: Number(line) }
}
