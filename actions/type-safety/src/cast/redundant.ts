import type { Context } from '@upkeep/pipeline'
import { calledTsconfigs } from '../other-tsconfigs.ts'
import type { Read } from '../scan.ts'
import type { Cast } from './casts.ts'
import type { Compiler } from './compile.ts'
import { REDUNDANT_CASTS } from './redundant.data.ts'

/**
 * Casts to a type that their expression has anyway, by the repository's own type checker. That no compiler reports anything would not
 * be enough: a cast of `any` tells a type that gets lost without it. Empty where the compiler has no interface to ask (from 7 on).
 */
export async function redundantCasts(
  casts: readonly { file: Read; cast: Cast }[],
  compilers: readonly Compiler[],
  { judging }: Context,
): Promise<ReadonlySet<Cast>> {
  const asked = casts.filter(({ cast }) => cast.to === 'type')
  if (asked.length === 0) return new Set()
  const tsconfigs = [...new Set(compilers.flatMap(({ configuration }) => calledTsconfigs(configuration)))]
  const question = { tsconfigs, casts: asked.map(({ file, cast }) => [file.path, cast.inner.start, cast.inner.end]) }
  const answer = await judging.runNode(REDUNDANT_CASTS, JSON.stringify(question))
  const indices: unknown = answer === null ? [] : parsed(answer)
  return new Set(
    (Array.isArray(indices) ? indices : []).flatMap((index: unknown) =>
      typeof index === 'number' ? (asked[index]?.cast ?? []) : [],
    ),
  )
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return null // the compiler printed something else
  }
}
