import { setTimeout } from 'node:timers/promises'

/** Time as this package sees it, so that tests and replays need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Rejects with the signal's reason as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  async sleep(milliseconds, signal) {
    signal.throwIfAborted()
    try {
      await setTimeout(milliseconds, undefined, { signal })
    } catch (error) {
      signal.throwIfAborted() // the reason, not Node's own AbortError
      throw error
    }
  },
}
