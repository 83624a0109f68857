import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, numberField, textField } from '../json-values.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath } from '../place.ts'

// A rule is `F401`, or a name where there is none: ruff ≥ 0.12 says `invalid-syntax`, before it was `SyntaxError`
const RULE = String.raw`([A-Z]{1,10}\d{1,6}|(?:invalid-syntax|unformatted|io-error|SyntaxError):) (?:\[\*\] )?`
// `a.py:1:8: F401 [*] …` concise, and full before 0.12 · `F401 [*] …` then ` --> a.py:1:8` full · `  1:8 F401 …` grouped
const CONCISE = new RegExp(String.raw`(?::cell \d{1,6})?:(\d{1,9}):(\d{1,9}): ${RULE}`)
const TITLE = new RegExp(`^${RULE}`)
const PLACE = /^\s{0,9}--> (.{1,1000}?)(?::cell \d{1,6})?:(\d{1,9}):(\d{1,9})$/
const ROW = new RegExp(String.raw`^ {1,9}(?:cell \d{1,6}:)?(\d{1,9}):(\d{1,9}) {1,9}${RULE}`)
const GITHUB = /^::(?:error|warning|notice) title=[Rr]uff\b[^:]{0,200},file=(.{1,1000}?),line=/
const REFORMAT = /^Would reformat: /
// `format --diff` names files by their differences alone, which `check --diff` does as well
const DIFFERS = /^\+\+\+ ([^\t]{1,1000}?)(?::cell \d{1,6})?$/
const REFORMATS = /^\d{1,9} files? would be reformatted\b/
const UNPARSED = /^error: Failed to parse (.{1,1000}?):(\d{1,9}):(\d{1,9}): /

interface Reading {
  found: Diagnostic[]
  root: string
  /** Of the format `full`: what the line before said. */
  title: { rule: string; message: string } | null
  /** Of the format `grouped`. */
  file: string
  /** The files whose differences are shown, and where they are named from. */
  differing: Map<string, string | null>
}

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"filename"'))
  const values = json ? jsonValues(output).flat() : []
  const found = [...values.flatMap((value) => fromObject(value, cwd, root)), ...fromText(output, cwd, root)]
  // ruff before 0.5 names a file that it can't parse on stderr and reports it as well
  const reported = new Set(found.filter(({ rule }) => rule !== 'unparsed').map(placeOf))
  return found
    .filter((one) => one.rule !== 'unparsed' || !reported.has(placeOf(one)))
    .map((one) => (one.rule === 'unparsed' ? { ...one, rule: 'invalid-syntax' } : one))
}

function placeOf({ path, range }: Diagnostic): string {
  return JSON.stringify([path, range?.slice(0, 2)])
}

function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [file, message] = [textField(value, 'filename'), textField(value, 'message')]
  if (file === null || message === null || field(value, 'location') === undefined) return []
  const place = (edge: string) => {
    const point = field(value, edge)
    return [numberField(point, 'row') ?? 0, numberField(point, 'column') ?? 1] as const
  }
  const path = repositoryPath(file, cwd, root)
  const range = path === null ? null : rangeOf(...place('location'), ...place('end_location'))
  return [diagnostic(textField(value, 'code') ?? 'SyntaxError', path, range, message)]
}

/** The versions' names for the same are one here, so that a run of another format counts as the same diagnostic. */
function diagnostic(name: string, path: string | null, range: Diagnostic['range'], message: string): Diagnostic {
  const bare = name.replace(/:$/, '')
  const rule = bare === 'SyntaxError' ? 'invalid-syntax' : bare === 'unformatted' ? 'format' : bare
  const text = rule === 'invalid-syntax' ? message.replace(/^SyntaxError: /, '') : message
  return { tool: 'ruff', rule, severity: 'error', path, range, message: text.trim() }
}

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const reading: Reading = { found: [], root, title: null, file: '', differing: new Map() }
  for (const line of outputLines(output, cwd, root)) readLine(line.text, line.cwd, reading)
  return reading.found
}

/** What is shown as a difference, once the formatter says that it is its own. */
function readDifference(text: string, cwd: string | null, { found, root, differing }: Reading): void {
  const file = DIFFERS.exec(text)?.[1]
  if (file !== undefined) differing.set(file, cwd)
  if (!REFORMATS.test(text)) return
  for (const [shown, from] of differing) found.push(reformatted(shown, from, root))
  differing.clear()
}

function reformatted(file: string, cwd: string | null, root: string): Diagnostic {
  return diagnostic('format', repositoryPath(file, cwd, root), null, 'File would be reformatted')
}

function readLine(text: string, cwd: string | null, reading: Reading): void {
  const add = (file: string, row: number, column: number, rule: string, message: string) => {
    const path = repositoryPath(file, cwd, reading.root)
    reading.found.push(diagnostic(rule, path, path === null ? null : rangeOf(row, column), message))
  }
  const { title } = reading
  reading.title = null
  if (text.startsWith('::')) {
    const file = GITHUB.exec(text)?.[1]
    const match = file === undefined ? null : CONCISE.exec(text)
    if (file === undefined || match === null) return
    const message = text.slice(match.index + match[0].length).split('%0A', 1)[0] ?? ''
    add(unescaped(file), Number(match[1]), Number(match[2]), match[3] ?? '', unescaped(message))
    return
  }
  const concise = CONCISE.exec(text)
  const place = title === null ? null : PLACE.exec(text)
  const row = ROW.exec(text)
  const unparsed = UNPARSED.exec(text)
  const heading = TITLE.exec(text)
  readDifference(text, cwd, reading)
  if (REFORMAT.test(text)) reading.found.push(reformatted(text.replace(REFORMAT, ''), cwd, reading.root))
  else if (unparsed !== null) {
    add(unparsed[1] ?? '', Number(unparsed[2]), Number(unparsed[3]), 'unparsed', text.slice(unparsed[0].length))
  } else if (concise !== null && concise.index > 0 && !/^\s/.test(text)) {
    const message = text.slice(concise.index + concise[0].length)
    add(text.slice(0, concise.index), Number(concise[1]), Number(concise[2]), concise[3] ?? '', message)
  } else if (place !== null && title !== null) {
    add(place[1] ?? '', Number(place[2]), Number(place[3]), title.rule, title.message)
  } else if (row !== null && reading.file !== '') {
    add(reading.file, Number(row[1]), Number(row[2]), row[3] ?? '', text.slice(row[0].length))
  } else if (heading !== null) reading.title = { rule: heading[1] ?? '', message: text.slice(heading[0].length) }
  else if (/^\S.{0,1000}:$/.test(text)) reading.file = text.slice(0, -1)
}

/** How workflow commands escape: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function unescaped(text: string): string {
  const characters: Record<string, string> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (escape) => characters[escape] ?? escape)
}
