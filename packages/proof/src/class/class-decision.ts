import type { ProofClass } from '@upkeep/schema'

/** Why a change is not of a lesser class; a class without an entry was not asked for, or holds. */
export type WhyNot = Partial<Record<ProofClass, string>>

/** The least that a change of one file provably is. */
export interface FileClass {
  path: string
  class: ProofClass
  whyNot: WhyNot
}

/** The least that a patch provably is: as much as the file that is the most. */
export interface ClassDecision {
  class: ProofClass
  files: FileClass[]
}
