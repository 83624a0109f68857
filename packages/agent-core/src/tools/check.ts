import * as z from 'zod/mini'
import { cutMiddle } from '../cut-middle.ts'
import { defineTool } from '../tool.ts'
import type { Tool } from '../tool.ts'

/** What the visible checks say of the tree as it is; each line is ready to be read, and each diagnostic is counted once. */
export interface CheckReport {
  ok: boolean
  /** Messages that the task names, and of them those that still stand; null: not known, since the checks ended before. */
  asked: { all: number; still: readonly string[] } | null
  /** Messages that the task does not name: how many went away, and what is new, with an excerpt. */
  beside: { gone: number; introduced: readonly string[] }
  /** What guards would refuse, or why nothing could be judged. */
  refusals: readonly string[]
  /** The checks that ran, with what they say now. */
  ran: readonly string[]
  /** The checks that did not run, each with the reason. */
  notRun: readonly string[]
  /** Files that the repository's own formatter laid out anew; what is submitted is laid out so as well. */
  formatted: readonly string[]
}

export type RunCheck = (signal: AbortSignal) => Promise<CheckReport>

const MOST_CHARACTERS = 2000
const MOST_CHECKS = 8

/** The part of the judgement that a model may see before it submits. What a check is, whoever hands it in knows. */
export function checkTool(run: RunCheck): Tool {
  return defineTool({
    name: 'check',
    description:
      'Run all checks that judge your changes. Shows what is settled, what is new, and what would be refused.',
    input: z.strictObject({}),
    async run(_, signal) {
      const report = await run(signal)
      return { text: cutMiddle(linesOf(report).join('\n'), MOST_CHARACTERS), isError: !report.ok }
    },
  })
}

function linesOf({ ok, asked, beside, refusals, ran, notRun, formatted }: CheckReport): string[] {
  const still = asked?.still ?? []
  const said = [
    ...(asked === null ? [] : [`asked for: ${asked.all - still.length} of ${asked.all} messages are gone`]),
    ...(ran.length === 0 ? [] : [`beside that: ${beside.gone} gone, ${beside.introduced.length} new`]),
  ]
  return [
    ok ? 'ok, it would be accepted as it is; no further check is needed' : 'not ok',
    ...said,
    ...refusals.map((line) => `refused: ${line}`),
    ...beside.introduced.map((line) => `new: ${line}`),
    ...still.map((line) => `still there: ${line}`),
    ...listed('ran', ran),
    ...listed('not run', notRun),
    ...(formatted.length === 0 ? [] : [`the repository's formatter lays out anew: ${formatted.join(', ')}`]),
  ]
}

function listed(title: string, lines: readonly string[]): string[] {
  const more = lines.length > MOST_CHECKS ? ` and ${lines.length - MOST_CHECKS} more` : ''
  return lines.length === 0 ? [] : [`${title}: ${lines.slice(0, MOST_CHECKS).join('; ')}${more}`]
}
