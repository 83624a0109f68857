import type { Block, Message, ModelFailureKind, Sha, StopReason, Usage } from '@upkeep/schema'
import type { ToolSchema } from './tool.ts'

export interface TurnRequest {
  system: string
  messages: readonly Message[]
  tools: readonly ToolSchema[]
  /** Tokens that the reply may have. */
  maxOutput: number
  /** Seconds that this call may take at most, retries and waits included. */
  seconds: number
  signal: AbortSignal
}

/** One reply, whole. Nothing of a reply that was cut on the way gets here. */
export interface Turn {
  content: Block[]
  stop: StopReason
  usage: Usage
}

/** Why there is no reply. `waitSeconds` is what the server asked for. */
export interface ModelFailure {
  kind: ModelFailureKind
  status: number | null
  /** For people; redacted. */
  message: string
  waitSeconds: number | null
}

export interface TurnOutcome {
  /** The key of the request in a cassette. */
  request: Sha | null
  retries: number
  result: { turn: Turn } | { failure: ModelFailure }
}

/** A model that can be asked. `turn` never rejects. */
export interface Model {
  /** `provider/id`, as the user wrote it. */
  readonly name: string
  /** Not asked at its provider's own address. */
  readonly ownServer: boolean
  turn(request: TurnRequest): Promise<TurnOutcome>
  /** What a usage costs in US dollars; null where no price is known. */
  cost(usage: Usage): number | null
}
