import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { UNFORMATTED, reported } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'

const UNPROPER =
  /^ {0,4}ERROR taplo:format_files:? ?(?:[\w:]{0,60} )?the file is not properly formatted path="(.{1,1000})"/
// `error: invalid TOML` and the like, then `  ┌─ a.toml:1:5`
const TITLE = /^(error|warning): (\S.{0,1000})$/
const PLACE = /^ {1,12}┌─ (\S.{0,1000}):(\d{1,9}):(\d{1,9})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let title: RegExpExecArray | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const file = UNPROPER.exec(text)?.[1]
    if (file !== undefined) found.push(reported('taplo', { ...UNFORMATTED, file }, folder, root))
    const place = title === null ? null : PLACE.exec(text)
    if (place !== null && title !== null) {
      const [, at = '', line, column] = place
      const [, word, message = ''] = title
      const severity = word === 'warning' ? 'warning' : 'error'
      const report = { file: at, rule: 'toml', message, severity, line: Number(line), column: Number(column) } as const
      found.push(reported('taplo', report, folder, root))
    }
    title = TITLE.exec(text)
  }
  return found
}
