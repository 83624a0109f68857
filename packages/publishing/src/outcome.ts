import type { Incomplete, Reason, RunResult } from '@upkeep/schema'
import type { Refusal } from './refusal.ts'

/** Something that stands on GitHub now because of a publication, whether this run wrote it or found it there. */
export interface Posted {
  op: string
  url: string
  /** Whether this run wrote anything for it. */
  wrote: boolean
}

/** What is not posted, and why; shown, never silent. */
export interface Withheld {
  what: string
  why: string
  /** What a person can do about it, where that is not to merge or close what is open. */
  remedy?: string
}

/** What became of a publication. A refusal means that nothing at all was written. */
export interface PublishOutcome {
  result: RunResult
  reason: Reason | null
  incomplete: Incomplete | null
  posted: Posted[]
  withheld: Withheld[]
  refusal: Refusal | null
  /** With `dryRun`: what would be written, one line each. */
  plan: string[]
}

/** What became of one operation. */
export type OperationOutcome = { posted: Posted } | { withheld: Withheld } | { refusal: Refusal }
