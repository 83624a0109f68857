import type { CheckKind, ProofClass } from '@upkeep/schema'

/** Which kinds of checks could notice a patch of each class (design §3). `behaviour` is noticed by every check. */
export const NOTICING: Readonly<Record<Exclude<ProofClass, 'behaviour'>, readonly CheckKind[]>> = {
  comment: ['lint', 'format', 'docs', 'typecheck'],
  format: ['lint', 'format', 'docs', 'typecheck'],
  type: ['lint', 'format', 'docs', 'typecheck', 'build'],
}
