import type { SliceSecret } from '@upkeep/schema'
import { expressionsOf } from '../workflow/references.ts'
import { isDispensable, valueReferences } from '../workflow/secret-names.ts'
import { ExpressionRefused, interpolate } from './contexts.ts'
import type { Contexts } from './contexts.ts'

/**
 * A secret that a step reads, by itself or by a variable of its job or workflow, and that is not given; null: it has all that it needs.
 * A computed name is computed.
 * @param read what its slice reads in this step
 */
export function missingSecret(
  raw: unknown,
  read: readonly SliceSecret[],
  contexts: Contexts,
  secrets: Readonly<Record<string, string>>,
): string | null {
  const given = new Set(Object.keys(secrets).map((name) => name.toUpperCase()))
  const lacks = (name: string) => !isDispensable(name) && !given.has(name.toUpperCase())
  const references = expressionsOf(raw).flatMap(valueReferences)
  for (const { context, name, computed } of references) {
    if (context === 'vars' || (name === null && computed === null)) continue
    const plain = name ?? valueOf(computed ?? '', contexts)
    if (plain === '' || lacks(plain)) return plain === '' ? `secrets[${computed ?? ''}]` : plain
  }
  return (
    read.find(({ kind, name, references: places }) => kind === 'secret' && ofVariable(places) && lacks(name))?.name ??
    null
  )
}

/** What the step itself reads was looked at with the values of this leg. */
function ofVariable(places: SliceSecret['references']): boolean {
  return places.some((place) => place.in !== null)
}

/** `''` where it can not be told. */
function valueOf(expression: string, contexts: Contexts): string {
  try {
    return interpolate(`\${{ ${expression} }}`, contexts)
  } catch (error) {
    if (error instanceof ExpressionRefused) return ''
    throw error
  }
}
