import type { FoundCheck } from '@upkeep/ci'
import type { CheckKind, ProofClass } from '@upkeep/schema'
import { NOTICING } from './noticing.data.ts'

/** Kinds that are not judgements about the tree, so no proof ever runs them. */
const NEVER: readonly CheckKind[] = ['setup', 'deploy', 'publish', 'release', 'notify']

/** Kinds that a change which keeps the program can only touch by reading sources as text. */
const READ_AS_TEXT: readonly CheckKind[] = ['test', 'build', 'other', 'unknown']

/**
 * Why a check takes no part in the proof of a patch of this class, or null where it does.
 * @param asText a test that names a changed file as a text: tests then judge more than the program
 */
export function whyNotNeeded({ check }: FoundCheck, proofClass: ProofClass, asText: string | null): string | null {
  const never = check.kinds.find((kind) => NEVER.includes(kind))
  if (never !== undefined) return `it is a ${never} step`
  if (!check.runnable) return check.why ?? 'it can not be run here'
  if (proofClass === 'behaviour') return null
  const kinds = NOTICING[proofClass]
  if (check.kinds.some((kind) => kinds.includes(kind))) return null
  if (asText !== null && check.kinds.some((kind) => READ_AS_TEXT.includes(kind))) return null
  return `no ${check.kind} check can notice a change of class ${proofClass}`
}
