import type { Context, ProvenBatch } from '@upkeep/pipeline'
import type { Operation, Slot } from '@upkeep/schema'
import { NARROWED_BATCH } from './finding.ts'
import type { SuppressionProposal } from './proposal.ts'

/** One pull request per batch, as data. Nothing is posted here. */
export function publish(batches: readonly ProvenBatch<SuppressionProposal>[], { workspace }: Context): Operation[] {
  return batches.map(({ verified, files }) => {
    const { batch, proposals, verdict } = verified
    const count = proposals.reduce((sum, { findings }) => sum + findings.length, 0)
    return {
      op: 'pull-request',
      marker: `upkeep:type-safety:${batch}:${proposals.flatMap(({ findings }) => findings).join(',')}`,
      title: titleOf(batch, count),
      body: bodyOf(batch, proposals, workspace.commit),
      branch: `upkeep/type-safety/${batch}`,
      files: [...files],
      proof: verdict,
    }
  })
}

function titleOf(batch: string, count: number): Slot[] {
  const suppressions = count === 1 ? '1' : String(count)
  const narrowed = `Narrow ${suppressions} broad ${count === 1 ? 'suppression' : 'suppressions'} to what ${count === 1 ? 'it hides' : 'they hide'}`
  const removed = `Remove ${suppressions} ${count === 1 ? 'suppression that suppresses' : 'suppressions that suppress'} nothing`
  return [ours(batch === NARROWED_BATCH ? narrowed : removed)]
}

function bodyOf(batch: string, proposals: readonly SuppressionProposal[], commit: string): Slot[] {
  const claim =
    batch === NARROWED_BATCH
      ? 'These comments hid every error of their line. Now they name the errors that they hide, so that a new one shows.'
      : 'These comments, or the codes taken out of them, suppress nothing in any configuration that reads their file.'
  const slots = [
    ours(
      `${claim} Only comments change; the checks below ran on exactly this tree, based on ${commit.slice(0, 12)}.\n\n`,
    ),
  ]
  for (const { data } of proposals) {
    slots.push(ours('- '), theirs(`${data.path}:${data.line}`), ours(': '), theirs(data.was))
    slots.push(ours(data.action === 'remove' ? ' goes' : data.action === 'narrow' ? ' now names ' : ' loses '))
    if (data.action !== 'remove') slots.push(theirs(data.codes.join(', ')))
    for (const { configuration, message } of data.evidence)
      slots.push(ours('\n  - '), theirs(configuration), ours(': '), theirs(message))
    slots.push(ours('\n'))
  }
  return slots
}

function ours(text: string): Slot {
  return { text, from: 'upkeep' }
}

function theirs(text: string): Slot {
  return { text, from: 'repository' }
}
