import type { Context, ProvenBatch } from '@upkeep/pipeline'
import { branchOf, operationMarker, ours, theirs } from '@upkeep/schema'
import type { Operation, Slot } from '@upkeep/schema'
import { FIXES, SUGGESTED } from './payload.ts'
import type { FixData, LintFixProposal, RestData } from './payload.ts'

/** Suggestions of one review; what is over stands in the patch. */
const MOST_SUGGESTIONS = 20

/**
 * One commit on the branch of the pull request; suggestions where that is in a fork; without a pull request one of our own. As data:
 * nothing is posted here. Reviews come first: their lines are those of the head that a commit moves on.
 */
export function publish(batches: readonly ProvenBatch<LintFixProposal>[], context: Context): Operation[] {
  const operations = batches.flatMap((batch): Operation[] => {
    const { verified, files } = batch
    const { grant, pull } = context
    const { proposals, verdict } = verified
    const ids = proposals.flatMap(({ findings }) => findings)
    const marker = operationMarker({ action: grant.action, batch: verified.batch, ids })
    if (verified.batch === SUGGESTED) return reviewOf(marker, batch, UNSAFE, LATER)
    const change = { marker, ...textsOf(proposals), files: [...files], proof: verdict }
    if (grant.target.kind !== 'pull-request')
      return [{ op: 'pull-request', branch: branchOf(grant.action, FIXES), ...change }]
    const branch = pull?.headBranch ?? null
    if (grant.target.pushable && branch !== null) return [{ op: 'commit', branch, ...change }]
    return reviewOf(marker, batch, SAFE, IN_PATCH)
  })
  return operations.toSorted((one, other) => Number(other.op === 'review') - Number(one.op === 'review'))
}

const SAFE = 'What the checks of this pull request fail for, fixed by their own tools; with all of it they pass.'
const UNSAFE =
  'What the checks of this pull request fail for, as their tools would fix it. They leave these fixes to a person: please read each.'

/** Of places that are over. */
const IN_PATCH = [
  ours(' more places are in '),
  theirs('patch.diff'),
  ours(' of the run: '),
  theirs('git apply patch.diff'),
]
const LATER = [ours(' more places are shown once there is another push.')]

function reviewOf(
  marker: string,
  { verified: { proposals, verdict } }: ProvenBatch<LintFixProposal>,
  words: string,
  over: readonly Slot[],
): Operation[] {
  const all = fixesOf(proposals).flatMap((data) => data.suggestions.map((suggestion) => ({ data, suggestion })))
  if (all.length === 0) return []
  const comments = all.slice(0, MOST_SUGGESTIONS).map(({ data, suggestion: { at, text } }) => ({
    at,
    text: [theirs(data.tools.join(', ')), ours(rulesOf(data).length > 0 ? ': ' : ''), ...listed(rulesOf(data))],
    suggestion: text,
    proof: verdict,
  }))
  const body = [
    ours(words),
    ...(all.length > comments.length ? [ours(` ${all.length - comments.length}`), ...over] : []),
  ]
  return [{ op: 'review', marker, title: [], body, comments }]
}

function textsOf(proposals: readonly LintFixProposal[]): { title: Slot[]; body: Slot[] } {
  const tools = [...new Set(proposals.flatMap(({ data }) => data.tools))]
  const repaired = proposals.flatMap(({ data }) => (data.kind === 'rest' ? namesOf(data) : []))
  const body = proposals.flatMap(({ data }) => {
    const rules = data.kind === 'fix' ? rulesOf(data) : [...data.tools, ...namesOf(data)]
    const by = data.kind === 'rest' ? [ours(' (by a model)')] : []
    return [
      ours('- '),
      theirs(data.path),
      ours(': '),
      ...listed(rules.length > 0 ? rules : data.tools),
      ...by,
      ours('\n'),
    ]
  })
  const styled = tools.length === 0 ? [] : [ours('style: apply '), theirs(tools.join(', '))]
  const settled = repaired.length === 0 ? [] : [ours('settle '), theirs([...new Set(repaired)].slice(0, 5).join(', '))]
  const joint = tools.length === 0 ? [ours('fix: ')] : [ours('; ')]
  return { title: settled.length === 0 ? styled : [...styled, ...joint, ...settled], body }
}

function namesOf({ diagnostics }: RestData): string[] {
  return [...new Set(diagnostics.map(({ rule }) => rule))].filter((rule) => rule !== '')
}

function fixesOf(proposals: readonly LintFixProposal[]): FixData[] {
  return proposals.flatMap(({ data }) => (data.kind === 'fix' ? [data] : []))
}

/** What of a file is settled, by the names of rules where there are any. */
function rulesOf({ settles }: FixData): string[] {
  return settles.map(({ tool, rule, count }) => `${rule === '' ? tool : rule}${count > 1 ? ` (${count})` : ''}`)
}

function listed(texts: readonly string[]): Slot[] {
  return texts.flatMap((text, index) => (index === 0 ? [theirs(text)] : [ours(', '), theirs(text)]))
}
