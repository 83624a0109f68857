import type { Candidate } from './candidate.ts'
import type { Refusal } from './refusal.ts'
import { checkBase, checkEncodings, checkHidden, checkPaths, checkSizes } from './validate-files.ts'
import { checkAsked } from './validate-asked.ts'
import { checkProofs, checkTarget } from './validate-plan.ts'
import { checkLimits, checkSecrets, checkTexts } from './validate-texts.ts'

export interface Validation {
  name: string
  check: (candidate: Candidate) => Refusal | null | Promise<Refusal | null>
}

/**
 * In this order; the artifact and its JSON are validations 1 and 2 (`read-publication.ts`), and the
 * look-up of what is posted already is the last, just before each write (security.md §4.3).
 */
export const VALIDATIONS: readonly Validation[] = [
  { name: 'target and proof', check: (candidate) => checkTarget(candidate) ?? checkProofs(candidate) },
  { name: 'who asked', check: checkAsked },
  { name: 'paths', check: checkPaths },
  { name: 'modes and encodings', check: checkEncodings },
  { name: 'sizes', check: checkSizes },
  { name: 'hidden characters', check: checkHidden },
  { name: 'secrets', check: checkSecrets },
  { name: 'texts', check: checkTexts },
  { name: 'base', check: checkBase },
  { name: 'limits', check: checkLimits },
]

/** The first refusal, or null: everything may be posted. One refusal means that nothing is. */
export async function validate(candidate: Candidate): Promise<Refusal | null> {
  for (const { check } of VALIDATIONS) {
    const refusal = await check(candidate)
    if (refusal !== null) return refusal
  }
  return null
}

/** For the reference. */
export const VALIDATION_NAMES: readonly string[] = VALIDATIONS.map(({ name }) => name)
