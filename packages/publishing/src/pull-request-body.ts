import type { CheckRow, Coverage, Publication, Slot, Usage } from '@upkeep/schema'
import { SLUG } from '@upkeep/schema'
import { codeSpan, escapeMarkdown, markdownTable, shortened } from '@upkeep/text'
import type { Allowed } from '@upkeep/text/neutralise'
import { LIMITS } from './limits.data.ts'
import { slotsMarkdown } from './slots.ts'

/** Lines of HTML of the layout below; whatever else looks like HTML is escaped. */
export const LAYOUT = [
  '<details><summary>Every change, with what proves it</summary>',
  '<details><summary>Not examined</summary>',
  '</details>',
] as const

export interface BodyParts {
  publication: Publication
  body: readonly Slot[]
  /** The address of the run that made it; null off GitHub. */
  runUrl: string | null
  /** The HTML comment by which the pull request is found again. */
  marker: string
  allowed: Allowed
}

/** Rows of the proof table and of what was not examined; more are counted only. */
const MOST_ROWS = 40

/**
 * The body of a pull request: what and why, the proof, what was not examined, how to reject, mute and configure, what it cost, and
 * last the marker, which is never cut off.
 */
export function pullRequestBody({ publication, body, runUrl, marker, allowed }: BodyParts): string {
  const { action, proof, coverage, usage, version } = publication
  const [lead, rest] = parted(slotsMarkdown(body, allowed).trim())
  const tail = [
    ...section('### Proof', proofTable(proof)),
    ...folded(LAYOUT[1], notExamined(coverage)),
    advice(action),
    `${cost(usage)} Made by Upkeep ${action} ${codeSpan(version)}${runUrl === null ? '' : ` in [this run](${runUrl})`}.`,
  ].join('\n\n')
  const room = LIMITS.body - tail.length - marker.length - LAYOUT[0].length - 64
  const head = shortened(lead, room)
  const list = rest === '' ? [] : folded(LAYOUT[0], shortened(rest, Math.max(room - head.length, 400)))
  return `${[head, ...list, tail, marker].join('\n\n')}\n`
}

/** A short text stays whole; of a long one the list is folded away under what it says before it. */
function parted(text: string): [lead: string, rest: string] {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.startsWith('- '))
  if (first <= 0 || lines.length - first <= 12) return [text, '']
  return [lines.slice(0, first).join('\n').trim(), lines.slice(first).join('\n').trim()]
}

function proofTable(rows: readonly CheckRow[]): string {
  const cells = rows.slice(0, MOST_ROWS).map(({ command, before, after, new: fresh, fixed, why }) => {
    return [
      codeSpan(clip(command)),
      before,
      `**${after}**`,
      String(fresh),
      String(fixed),
      escapeMarkdown(clip(why ?? '')),
    ]
  })
  if (cells.length === 0) return ''
  const more = rows.length - cells.length
  const table = markdownTable(['Check', 'Before', 'After', 'New', 'Fixed', 'Note'], cells)
  return more > 0 ? `${table}\n\n${more} more checks are in the report of the run.` : table
}

function notExamined({ notExamined: left }: Coverage): string {
  if (left.length === 0) return ''
  const rows = left.slice(0, MOST_ROWS).map(({ what, why }) => [codeSpan(clip(what)), escapeMarkdown(clip(why))])
  const more = left.length - rows.length
  const table = markdownTable(['What', 'Why'], rows)
  return more > 0 ? `${table}\n\n${more} more are in the report of the run.` : table
}

function advice(action: string): string {
  return [
    '### If you do not want this',
    '',
    '- **Reject it:** close this pull request. Its findings are not proposed again.',
    `- **Mute a rule or a finding:** name it under \`mute:\` in \`.github/upkeep.yml\`.`,
    `- **Configure:** under \`actions: ${action}:\` in the same file, or as inputs of the step; \`enabled: false\` switches it off.`,
    `- All settings: \`${SLUG}\`, docs/how-to/configuration.md.`,
  ].join('\n')
}

function cost({ usd, turns, input, cacheRead, cacheWrite, output }: Usage): string {
  if (turns === 0) return 'No model was asked; it cost nothing.'
  const read = input + cacheRead + cacheWrite
  return `${turns} turns of a model, ${read} tokens read and ${output} written: $${usd.toFixed(2)}.`
}

function section(title: string, body: string): string[] {
  return body === '' ? [] : [`${title}\n\n${body}`]
}

function folded(summary: string, body: string): string[] {
  return body === '' ? [] : [`${summary}\n\n${body}\n\n</details>`]
}

function clip(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`.toWellFormed()
}
