import type { CheckRow, Result, Skip } from '@upkeep/schema'

/** Something that only a model or a person can settle. `line` is 1-based; a higher `score` is worth more. */
export interface LeftOver {
  rule: string
  path: string
  line: number
  message: string
  score: number
}

/** One attempt of a model on one finding. */
export interface ModelAttempt {
  /** `src/a.ts:3`, or the rule where there is no place. */
  place: string
  rung: string
  model: string
  turns: number
  /** Tool calls. */
  tools: number
  /** Tokens, cached ones included. */
  read: number
  written: number
  usd: number
  /** What ended it. */
  end: string
  /** Whether its finding stands as proven in the end. */
  proven: boolean
}

/** Everything that a reader is shown of a run. */
export interface ReportData {
  result: Result
  /** Unified diff in the format of git; '' where nothing changed. */
  patch: string
  /** Every check of CI, as run, or not run and why. */
  proof: readonly CheckRow[]
  skips: readonly Skip[]
  /** How commands were kept from the user's tree, in words. */
  isolation: string
  title: string
  /** What one entry of `coverage.examined` is. */
  examines: 'file' | 'command'
  /** Most valuable first. */
  left: readonly LeftOver[]
  /** In their order; empty where no model was asked. */
  attempts: readonly ModelAttempt[]
  /** What guards refused of anybody's patch. */
  guards: readonly { guard: string; path: string; refusal: string }[]
}
