import type { Context } from '@upkeep/pipeline'
import type { Configuration } from '../configuration.ts'
import { calledTsconfigs } from '../other-tsconfigs.ts'
import type { Read } from '../scan.ts'
import type { Cast } from './casts.ts'
import { REDUNDANT_CASTS } from './redundant.data.ts'

/**
 * Casts to a type that their expression has anyway, by the repository's own type checker. That no compiler reports anything would not
 * be enough: a cast of `any` tells a type that gets lost without it. Null where there is no checker to ask (from version 7 on).
 */
export async function redundantCasts(
  casts: readonly { file: Read; cast: Cast }[],
  configurations: readonly Configuration[],
  { judging }: Context,
): Promise<ReadonlySet<Cast> | null> {
  const asked = casts.filter(({ cast }) => cast.to === 'type' || cast.to === 'null')
  if (asked.length === 0) return new Set()
  const tsconfigs = [...new Set(configurations.flatMap(calledTsconfigs))]
  const question = { tsconfigs, casts: asked.map(({ file, cast }) => [file.path, cast.inner.start, cast.inner.end]) }
  const answer = await judging.runNode(REDUNDANT_CASTS, JSON.stringify(question))
  const indices: unknown = answer === null ? null : parsed(answer)
  if (!Array.isArray(indices)) return null
  return new Set(indices.flatMap((index: unknown) => (typeof index === 'number' ? (asked[index]?.cast ?? []) : [])))
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return null // the compiler printed something else
  }
}
