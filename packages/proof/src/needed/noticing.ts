import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { CheckKind, ProofClass } from '@upkeep/schema'
import { NOTICING } from './noticing.data.ts'

/** Kinds that are not judgements about the tree, so no proof ever runs them. */
const NEVER: readonly CheckKind[] = ['setup', 'deploy', 'publish', 'release', 'notify']

/** Kinds that a change which keeps the program can only touch by reading sources as text. */
const READ_AS_TEXT: readonly CheckKind[] = ['test', 'build', 'other', 'unknown']

/**
 * Of a check of several commands those that could notice a patch of this class: beside `tsc` in one script the tests are not asked
 * either. All of them where some kind of the check is that of none of its commands.
 */
export function noticingLeaves(
  { check, leaves }: FoundCheck,
  proofClass: ProofClass,
  asText: string | null,
): readonly Leaf[] {
  const isDeaf = (leaf: Leaf) =>
    leaf.kinds.length > 0 &&
    kindsOf(leaf).every((kind) => (kind === 'test' || kind === 'build') && !canNotice(kind, proofClass, asText))
  const open = leaves.filter((leaf) => !isDeaf(leaf))
  const told = new Set(open.flatMap(kindsOf))
  return check.kinds.every((kind) => told.has(kind) || !canNotice(kind, proofClass, asText)) ? open : leaves
}

function kindsOf({ kinds, purpose = [] }: Leaf): CheckKind[] {
  return [...kinds, ...purpose]
}

function canNotice(kind: CheckKind, proofClass: ProofClass, asText: string | null): boolean {
  if (proofClass === 'behaviour' || NOTICING[proofClass].includes(kind)) return true
  return asText !== null && READ_AS_TEXT.includes(kind)
}

/**
 * Why a check takes no part in the proof of a patch of this class, or null where it does.
 * @param asText a test that names a changed file as a text: tests then judge more than the program
 */
export function whyNotNeeded({ check }: FoundCheck, proofClass: ProofClass, asText: string | null): string | null {
  const never = check.kinds.find((kind) => NEVER.includes(kind))
  if (never !== undefined) return `it is a ${never} step`
  if (!check.runnable) return check.why ?? 'it can not be run here'
  if (check.kinds.some((kind) => canNotice(kind, proofClass, asText))) return null
  return `no ${check.kind} check can notice a change of class ${proofClass}`
}
