import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { UNFORMATTED, reported } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'

const HEADING = /The following files had format violations:$/
// behind it the files, each before its patch, which is indented further; by Gradle two more, by Maven behind `[ERROR] `
const FILE = /^(?:\[ERROR\] )? {4,6}(\S(?:.{0,1000}[\\/])?[^\s\\/@]{1,250}\.\w{1,12})$/
const PATCH = /^(?:\[ERROR\] )? {8}/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let listing = false
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    if (HEADING.test(text)) listing = true
    else if (listing) {
      const file = FILE.exec(text)?.[1]
      if (file !== undefined) found.push(reported('spotless', { ...UNFORMATTED, file }, folder, root))
      else if (!PATCH.test(text)) listing = false
    }
  }
  return found
}
