import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { UNFORMATTED, reportedLines } from '../line-reports.ts'

const UNSORTED = /^ERROR: (\S.{0,1000}) Imports are incorrectly sorted and\/or formatted\.$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('isort', read, output, cwd, root)
}

function read(line: string) {
  const file = UNSORTED.exec(line)?.[1]
  return file === undefined ? null : { ...UNFORMATTED, rule: 'imports', file }
}
