import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { jsonValues, listField, numberField, textField } from '../json-values.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath, severityOf } from '../place.ts'

// The `stylish` format: a file's path, then `  3:5  error  Message  rule-id` for each
const ROW = /^\s{1,9}(\d{1,9}):(\d{1,9})\s{1,12}(error|warning)\s{1,4}(?=\S)/
// The formats `unix` and `compact` of ESLint 8
const UNIX = /:(\d{1,9}):(\d{1,9}): (.{1,15000}) \[(Error|Warning)(?:\/([^\]\s(]{1,200}))?\]$/
const COMPACT = /: line (\d{1,9}), col (\d{1,9}), (Error|Warning) - /

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = output.stdout.includes('"filePath"') || output.stderr.includes('"filePath"')
  const results = json ? jsonValues(output).flat() : []
  return [...results.flatMap((result) => fromResult(result, cwd, root)), ...fromText(output, cwd, root)]
}

function fromResult(result: unknown, cwd: string, root: string): Diagnostic[] {
  const file = textField(result, 'filePath')
  if (file === null) return []
  const path = repositoryPath(file, cwd, root)
  return listField(result, 'messages').map((message) => fromMessage(message, path))
}

/** What a message of the JSON says of a file. */
export function fromMessage(message: unknown, path: string | null): Diagnostic {
  const [line, column] = [numberField(message, 'line') ?? 0, numberField(message, 'column') ?? 1]
  const end = [numberField(message, 'endLine') ?? line, numberField(message, 'endColumn') ?? column] as const
  return {
    tool: 'eslint',
    rule: textField(message, 'ruleId') ?? '',
    severity: numberField(message, 'severity') === 2 ? 'error' : 'warning',
    path,
    range: path === null ? null : rangeOf(line, column, ...end),
    message: withoutStop(textField(message, 'message') ?? ''),
  }
}

/** `stylish` prints no full stop at the end: with it, one problem would be two. */
function withoutStop(message: string): string {
  return message.replace(/(?<=[^ ])\.$/, '')
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let path: string | null = null
  for (const line of outputLines(output, cwd, root)) {
    const { text } = line
    const row = ROW.exec(text)
    if (row !== null && path !== null) found.push(fromRow(row, text, path))
    else if (/^(?:\/|[A-Za-z]:[\\/])\S/.test(text) || /^\S.{0,1000}\.\w{1,10}$/.test(text)) {
      path = repositoryPath(text, line.cwd, root)
    }
    if (text.endsWith(']') || text.includes(': line ')) {
      const one = fromLine(text, line.cwd, root)
      if (one !== null) found.push(one)
    }
  }
  return found
}

function fromRow(
  [head, at = '1', column = '1', severity = 'error']: RegExpExecArray,
  text: string,
  path: string,
): Diagnostic {
  const rest = text.slice(head.length).trimEnd()
  const cut = rest.lastIndexOf('  ')
  const [message, rule] = cut < 0 ? [rest, ''] : [rest.slice(0, cut).trimEnd(), rest.slice(cut + 2)]
  const range = rangeOf(Number(at), Number(column))
  return { tool: 'eslint', rule, severity: severityOf(severity), path, range, message }
}

function fromLine(text: string, cwd: string | null, root: string): Diagnostic | null {
  const unix = UNIX.exec(text)
  const match = unix ?? COMPACT.exec(text)
  if (match === null || match.index === 0) return null
  const path = repositoryPath(text.slice(0, match.index), cwd, root)
  const range = path === null ? null : rangeOf(Number(match[1]), Number(match[2]))
  if (unix !== null) {
    const [, , , message = '', severity = 'error', rule = ''] = unix
    return { tool: 'eslint', rule, severity: severityOf(severity), path, range, message: withoutStop(message) }
  }
  const rest = text.slice(match.index + match[0].length).trimEnd()
  const open = rest.endsWith(')') ? rest.lastIndexOf(' (') : -1
  const [message, rule] = open < 0 ? [rest, ''] : [rest.slice(0, open), rest.slice(open + 2, -1)]
  return { tool: 'eslint', rule, severity: severityOf(match[3] ?? 'error'), path, range, message: withoutStop(message) }
}
