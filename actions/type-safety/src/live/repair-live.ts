import type { ActionRepair } from '@upkeep/pipeline'
import type { TypeSafetyData, TypeSafetyProposal } from '../payload.ts'
import { LIVE } from './live.ts'
import type { LiveData } from './live.ts'
import { RULES, taskOf } from './prompt.ts'
import { goneFrom } from './still-there.ts'

/** Live suppressions by a model: whatever tree it leaves is the proposal, and the judge has the only say. */
export const repairLive: ActionRepair<TypeSafetyData, TypeSafetyProposal> = {
  batches: [LIVE],
  rules: RULES,
  brief(findings, { checks }) {
    const all = findings.map(({ data }) => liveData(data))
    const tested = checks.some(({ check: { runnable, kinds } }) => runnable && kinds.includes('test'))
    const targets = [...new Set(all.flatMap(({ evidence }) => evidence.flatMap((each) => each.checks)))]
    return { task: taskOf(all, tested), judges: { targets, checks }, diagnostics: all.flatMap(({ hidden }) => hidden) }
  },
  async settled(findings, tree, { workspace }) {
    return await goneFrom(tree, findings, ({ data }) => liveData(data), workspace)
  },
  proposal(findings, edits) {
    const [first, ...others] = findings
    if (first === undefined) return null
    const also = others.map(({ data }) => liveData(data))
    const data = { ...liveData(first.data), ...(also.length === 0 ? {} : { also }) }
    return { kind: 'patch', id: first.id, findings: findings.map(({ id }) => id), data, edits: [...edits] }
  },
}

function liveData(data: TypeSafetyData): LiveData {
  if (data.kind !== 'live') throw new Error('only live suppressions are handed to a model')
  return data
}
