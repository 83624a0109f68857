import * as z from 'zod/mini'
import { cutMiddle } from '../cut-middle.ts'
import { defineTool } from '../tool.ts'
import type { Tool } from '../tool.ts'

/** What the check tool asks for: the finding alone, or all that may be run. */
export interface CheckRequest {
  scope: 'finding' | 'full'
}

/** What the visible checks say of the tree as it is; each line is ready to be read. */
export interface CheckReport {
  ok: boolean
  /** Diagnostics of the base tree, and of this one. */
  before: number
  after: number
  fixed: readonly string[]
  /** New ones, with an excerpt. */
  introduced: readonly string[]
  /** What guards would refuse. */
  refusals: readonly string[]
  /** What was asked for and still stands. */
  open: readonly string[]
}

export type RunCheck = (request: CheckRequest, signal: AbortSignal) => Promise<CheckReport>

const MOST_CHARACTERS = 2000

/** The part of the judgement that a model may see before it submits. What a check is, whoever hands it in knows. */
export function checkTool(run: RunCheck): Tool {
  return defineTool({
    name: 'check',
    description: 'Run the checks on your changes. Shows what is fixed, what is new, and what would be refused.',
    input: z.strictObject({ scope: z.optional(z.enum(['finding', 'full'])) }),
    async run({ scope = 'finding' }, signal) {
      const { ok, before, after, fixed, introduced, refusals, open } = await run({ scope }, signal)
      const lines = [
        ok ? 'ok, it would be accepted' : 'not ok',
        ...(ok && open.length === 0 ? ['all that was asked for is settled'] : []),
        `beside what was asked for: ${before} diagnostics before, ${after} now, ${fixed.length} fixed, ${introduced.length} new`,
        ...refusals.map((line) => `refused: ${line}`),
        ...introduced.map((line) => `new: ${line}`),
        ...open.map((line) => `still there: ${line}`),
        ...fixed.slice(0, 5).map((line) => `fixed: ${line}`),
      ]
      return { text: cutMiddle(lines.join('\n'), MOST_CHARACTERS), isError: !ok }
    },
  })
}
