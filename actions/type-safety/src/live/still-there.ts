import type { Context } from '@upkeep/pipeline'
import type { Verdict } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { Composition } from '@upkeep/workspace'
import type { Judgement } from '@upkeep/proof'
import type { LiveProposal } from './live.ts'

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
      () => 'it changes more than types, and no test of the repository ran that could notice',
    )
  const kept: LiveProposal[] = []
  for (const [path, own] of Map.groupBy(proposals, ({ data }) => data.path)) {
    const before = textOf(await workspace.read(path))
    const after = tree.files.has(path) ? textOf(tree.files.get(path) ?? null) : before
    for (const [family, of] of Map.groupBy(own, ({ data }) => data.family))
      if (countOf(family, before) - countOf(family, after) < of.length) kept.push(...of)
  }
  if (kept.length === 0) return judgement
  return refuted(judgement, kept, ({ was }) => `\`${was}\` is still there`)
}

function refuted(
  judgement: Judgement,
  proposals: readonly LiveProposal[],
  why: (data: LiveProposal['data']) => string,
): Judgement {
  const reasons = proposals.map(({ data }) => `${data.path}:${data.line}: ${why(data)}`)
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
