import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { field, jsonValues, numberField, textField } from '../json-values.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath, severityOf } from '../place.ts'

// `a.py:4:3: error[rule] Message` concise · `error[rule]: Message` then ` --> a.py:4:3` full
const WORD = String.raw`(info|warning|error|fatal)\[([a-z][a-z0-9-]{1,60})\]`
const CONCISE = new RegExp(String.raw`^(\S.{0,1000}?)(?::(\d{1,9}):(\d{1,9}))?: ${WORD} `)
const TITLE = new RegExp(`^${WORD}(?::? |$)`)
const PLACE = /^\s{0,9}--> (.{1,1000}?)(?::cell \d{1,6})?:(\d{1,9}):(\d{1,9})$/
const GITHUB = /^::(error|warning|notice) title=ty \(([a-z0-9-]{1,60})\),(.{0,1200}?)::/

type Title = Pick<Diagnostic, 'rule' | 'severity' | 'message'>

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const json = [output.stdout, output.stderr].some((text) => text.includes('"check_name"'))
  const values = json ? jsonValues(output).flat() : []
  return [...values.flatMap((value) => fromObject(value, cwd, root)), ...fromText(output, cwd, root)]
}

/** The format of GitLab; positions are 1-based, the end exclusive. */
function fromObject(value: unknown, cwd: string, root: string): Diagnostic[] {
  const [rule, description] = [textField(value, 'check_name'), textField(value, 'description')]
  const location = field(value, 'location')
  const file = textField(location, 'path')
  if (rule === null || description === null || file === null) return []
  const place = (edge: string) => {
    const point = field(field(location, 'positions'), edge)
    return [numberField(point, 'line') ?? 0, numberField(point, 'column') ?? 1] as const
  }
  const path = repositoryPath(file, cwd, root)
  const range = path === null ? null : rangeOf(...place('begin'), ...place('end'))
  const message = description.startsWith(`${rule}: `) ? description.slice(rule.length + 2) : description
  return [
    { tool: 'ty', rule, severity: SEVERITIES[textField(value, 'severity') ?? ''] ?? 'error', path, range, message },
  ]
}

const SEVERITIES: Readonly<Record<string, Diagnostic['severity']>> = { info: 'notice', minor: 'warning' }

function fromText(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let title: Title | null = null
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const add = (one: Title, file: string, row?: string, column?: string, end?: [number, number]) => {
      const path = repositoryPath(file, folder, root)
      const range = path === null ? null : rangeOf(Number(row ?? 0), Number(column ?? 1), ...(end ?? []))
      found.push({ tool: 'ty', ...one, path, range })
    }
    const place = title === null ? null : PLACE.exec(text)
    if (place !== null && title !== null) add(title, place[1] ?? '', place[2], place[3])
    title = titleOf(text)
    const github = text.startsWith('::') ? GITHUB.exec(text) : null
    const concise = title === null && github === null ? CONCISE.exec(text) : null
    if (github !== null) {
      const [whole, word = '', rule = '', properties = ''] = github
      const values = new Map(properties.split(',').map((pair) => pair.split('=', 2) as [string, string]))
      const message = (text.slice(whole.length).split('%0A', 1)[0] ?? '').replace(/^\S{0,1000}: [a-z0-9-]{1,60}: /, '')
      const [row, column] = [values.get('line'), values.get('col')]
      const end = column === undefined ? undefined : ends(values)
      add({ rule, severity: severityOf(word), message }, values.get('file') ?? '', row, column, end)
    } else if (concise !== null) {
      const [whole, file = '', row, column, word = '', rule = ''] = concise
      add({ rule, severity: severityOf(word), message: text.slice(whole.length) }, file, row, column)
    }
  }
  return found
}

function titleOf(text: string): Title | null {
  const [whole = '', word = '', rule = ''] = TITLE.exec(text) ?? []
  return whole === '' ? null : { rule, severity: severityOf(word), message: text.slice(whole.length) }
}

function ends(values: ReadonlyMap<string, string>): [number, number] | undefined {
  const [line, column] = [values.get('endLine'), values.get('endColumn')]
  return line === undefined || column === undefined ? undefined : [Number(line), Number(column)]
}
