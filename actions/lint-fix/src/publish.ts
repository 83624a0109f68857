import type { Context, ProvenBatch } from '@upkeep/pipeline'
import { branchOf, operationMarker, ours, theirs } from '@upkeep/schema'
import type { Operation, Slot } from '@upkeep/schema'
import { FIXES, SUGGESTED } from './payload.ts'
import type { FixData, LintFixProposal } from './payload.ts'
import { settledBy } from './settled.ts'
import type { SettledRule } from './settled.ts'
import { styleIn } from './subject-style.ts'
import type { SubjectStyle } from './subject-style.ts'
import { subjectOf } from './subject.ts'
import { toolName } from './tool-names.ts'

/** Suggestions of one review; what is over stands in the patch. */
const MOST_SUGGESTIONS = 20

/**
 * One commit on the branch of the pull request; suggestions where that is in a fork; without a pull request one of our own. As data:
 * nothing is posted here. Reviews come first: their lines are those of the head that a commit moves on.
 */
export async function publish(
  batches: readonly ProvenBatch<LintFixProposal>[],
  context: Context,
): Promise<Operation[]> {
  const style = await styleIn(context)
  const operations = batches.flatMap((batch): Operation[] => {
    const { verified, files } = batch
    const { grant, pull } = context
    const { proposals, verdict } = verified
    const ids = proposals.flatMap(({ findings }) => findings)
    const marker = operationMarker({ action: grant.action, batch: verified.batch, ids })
    if (verified.batch === SUGGESTED) return reviewOf(marker, batch, UNSAFE, LATER)
    const change = { marker, ...textsOf(batch, style), files: [...files], proof: verdict }
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

/** What a commit says of itself: file by file what is gone with it, tools' work first. */
function textsOf(
  { verified: { proposals, verdict }, files }: ProvenBatch<LintFixProposal>,
  style: SubjectStyle,
): { title: Slot[]; body: Slot[] } {
  const all = proposals.map(({ data }) => ({ data, settled: settledBy(data, verdict) }))
  const change = {
    settled: all.flatMap(({ settled }) => settled),
    paths: files.map(({ path }) => path),
    tools: [...new Set(proposals.flatMap(({ data }) => data.tools))],
  }
  const body = all.flatMap(({ data, settled }) =>
    [...Map.groupBy(settled, ({ path }) => path), ...(settled.length === 0 ? [[data.path, []] as const] : [])].flatMap(
      ([path, gone]) => [
        ours('- '),
        theirs(path),
        ours(': '),
        ...listed(wordsFor(data, gone)),
        ...byWhom(data),
        ours('\n'),
      ],
    ),
  )
  return { title: subjectOf(change, style), body }
}

function wordsFor(data: LintFixProposal['data'], settled: readonly SettledRule[]): string[] {
  const rules = settled.map(({ tool, rule, count }) => counted(rule === '' ? toolName(tool, rule) : rule, count))
  return data.kind === 'rest' || rules.length === 0 ? [...data.tools, ...rules] : rules
}

function byWhom({ kind }: LintFixProposal['data']): Slot[] {
  return kind === 'rest' ? [ours(' (by a model)')] : []
}

function fixesOf(proposals: readonly LintFixProposal[]): FixData[] {
  return proposals.flatMap(({ data }) => (data.kind === 'fix' ? [data] : []))
}

/** What of a file is settled, by the names of rules where there are any. */
function rulesOf({ settles }: FixData): string[] {
  return settles.map(({ tool, rule, count }) => counted(rule === '' ? tool : rule, count))
}

function counted(name: string, count: number): string {
  return count > 1 ? `${name} (${count})` : name
}

function listed(texts: readonly string[]): Slot[] {
  return texts.flatMap((text, index) => (index === 0 ? [theirs(text)] : [ours(', '), theirs(text)]))
}
