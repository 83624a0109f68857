import type { Masks } from '@upkeep/ci'
import { redactor } from '@upkeep/text'
import type { Redactor } from '@upkeep/text'

/** Of these values, and of those that steps add. */
export function masksOf(values: readonly string[]): Masks {
  const known = new Set(values)
  let redact: Redactor | null = null
  return {
    add(value) {
      known.add(value)
      redact = null
    },
    redact: (text) => (redact ??= redactor([...known]))(text),
  }
}
