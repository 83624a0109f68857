import type { Context, ProvenBatch } from '@upkeep/pipeline'
import { branchOf, operationMarker } from '@upkeep/schema'
import type { Operation, Slot } from '@upkeep/schema'
import { FIXES } from './payload.ts'
import type { LintFixProposal } from './payload.ts'

/** One commit on the branch of the pull request, as data; without a pull request one of our own. Nothing is posted here. */
export function publish(batches: readonly ProvenBatch<LintFixProposal>[], context: Context): Operation[] {
  return batches.flatMap((batch): Operation[] => {
    const { verified, files } = batch
    const { grant, pull } = context
    const ids = verified.proposals.flatMap(({ findings }) => findings)
    const marker = operationMarker({ action: grant.action, batch: FIXES, ids })
    const texts = { marker, ...textsOf(verified.proposals) }
    const change = { ...texts, files: [...files], proof: verified.verdict }
    if (grant.target.kind !== 'pull-request')
      return [{ op: 'pull-request', branch: branchOf(grant.action, FIXES), ...change }]
    if (grant.target.pushable && pull?.headBranch !== null && pull !== null)
      return [{ op: 'commit', branch: pull.headBranch, ...change }]
    return []
  })
}

function textsOf(proposals: readonly LintFixProposal[]): { title: Slot[]; body: Slot[] } {
  const tools = [...new Set(proposals.flatMap(({ data }) => (data.kind === 'fix' ? data.tools : [])))]
  const title: Slot[] = [ours('style: apply '), theirs(tools.join(', '))]
  const body = proposals.flatMap(({ data }) => {
    if (data.kind !== 'fix') return []
    const rules = data.settles.map(({ tool, rule, count }) => `${rule === '' ? tool : rule} × ${count}`)
    return [
      ours('- '),
      theirs(data.path),
      ours(': '),
      theirs(rules.length > 0 ? rules.join(', ') : data.tools.join(', ')),
      ours('\n'),
    ]
  })
  return { title, body }
}

function ours(text: string): Slot {
  return { text, from: 'upkeep' }
}

function theirs(text: string): Slot {
  return { text, from: 'repository' }
}
