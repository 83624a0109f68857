import { styleText } from 'node:util'
import type { CheckRow } from '@upkeep/schema'
import { printable } from '@upkeep/text'
import type { ReportData } from './data.ts'
import { diffFiles } from './diff-lines.ts'
import type { DiffLine } from './diff-lines.ts'
import { clip, count, duration, headline, inState, placeOf, proofParts, threeLines } from './wording.ts'

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

const OUTCOME_STYLES: Readonly<Record<CheckRow['after'], Style>> = {
  pass: 'green',
  fail: 'red',
  flaky: 'red',
  'not-run': 'gray',
  'not-needed': 'gray',
}

/** Lists longer than this are cut on a terminal; the report has them whole. */
const MOST_ROWS = 20
const MOST_DIFF_LINES = 200
/** Of one reason. */
const MOST_LINES = 12

/** The result on a terminal, `width` columns wide: findings, diff, proof table, coverage, and where the report lies. */
export function terminalReport(data: ReportData, options: { color: boolean; width: number }): string {
  const width = Math.max(40, Math.min(options.width, 160))
  const paint: Paint = options.color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text
  const { result } = data
  const tone = ({ changed: 'green', clean: 'green', skipped: 'yellow', failed: 'red' } as const)[result.result]
  const [found, proven, took] = threeLines(data)
  const parted = proofParts(data.proof)
  const parts = [
    `${paint(['bold', tone], result.result.toUpperCase())}  ${paint('bold', line(headline(data), width - 10))}`,
    [found, proven, took].map((text) => line(text, width)).join('\n'),
    result.reason === null ? '' : `${paint('yellow', 'What to do:')} ${line(result.reason.remedy, width * 2)}`,
    findings(data, width, paint),
    diff(data.patch, width, paint),
    proof(parted, width, paint),
    notChecked(parted, width, paint),
    leftOver(data, width, paint),
    coverage(data, width, paint),
    result.out === null ? '' : `${paint('bold', 'Report')}\n  ${printable(result.out)}/report.html`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function findings(data: ReportData, width: number, paint: Paint): string {
  const tones = { proposed: 'green', refused: 'yellow', left: 'gray' } as const
  const rows = (['proposed', 'refused', 'left'] as const).flatMap((state) =>
    inState(data, state).map((finding) => {
      const head = `  ${paint(tones[state], state.padEnd(9))}${paint('bold', place(placeOf(finding), width - 32))}  ${line(finding.rule, 18)}`
      const why = finding.why === undefined ? [] : wrapped(finding.why, width - 11)
      return [head, ...[line(finding.message, width - 11), ...why].map((text) => `           ${text}`)].join('\n')
    }),
  )
  return block('Findings', rows, paint)
}

function diff(patch: string, width: number, paint: Paint): string {
  const files = diffFiles(patch)
  if (files === null) return block('Diff', ['  It holds binary files; see patch.diff.'], paint)
  const rows = files.flatMap(({ path, lines }) => [
    paint('bold', `  ${line(path, width - 2)}`),
    ...lines.map((each) => diffLine(each, width, paint)),
  ])
  return block('Diff', rows, paint, MOST_DIFF_LINES)
}

function diffLine({ kind, text, before, after }: DiffLine, width: number, paint: Paint): string {
  const [style, mark] = (
    {
      added: ['green', '+'],
      removed: ['red', '-'],
      same: ['reset', ' '],
      hunk: ['cyan', ' '],
      note: ['gray', ' '],
    } as const
  )[kind]
  const body = `${String(after ?? before ?? '').padStart(6)} ${mark} ${code(text, width - 10)}`
  return kind === 'same' ? body : paint(style, body)
}

function proof({ run }: ReturnType<typeof proofParts>, width: number, paint: Paint): string {
  const size = Math.max(12, Math.min(48, width - 42))
  const head = paint(
    'dim',
    `  ${'Check'.padEnd(size)}${'Before'.padEnd(12)}${'After'.padEnd(12)}${'New'.padStart(4)}${'Time'.padStart(11)}`,
  )
  const lines = run.map((row) => {
    const { command, before, after, new: fresh, seconds, why } = row
    const outcome = `${before.padEnd(12)}${paint(OUTCOME_STYLES[after], after.padEnd(12))}`
    const told = `  ${line(command, size - 2).padEnd(size)}${outcome}${String(fresh).padStart(4)}${duration(seconds).padStart(11)}`
    return why === undefined ? told : `${told}\n    ${paint('dim', line(why, width - 4))}`
  })
  return lines.length === 0 ? '' : block('Proof', [head, ...lines], paint)
}

/** By reason: a large CI holds more of them than a screen has lines. */
function notChecked({ others }: ReturnType<typeof proofParts>, width: number, paint: Paint): string {
  const lines = others.flatMap(({ why, rows }) => [
    `  ${line(`${count(rows.length, 'check')}: ${why}`, width - 2)}`,
    paint('dim', `    ${line(rows.map(({ command }) => firstLine(command)).join(' · '), width - 4)}`),
  ])
  return block('Not checked', lines, paint)
}

function firstLine(command: string): string {
  const [first = '', ...more] = command.trim().split('\n')
  return more.length === 0 ? first : `${first} …`
}

function leftOver({ left }: ReportData, width: number, paint: Paint): string {
  const rows = left.map(
    (item) => `  ${place(`${item.path}:${item.line}`, width / 2)}  ${line(item.message, width / 2 - 6)}`,
  )
  return block('What is left, most valuable first', rows, paint)
}

function coverage({ result }: ReportData, width: number, paint: Paint): string {
  const rows = result.coverage.notExamined.map(({ what, why }) => `  ${line(`${what}: ${why}`, width - 2)}`)
  return block('Not examined', rows, paint)
}

function block(title: string, rows: readonly string[], paint: Paint, most = MOST_ROWS): string {
  if (rows.length === 0) return ''
  const hidden = rows.length - most
  const note = hidden > 0 ? [paint('dim', `  … ${count(hidden, 'more line')}: see the report`)] : []
  return [paint('bold', title), ...rows.slice(0, most), ...note].join('\n')
}

function line(text: string, length: number): string {
  return clip(printable(text), Math.max(8, Math.floor(length)))
}

/** What somebody says, whole: as many lines as it takes, up to a dozen. */
function wrapped(text: string, length: number): string[] {
  const rows: string[] = []
  for (const word of printable(text).trim().split(/\s+/)) {
    const last = rows.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= length - 2) rows[rows.length - 1] = `${last} ${word}`
    else rows.push(line(word, length - 2))
  }
  const shown = rows.slice(0, MOST_LINES)
  return shown.map((row, at) => (at === MOST_LINES - 1 && rows.length > MOST_LINES ? `${row} …` : row))
}

/** A place is told apart by its end: the file and the line. */
function place(text: string, length: number): string {
  const [plain, room] = [printable(text).replace(/\s+/g, ' '), Math.floor(length)]
  return plain.length <= room ? plain : `…${plain.slice(1 - room).toWellFormed()}`
}

/** As `line`, but white space stays: it is code. */
function code(text: string, length: number): string {
  const plain = printable(text).replaceAll('\t', '  ')
  return plain.length <= length ? plain : `${plain.slice(0, length - 1).toWellFormed()}…`
}
