import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath } from '../place.ts'

const RULE = String.raw`((?:lint|assist|suppressions|syntax|project|internalError|analyze)(?:\/[\w/-]{1,200})?|format|parse|organizeImports|configuration|deserialize)`
// `src/a.ts:4:1 lint/style/useConst  FIXABLE  ━━━━` then `  × message`
const HEADING = new RegExp(
  String.raw`^(\S.{0,1000}?)(?::(\d{1,9}):(\d{1,9}))? ${RULE}(?: {1,4}[A-Z]{4,12})? {1,4}━{8,}$`,
)
const MESSAGE = /^ {2}([×✖!⚠iℹ]) (\S.{0,2000})$/
const GITHUB = new RegExp(
  String.raw`^::(error|warning|notice) title=${RULE},file=(.{1,1000}?),line=(\d{1,9}),endLine=(\d{1,9}),col=(\d{1,9}),endColumn=(\d{1,9})::(.{0,5000})$`,
)

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let heading: RegExpExecArray | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const github = text.startsWith('::') ? GITHUB.exec(text) : null
    if (github !== null) {
      const [, severity = 'error', rule = '', file = '', line, endLine, column, endColumn, message = ''] = github
      const range = rangeOf(Number(line), Number(column), Number(endLine), Number(endColumn))
      found.push(diagnostic(rule, severityOf(severity), repositoryPath(file, folder, root), range, message))
    }
    const message = heading === null ? null : MESSAGE.exec(text)
    if (heading !== null && message !== null) {
      const [, file = '', line = '0', column = '1', rule = ''] = heading
      const range = rangeOf(Number(line), Number(column))
      found.push(
        diagnostic(rule, severityOf(message[1] ?? ''), repositoryPath(file, folder, root), range, message[2] ?? ''),
      )
    }
    if (message !== null) heading = null
    if (text.endsWith('━')) heading = HEADING.exec(text)
  }
  return found
}

function severityOf(mark: string): Severity {
  if (mark === 'error' || mark === '×' || mark === '✖') return 'error'
  return mark === 'warning' || mark === '!' || mark === '⚠' ? 'warning' : 'notice'
}

const UNFORMATTED = /^(?:Formatter would have printed|File content differs from formatting)/

/** A file that is not formatted has no place in it, and each reporter has its own words for it. */
function diagnostic(
  rule: string,
  severity: Severity,
  path: string | null,
  range: Diagnostic['range'],
  message: string,
): Diagnostic {
  if (UNFORMATTED.test(message))
    return { tool: 'biome', rule, severity, path, range: null, message: 'File would be reformatted' }
  return { tool: 'biome', rule, severity, path, range: path === null ? null : range, message: message.trim() }
}
