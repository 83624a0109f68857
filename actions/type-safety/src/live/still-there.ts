import type { Context } from '@upkeep/pipeline'
import type { Finding, Verdict } from '@upkeep/schema'
import { decodeText, editsBetween } from '@upkeep/workspace'
import type { Composition } from '@upkeep/workspace'
import type { Judgement } from '@upkeep/proof'
import { liveParts } from './live.ts'
import type { LiveData, LiveProposal } from './live.ts'

/**
 * A tree that settles a suppression has one fewer of its kind in that file; one that only made the checkers quiet has not. And what a
 * model changed beyond types counts only where a test could have noticed it.
 */
export async function withoutKept(
  proposals: readonly LiveProposal[],
  tree: Composition,
  judgement: Judgement,
  { workspace }: Context,
): Promise<Judgement> {
  if (judgement.verdict.status !== 'proven' || proposals.length === 0) return judgement
  if (judgement.class === 'behaviour' && !judgement.rows.some(({ kind, after }) => kind === 'test' && after === 'pass'))
    return refuted(
      judgement,
      proposals,
      proposals.map(({ data }) => data),
      () => 'it changes more than types, and no test of the repository ran that could notice',
    )
  const kept: LiveProposal[] = []
  const open: LiveData[] = []
  const parts = proposals.flatMap((proposal) => liveParts(proposal.data).map((data) => ({ proposal, data })))
  for (const [path, own] of Map.groupBy(parts, ({ data }) => data.path)) {
    const before = textOf(await workspace.read(path))
    const after = tree.files.has(path) ? textOf(tree.files.get(path) ?? null) : before
    for (const [family, of] of Map.groupBy(own, ({ data }) => data.family)) {
      if (countOf(family, before) - countOf(family, after) >= of.length) continue
      kept.push(...of.map(({ proposal }) => proposal))
      open.push(...of.map(({ data }) => data))
    }
  }
  if (kept.length === 0) return judgement
  return refuted(judgement, [...new Set(kept)], open, ({ was }) => `\`${was}\` is still there`)
}

/** Of suppressions, those that a tree has no more: nothing of their lines is left in it, or not what made them one. */
export async function goneFrom<F extends Pick<Finding, 'at'>>(
  tree: Composition,
  findings: readonly F[],
  dataOf: (finding: F) => LiveData,
  workspace: Pick<Context['workspace'], 'read'>,
): Promise<F[]> {
  const gone: F[] = []
  for (const [path, own] of Map.groupBy(findings, (finding) => dataOf(finding).path)) {
    if (!tree.files.has(path)) continue
    const before = (await workspace.read(path)) ?? new Uint8Array()
    const after = tree.files.get(path) ?? null
    const edits = after === null ? null : editsBetween(path, before, after)
    if (edits === null) {
      if (after === null) gone.push(...own)
      continue
    }
    for (const { start, end, text } of edits) {
      const within = own.filter(({ at }) => at !== null && at.start < end && at.end > start)
      const written = text ?? ''
      for (const [family, of] of Map.groupBy(within, (finding) => dataOf(finding).family))
        gone.push(...withoutSurvivors(of, survivorsOf(family, written), before))
    }
  }
  return findings.filter((finding) => gone.includes(finding))
}

/** What stands again in the new text as it stood is there still; of the rest, as many as the new text has directives. */
function withoutSurvivors<F extends Pick<Finding, 'at'>>(
  findings: readonly F[],
  survivors: readonly string[],
  before: Uint8Array,
): F[] {
  const old = textOf(before)
  const left = [...survivors]
  const changed = findings.filter(({ at }) => {
    const index = left.indexOf(surroundings(old, characterAt(before, at?.start ?? 0)))
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  return changed.slice(0, Math.max(0, changed.length - left.length))
}

/** The lines of the directives of a family in a text, each with the line below. */
function survivorsOf(family: string, text: string): string[] {
  return [...text.matchAll(PATTERNS[family] ?? /(?!)/g)].map(({ index }) => surroundings(text, index))
}

function surroundings(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index) + 1
  return text
    .slice(start)
    .split('\n', 2)
    .map((line) => line.trim())
    .join('\n')
}

function characterAt(bytes: Uint8Array, offset: number): number {
  return textOf(bytes.subarray(0, offset)).length
}

function refuted(
  judgement: Judgement,
  proposals: readonly LiveProposal[],
  of: readonly LiveData[],
  why: (data: LiveData) => string,
): Judgement {
  const reasons = of.map((data) => `${data.path}:${data.line}: ${why(data)}`)
  const suspects = proposals.map(({ id }) => id)
  const verdict: Verdict = { ...judgement.verdict, status: 'refuted', reasons, suspects }
  return { ...judgement, verdict }
}

const PATTERNS: Readonly<Record<string, RegExp>> = {
  'ts-ignore': /@ts-ignore\b/g,
  'ts-expect-error': /@ts-expect-error\b/g,
  'type-ignore': /#\s*type:\s*ignore\b/g,
  'pyright-ignore': /#\s*pyright:\s*ignore\b/g,
  'ty-ignore': /#\s*ty:\s*ignore\b/g,
}

function countOf(family: string, text: string): number {
  const pattern = PATTERNS[family]
  return pattern === undefined ? 0 : (text.match(pattern)?.length ?? 0)
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : (decodeText(bytes)?.text ?? '')
}
