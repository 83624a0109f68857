import type { Diagnostic, Severity } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported } from '../line-reports.ts'
import type { Report } from '../line-reports.ts'
import { outputLines } from '../output-lines.ts'
import { repositoryPath, severityOf } from '../place.ts'

// `error[E0308]: Message`, then ` --> src/main.rs:5:9`, then notes of which one may name the lint
const TITLE = /^(error|warning)(?:\[(E\d{4})\])?: (\S.{0,2000})$/
const PLACE = /^ {1,12}--> (\S.{0,1000}\.rs):(\d{1,9}):(\d{1,9})$/
// `   |     ^^^^^ expected `u32`, found `usize``: what the title leaves open
const LABEL = /^ {1,12}\|[ |_]{1,200}\^{1,400}[-_ ]{0,200} (\S.{0,500})$/
const LINT =
  /^ {1,12}= (?:help: for further information visit https:\/\/rust-lang\.github\.io\/rust-clippy\/[\w./-]{1,60}#|note: `(?:-[DWF] |#\[(?:warn|deny|forbid)\())(clippy::)?([\w-]{1,80})/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"compiler-message"'))
  const messages = json ? jsonValues(output).flatMap((value) => fromMessage(value, cwd, root) ?? []) : []
  return [...messages, ...fromText(output, cwd, root)]
}

/** What a message of the compiler says, as Cargo hands it on; null where it is another one, or names no place. */
export function fromMessage(given: unknown, cwd: string, root: string): Diagnostic | null {
  const value = field(given, 'message')
  const [level, message] = [textField(value, 'level'), textField(value, 'message')]
  const span = listField(value, 'spans').find((one) => field(one, 'is_primary') === true)
  const file = textField(span, 'file_name')
  if (level === null || message === null || file === null) return null
  const [line, column] = [numberField(span, 'line_start') ?? 0, numberField(span, 'column_start') ?? 1]
  const [endLine, endColumn] = [numberField(span, 'line_end') ?? line, numberField(span, 'column_end') ?? column]
  const rule = textField(field(value, 'code'), 'code') ?? ''
  const severity = severityOf(level)
  const told = labelled(message, textField(span, 'label'))
  const report = { file: fileOf(given, file, root), rule, message: told, severity, line, column, endLine, endColumn }
  return reported('clippy', report, cwd, root)
}

/** No package lies deeper in its workspace. */
const MOST_FOLDERS = 30

/**
 * The file of a span. The compiler names it from the root of Cargo's workspace, wherever it was called: that is the package's own folder
 * without what the name repeats of it. Where that is elsewhere (a linked folder), the name as it is.
 */
export function fileOf(given: unknown, name: string, root: string): string {
  if (/^(?:[\\/]|[A-Za-z]:)/.test(name)) return name
  const folders = (textField(given, 'manifest_path') ?? '').split(/[\\/]/).slice(0, -1)
  const names = name.split(/[\\/]/)
  const repeats = (count: number) => folders.slice(folders.length - count).every((folder, at) => folder === names[at])
  const counts = Array.from({ length: Math.min(names.length, folders.length, MOST_FOLDERS) }, (_, count) => count)
  const above = folders.slice(0, folders.length - (counts.findLast(repeats) ?? 0))
  const absolute = [...above, name].join('/')
  return repositoryPath(absolute, null, root) === null ? name : absolute
}

/** `mismatched types: expected `u32`, found `usize``, as rustc says it below the code. */
function labelled(message: string, label: string | null): string {
  return label === null || label === '' || message.includes(label) ? message : `${message}: ${label}`
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: { report: Report; folder: string | null }[] = []
  let title: RegExpExecArray | null = null
  let open: Report | null = null
  let said = ''
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const place = title === null ? null : PLACE.exec(text)
    if (place !== null && title !== null) {
      const [, word = 'error', rule = '', message = ''] = title
      const severity: Severity = word === 'error' ? 'error' : 'warning'
      open = { file: place[1] ?? '', rule, message, severity, line: Number(place[2]), column: Number(place[3]) }
      said = message
      found.push({ report: open, folder })
    }
    const [lint, prefix = '', name = ''] = open === null || open.rule !== '' ? [] : (LINT.exec(text) ?? [])
    if (open !== null && lint !== undefined) {
      open.rule = `${lint.includes('rust-clippy') ? 'clippy::' : prefix}${name.replaceAll('-', '_')}`
    }
    const [, label = null] = open === null ? [] : (LABEL.exec(text) ?? [])
    if (open !== null && label !== null && open.message === said) open.message = labelled(said, label)
    if (text.trim() === '') open = null
    title = TITLE.exec(text)
  }
  return found.map(({ report, folder }) => reported('clippy', report, folder, root))
}
