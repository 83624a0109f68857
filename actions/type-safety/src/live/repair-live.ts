import type { ActionRepair } from '@upkeep/pipeline'
import type { TypeSafetyData, TypeSafetyProposal } from '../payload.ts'
import { LIVE } from './live.ts'
import { RULES, taskOf } from './prompt.ts'

/** Live suppressions by a model: whatever tree it leaves is the proposal, and the judge has the only say. */
export const repairLive: ActionRepair<TypeSafetyData, TypeSafetyProposal> = {
  batches: [LIVE],
  rules: RULES,
  brief({ data }) {
    if (data.kind !== 'live') throw new Error('only live suppressions are handed to a model')
    return { task: taskOf(data), diagnostics: data.hidden }
  },
  proposal({ id, data }, edits, submitted) {
    if (data.kind !== 'live' || gaveUp(submitted)) return null
    return { kind: 'patch', id, findings: [id], data, edits: [...edits] }
  },
}

function gaveUp(submitted: unknown): boolean {
  return (
    typeof submitted === 'object' && submitted !== null && 'result' in submitted && submitted.result === 'cannot_fix'
  )
}
