import type { CheckKind } from '@upkeep/schema'
import type { GivenNames } from './secrets.ts'

export interface SliceOptions {
  /** The kinds of steps that are wanted; `lint` also means `format`. */
  for: readonly CheckKind[]
  /** One leg of each matrix (as many as the wanted steps need), or all. */
  matrix?: 'one' | 'all'
  /** Puts the wanted commands in the place of a step that does more. What it gives is a probe, never a proof. */
  narrow?: boolean
  /** Keeps before a wanted step also what builds among other things, and what nobody knows the use of. */
  wide?: boolean
  given?: GivenNames
}
