import type { Candidate } from './candidate.ts'
import type { Refusal } from './refusal.ts'
import { checkBase, checkEncodings, checkHidden, checkPaths, checkSizes } from './validate-files.ts'
import { checkProofs, checkTarget } from './validate-plan.ts'
import { checkLimits, checkSecrets, checkTexts } from './validate-texts.ts'

export interface Validation {
  name: string
  check: (candidate: Candidate) => Refusal | null | Promise<Refusal | null>
}

/**
 * In this order, the cheap and local ones first; the artifact and its JSON are validations 1 and 2 (`read-publication.ts`), and the
 * look-up of what is posted already is the last, just before each write (security.md §4.3).
 */
export const VALIDATIONS: readonly Validation[] = [
  { name: 'target', check: checkTarget },
  { name: 'proof', check: checkProofs },
  { name: 'paths', check: checkPaths },
  { name: 'limits', check: checkLimits },
  { name: 'sizes', check: checkSizes },
  { name: 'encodings', check: checkEncodings },
  { name: 'hidden characters', check: checkHidden },
  { name: 'secrets', check: checkSecrets },
  { name: 'texts', check: checkTexts },
  { name: 'base', check: checkBase },
]

/** The first refusal, or null: everything may be posted. One refusal means that nothing is. */
export async function validate(candidate: Candidate): Promise<Refusal | null> {
  for (const { check } of VALIDATIONS) {
    const refusal = await check(candidate)
    if (refusal !== null) return refusal
  }
  return null
}
