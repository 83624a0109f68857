import type { CheckRow, ResultFinding } from '@upkeep/schema'
import { codeBlock, codeSpan, escapeMarkdown, markdownTable } from '@upkeep/text'
import type { ReportData } from './data.ts'
import {
  clip,
  count,
  duration,
  headline,
  inState,
  muteExample,
  placeOf,
  proofParts,
  reproduceCommand,
  threeLines,
} from './wording.ts'

/** GitHub refuses a job summary above 1 MiB, and other steps write there too. Bytes. */
const MOST_BYTES = 900 * 1024

/** Rows of each list; halved until the whole fits. */
const MOST_ROWS = 400

/** Characters of one message. */
const LONGEST = 300

/** The job summary: what was found in three lines, the proof, what was not examined, how to mute, configure and reproduce. */
export function summaryMarkdown(data: ReportData): string {
  for (let rows = MOST_ROWS; ; rows = Math.floor(rows / 2)) {
    const summary = render(data, rows)
    if (rows === 0 || Buffer.byteLength(summary) <= MOST_BYTES) return summary
  }
}

function render(data: ReportData, rows: number): string {
  const { result, proof, left, skips } = data
  const [found, proven, took] = threeLines(data)
  const { run, others } = proofParts(proof)
  const parts = [
    `## ${escapeMarkdown(clip(data.title, LONGEST))}: ${escapeMarkdown(clip(headline(data), LONGEST))}`,
    `- **Found:** ${found}\n- **Proven:** ${proven}\n- **Took:** ${took}`,
    result.incomplete === null ? '' : `> **Cut short** by ${result.incomplete}: what was proven by then stands.`,
    result.reason === null ? '' : `**What to do:** ${escapeMarkdown(clip(result.reason.remedy, LONGEST))}`,
    section('### Proof', table(['Check', 'Before', 'After', 'New', 'Fixed', 'Time', 'Note'], run, checkCells, rows)),
    folded(
      `Not checked (${proof.length - run.length})`,
      table(
        ['Check', 'Kind', 'Why'],
        others.flatMap((each) => each.rows.map(({ command, kind }) => ({ command, kind, why: each.why }))),
        ({ command, kind, why }) => [code(command), kind, prose(why)],
        rows,
      ),
    ),
    folded(`Proposed (${inState(data, 'proposed').length})`, findingTable(inState(data, 'proposed'), rows)),
    folded(`Refused (${inState(data, 'refused').length})`, findingTable(inState(data, 'refused'), rows)),
    folded(
      `What is left, most valuable first (${left.length})`,
      table(
        ['Where', 'Rule', 'Message'],
        left,
        (item) => [code(`${item.path}:${item.line}`), code(item.rule), prose(item.message)],
        rows,
      ),
    ),
    folded(
      `Skipped (${skips.length})`,
      table(['Reason', 'What'], skips, (skip) => [code(skip.code), prose(skip.reason)], rows),
    ),
    folded(
      `Not examined (${result.coverage.notExamined.length})`,
      table(['What', 'Why'], result.coverage.notExamined, ({ what, why }) => [code(what), prose(why)], rows),
    ),
    `Commands ran in: ${escapeMarkdown(clip(data.isolation, LONGEST))}`,
    advice(data),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function checkCells({ command, before, after, new: fresh, fixed, seconds, why }: CheckRow): string[] {
  return [
    code(command),
    before,
    after === 'pass' ? `**${after}**` : after,
    String(fresh),
    String(fixed),
    duration(seconds),
    prose(why ?? ''),
  ]
}

function findingTable(findings: readonly ResultFinding[], rows: number): string {
  return table(
    ['Where', 'Rule', 'Message', 'Id'],
    findings,
    (finding) => {
      const why = finding.why === undefined ? '' : ` — ${prose(finding.why)}`
      return [code(placeOf(finding)), code(finding.rule), `${prose(finding.message)}${why}`, code(finding.id)]
    },
    rows,
  )
}

function advice(data: ReportData): string {
  const body = [
    'To see a finding or a rule no more, name it in `.github/upkeep.yml`, where all settings live:',
    codeBlock(muteExample(data), 'yaml'),
    'To repeat this run in a clone of the repository:',
    codeBlock(reproduceCommand(data), 'sh'),
  ]
  return `### Mute, configure, reproduce\n\n${body.join('\n\n')}`
}

function table<T>(header: readonly string[], items: readonly T[], cells: (item: T) => string[], rows: number): string {
  if (items.length === 0) return ''
  const hidden = items.length - rows
  const note = hidden > 0 ? `\n\n${count(hidden, 'more row')} left out here; all of them are in the report.` : ''
  return markdownTable(header, items.slice(0, rows).map(cells)) + note
}

function section(title: string, body: string): string {
  return body === '' ? '' : `${title}\n\n${body}`
}

function folded(title: string, body: string): string {
  return body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}

function code(text: string): string {
  return text === '' ? '' : codeSpan(clip(text, LONGEST))
}

function prose(text: string): string {
  return escapeMarkdown(clip(text, LONGEST))
}
