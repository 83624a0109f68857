import type { Context, ProvenBatch } from '@upkeep/pipeline'
import { branchOf, operationMarker, ours, theirs } from '@upkeep/schema'
import type { Operation, Slot } from '@upkeep/schema'
import { settledBy } from './finding.ts'
import type { SuppressionData } from './finding.ts'
import { liveParts } from './live/live.ts'
import type { LiveData } from './live/live.ts'
import { isLive, isSuppression } from './payload.ts'
import type { TypeSafetyProposal } from './payload.ts'
import { changesOf } from './type-change.ts'
import type { TypeChangeData } from './type-change.ts'

/** One pull request for each batch, as data. Nothing is posted here. */
export function publish(
  batches: readonly ProvenBatch<TypeSafetyProposal>[],
  { workspace, grant }: Context,
): Operation[] {
  return batches.map(({ verified, files }) => {
    const { batch, proposals, verdict } = verified
    const formatted = proposals.some(({ data }) => 'formatted' in data && data.formatted === true)
    const ids = proposals.flatMap(({ findings }) => findings)
    return {
      op: 'pull-request',
      marker: operationMarker({ action: grant.action, batch, ids }),
      branch: branchOf(grant.action, batch),
      ...textsOf(proposals, workspace.commit, formatted),
      files: [...files],
      proof: verdict,
    }
  })
}

function textsOf(
  proposals: readonly TypeSafetyProposal[],
  commit: string,
  formatted: boolean,
): { title: Slot[]; body: Slot[] } {
  const settled = proposals.filter(isSuppression).flatMap(({ data }) => settledBy(data))
  if (settled.length > 0) return { title: titleOf(settled), body: bodyOf(settled, commit, formatted) }
  const live = proposals.filter(isLive).flatMap(({ data }) => liveParts(data))
  if (live.length > 0) return liveTexts(live, commit)
  const changes = proposals.flatMap(({ data }) =>
    data.kind === 'cast' || data.kind === 'annotation' ? changesOf(data) : [],
  )
  const { title, claim } = TYPE_CHANGES[changes[0]?.kind ?? 'cast']
  const based = `${claim} The checks below ran on exactly this tree, based on ${commit.slice(0, 12)}.\n\n`
  return { title: [ours(title(changes.length))], body: [ours(based), ...changes.flatMap(changeLine)] }
}

function liveTexts(live: readonly LiveData[], commit: string): { title: Slot[]; body: Slot[] } {
  const claim = `A model wrote these changes; the checks below ran on exactly this tree, based on ${commit.slice(0, 12)}. Please read them.\n\n`
  const lines = live.flatMap(({ path, line, was, hidden }) => [
    ours('- '),
    theirs(`${path}:${line}`),
    ours(': '),
    theirs(was),
    ours(' goes. It hid:'),
    ...hidden.slice(0, 3).flatMap(({ rule, message }) => [ours('\n  - '), theirs(`${rule} ${message}`.trim())]),
    ours('\n'),
  ])
  const what = live.length === 1 ? '1 type error that a comment hid' : `${live.length} type errors that comments hid`
  return { title: [ours(`Settle ${what}`)], body: [ours(claim), ...lines] }
}

const TYPE_CHANGES: Readonly<Record<TypeChangeData['kind'], { title: (count: number) => string; claim: string }>> = {
  cast: {
    title: (count) => `Remove ${count === 1 ? '1 cast that changes' : `${count} casts that change`} nothing`,
    claim: 'Without these type assertions the compiler emits the same program and reports nothing new.',
  },
  annotation: {
    title: (count) => `Annotate ${count === 1 ? '1 function' : `${count} functions`}`,
    claim: 'Only annotations are added: without them the syntax tree is the same, and the checkers report nothing new.',
  },
}

function changeLine({ path, line, was, now, evidence }: TypeChangeData): Slot[] {
  const slots = [ours('- '), theirs(`${path}:${line}`), ours(': '), theirs(was), ours(' becomes '), theirs(now)]
  for (const { configuration } of evidence) slots.push(ours('\n  - '), theirs(configuration))
  return [...slots, ours('\n')]
}

function titleOf(settled: readonly SuppressionData[]): Slot[] {
  const narrowed = settled.filter(({ action }) => action === 'narrow').length
  const dead = settled.length - narrowed
  const removes = `${counted(dead)} that ${dead === 1 ? 'suppresses' : 'suppress'} nothing`
  const narrows = `${counted(narrowed)} to the codes that ${narrowed === 1 ? 'it hides' : 'they hide'}`
  if (narrowed === 0) return [ours(`Remove ${removes}`)]
  return [ours(dead === 0 ? `Narrow ${narrows}` : `Remove ${removes}, narrow ${narrows}`)]
}

function counted(count: number): string {
  return count === 1 ? '1 suppression' : `${count} suppressions`
}

const DEAD =
  'These comments, or the codes taken out of them, suppress nothing in any configuration that reads their file.'
const BROAD =
  'These comments hid every error of their line. Now they name the errors that they hide, so that a new one shows.'

function bodyOf(settled: readonly SuppressionData[], commit: string, formatted: boolean): Slot[] {
  const narrowed = settled.filter(({ action }) => action === 'narrow')
  const dead = settled.filter(({ action }) => action !== 'narrow')
  const parts = [
    { claim: DEAD, of: dead },
    { claim: BROAD, of: narrowed },
  ].filter(({ of }) => of.length > 0)
  const changes = formatted
    ? "Only comments change, and what the repository's formatter makes of their lines"
    : 'Only comments change'
  return [
    ours(`${changes}; the checks below ran on exactly this tree, based on ${commit.slice(0, 12)}.\n`),
    ...parts.flatMap(({ claim, of }) => [ours(`\n${claim}\n\n`), ...of.flatMap(lineOf)]),
  ]
}

function lineOf(data: SuppressionData): Slot[] {
  const slots = [ours('- '), theirs(`${data.path}:${data.line}`), ours(': '), theirs(data.was)]
  slots.push(ours(data.action === 'remove' ? ' goes' : data.action === 'narrow' ? ' now names ' : ' loses '))
  if (data.action !== 'remove') slots.push(theirs(data.codes.join(', ')))
  for (const { configuration, message } of data.evidence)
    slots.push(ours('\n  - '), theirs(configuration), ours(': '), theirs(message))
  slots.push(ours('\n'))
  return slots
}
