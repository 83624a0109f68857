import type { ClassifiedStep } from '../model.ts'

/** A step, or the steps of the composite action that it is. */
export function withInner(step: ClassifiedStep): ClassifiedStep[] {
  if (step.inner.length === 0) return [step]
  const { skipped, index } = step
  return step.inner.flatMap(withInner).map((inner) => ({ ...inner, index, skipped: skipped ?? inner.skipped }))
}

/** The action that a step uses, and those that its steps use where that is a composite one. */
export function usesOf({ uses, inner }: ClassifiedStep): string[] {
  return [...(uses === null ? [] : [uses]), ...inner.flatMap(usesOf)]
}
