import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { reportedLines } from '../line-reports.ts'

// `a.go:7:16: Message` and `vet: b/b.go:3:9: Message`; the compiler prints as it does
const LINE = /^(?:vet: )?(\S(?:.{0,1000}[\\/])?[^\s\\/:]{0,200}\.go):(\d{1,9})(?::(\d{1,9}))?: (\S.{0,2000})$/
/** golangci-lint names the linter behind the message. */
const OF_GOLANGCI = / \([a-z][a-z0-9]{2,30}\)$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return reportedLines('go-vet', read, output, cwd, root)
}

function read(text: string) {
  const [, file, line, column = '1', message = ''] = LINE.exec(text) ?? []
  if (file === undefined || OF_GOLANGCI.test(message) || isSyntax(text)) return null
  return { file, line: Number(line), column: Number(column), rule: '', message }
}

/** What gofmt says as well; there it is its own. */
function isSyntax(text: string): boolean {
  return !text.startsWith('vet: ') && /:\d{1,9}: (?:expected \S|.{0,200}not terminated$)/.test(text)
}
