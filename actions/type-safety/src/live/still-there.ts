import type { Context } from '@upkeep/pipeline'
import type { Finding, Verdict } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
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

/** Of suppressions, those that a tree has no more. One that only moved is there still. */
export async function goneFrom<F extends Pick<Finding, 'at'>>(
  tree: Composition,
  findings: readonly F[],
  dataOf: (finding: F) => LiveData,
  workspace: Pick<Context['workspace'], 'read'>,
): Promise<F[]> {
  const gone = new Set<F>()
  for (const [path, own] of Map.groupBy(findings, (finding) => dataOf(finding).path)) {
    if (!tree.files.has(path)) continue
    const before = (await workspace.read(path)) ?? new Uint8Array()
    const after = textOf(tree.files.get(path) ?? null)
    for (const [family, of] of Map.groupBy(own, (finding) => dataOf(finding).family)) {
      const places = lostPlaces(directivesOf(family, textOf(before)), directivesOf(family, after))
      for (const finding of of) {
        const [start, end] = [finding.at?.start, finding.at?.end].map(
          (at) => textOf(before.subarray(0, at ?? 0)).length,
        )
        if (places.some((place) => place >= (start ?? 0) && place < (end ?? 0))) gone.add(finding)
      }
    }
  }
  return findings.filter((finding) => gone.has(finding))
}

interface Directive {
  index: number
  /** What it is known by in another version of the file: its line, and in scripts the one below, which it is about. */
  lines: string
}

function directivesOf(family: string, text: string): Directive[] {
  const count = family.startsWith('ts-') ? 2 : 1
  return [...text.matchAll(PATTERNS[family] ?? /(?!)/g)].map(({ index }) => {
    const start = text.lastIndexOf('\n', index) + 1
    const lines = text.slice(start).split('\n', count)
    return { index, lines: lines.map((line) => line.trim()).join('\n') }
  })
}

/**
 * Where directives stood that are there no more. What has the same lines as before is there still; so are, of the others, as many as
 * there are others now.
 */
function lostPlaces(before: readonly Directive[], after: readonly Directive[]): number[] {
  const left = after.map(({ lines }) => lines)
  const changed = before.filter(({ lines }) => {
    const same = left.indexOf(lines)
    if (same >= 0) left.splice(same, 1)
    return same < 0
  })
  return changed.slice(0, Math.max(0, changed.length - left.length)).map(({ index }) => index)
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
