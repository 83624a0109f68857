import type { ActionRepair } from '@upkeep/pipeline'
import type { Edit } from '@upkeep/schema'
import { FIXES } from './payload.ts'
import type { LintFixData, LintFixProposal } from './payload.ts'
import { RULES, taskOf } from './prompt.ts'

/** What one attempt may change beyond what tools did. */
const MOST_FILES = 5
const MOST_LINES = 80

/** Messages of one file that a model is shown. */
const MOST_SHOWN = 20

/** What tools leave, file by file, by a model: it goes on from what they made, and what it leaves stands in the place of that. */
export const repairRest: ActionRepair<LintFixData, LintFixProposal> = {
  batches: [FIXES],
  rules: RULES,
  brief({ data }) {
    if (data.kind !== 'rest') throw new Error('only what tools leave is handed to a model')
    return { task: taskOf(data), diagnostics: data.diagnostics.slice(0, MOST_SHOWN), start: data.start }
  },
  proposal({ id, data }, edits, submitted) {
    if (data.kind !== 'rest' || gaveUp(submitted) || isTooLarge(edits, data.start)) return null
    if (JSON.stringify(edits) === JSON.stringify(data.start)) return null
    const settled = data.settled === null ? [] : [data.settled]
    return { kind: 'patch', id: data.settled ?? id, findings: [id, ...settled], data, edits: [...edits] }
  },
}

function isTooLarge(edits: readonly Edit[], start: readonly Edit[]): boolean {
  const files = new Set(edits.map(({ path }) => path))
  return files.size > MOST_FILES || linesOf(edits) - linesOf(start) > MOST_LINES
}

function linesOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, { text }) => sum + (text ?? '').split('\n').length, 0)
}

function gaveUp(submitted: unknown): boolean {
  return (
    typeof submitted === 'object' && submitted !== null && 'result' in submitted && submitted.result === 'cannot_fix'
  )
}
