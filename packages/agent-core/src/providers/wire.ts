import type { ModelFailure, Turn } from '../model.ts'
import type { TurnRequest } from '../model.ts'

/** What a provider's adapter needs of the outside. */
export interface WireOptions {
  /** The model's id, as the provider knows it. */
  id: string
  apiKey: string
  /** Null for the provider's own address. */
  baseUrl: string | null
  /** For OpenAI's own servers: what requests have in common. */
  cacheKey: string | null
  fetch: typeof fetch
}

/** One wire format: a request, and what its errors mean. An SDK is loaded with the first request. */
export interface Wire {
  /** @throws what the SDK throws, and `CutStream` where a reply ended before it was whole. */
  send(request: TurnRequest, signal: AbortSignal): Promise<Turn>
  classify(error: unknown): ModelFailure
}

/** A stream that ended without its last event: nothing of it counts. */
export class CutStream extends Error {
  override readonly name = 'CutStream'
}

/** An error that a server put into a stream, with its own word for it. */
export class StreamError extends Error {
  override readonly name = 'StreamError'
  readonly type: string

  constructor(type: string) {
    super(`the stream ended with ${type}`)
    this.type = type
  }
}
