import type { FoundCheck } from '@upkeep/ci'
import type { CheckKind, ProofClass } from '@upkeep/schema'
import { NOTICING } from './noticing.data.ts'

/** Kinds that are not judgements about the tree, so no proof ever runs them. */
const NEVER: readonly CheckKind[] = ['setup', 'deploy', 'publish', 'release', 'notify']

/** Why a check takes no part in the proof of a patch of this class, or null where it does. */
export function whyNotNeeded({ check }: FoundCheck, proofClass: ProofClass): string | null {
  const never = check.kinds.find((kind) => NEVER.includes(kind))
  if (never !== undefined) return `it is a ${never} step`
  if (!check.runnable) return check.why ?? 'it can not be run here'
  if (proofClass === 'behaviour') return null
  const kinds = NOTICING[proofClass]
  if (check.kinds.some((kind) => kinds.includes(kind))) return null
  return `no ${check.kind} check can notice a change of class ${proofClass}`
}
