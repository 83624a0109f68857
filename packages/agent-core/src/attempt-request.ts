import type { Edit, Id, Recorder, RungLevel } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import type { Ledger } from './ledger.ts'
import type { Model } from './model.ts'
import type { Tool } from './tool.ts'

export interface AttemptRequest {
  /** Names the attempt in the record. */
  attempt: string
  findings: readonly Id[]
  rung: RungLevel
  /** The same bytes for every attempt of a version, so that they are cached. */
  system: string
  prompt: string
  tools: readonly Tool[]
  turns: number
  /** US dollars after which no further call is made; the budget of the run is the ledger's. */
  usd: number
}

export interface AttemptPorts {
  model: Model
  ledger: Ledger
  recorder: Recorder
  redact: Redactor
  /** The edits that the tree of the attempt holds; asked once, in the end, whatever ended it. */
  edits: () => Promise<readonly Edit[]>
  /** Seconds that one model call may take. */
  secondsPerCall: number
  signal: AbortSignal
}
