import { setTimeout as wait } from 'node:timers/promises'

/** The time of a test: what the fake, and client code that is handed a clock, read and wait by. Milliseconds. */
export interface Clock {
  now(): number
  /** Ends early, rejecting with the signal's reason, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A clock that child processes can share: start them with these variables. */
export interface ScaledClock extends Clock {
  scale: number
  /** Variables under which a Node process runs its timers and its Date by this clock, and so do its own children. */
  env(): Record<string, string>
}

const PRELOAD = new URL('clock-preload.mjs', import.meta.url)

/** What setTimeout and Date say. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(Math.max(0, ms), undefined, signal === undefined ? {} : { signal })
  },
}

/**
 * Runs `scale` times faster than the machine's clock from the moment of this call: at 1,000 a wait of a minute takes 60 ms.
 * All that takes real time takes that much longer on it too: a request of 5 ms lasts 5 s at 1,000. So take a scale at which
 * the shortest time limit of the tested code is still long, or test limits with a scale of their own.
 */
export function scaledClock(scale: number): ScaledClock {
  const origin = Date.now()
  return {
    scale,
    now: () => origin + (Date.now() - origin) * scale,
    sleep: async (ms, signal) => realClock.sleep(ms / scale, signal),
    env: () => ({
      NODE_OPTIONS: `--import ${PRELOAD.href}`,
      UPKEEP_TEST_CLOCK: `${scale} ${origin}`,
    }),
  }
}

/**
 * A clock that stands still but for its sleeps, which take a millisecond: `sleep(60_000)` moves it a minute ahead. Several
 * sleepers wake in the order of their times; what is not a sleep takes no time at all.
 */
export function jumpingClock(start = Date.UTC(2026, 0, 1)): Clock & { advance(ms: number): void } {
  let now = start
  const sleepers = new Set<{ until: number; wake: () => void }>()
  let waking = false
  const wakeNext = () => {
    waking = false
    const [first] = [...sleepers].toSorted((a, b) => a.until - b.until)
    if (first === undefined) return
    sleepers.delete(first)
    now = Math.max(now, first.until)
    first.wake()
    soon()
  }
  const soon = () => {
    if (waking || sleepers.size === 0) return
    waking = true
    setTimeout(wakeNext, 1)
  }
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const sleeper = { until: now + Math.max(0, ms), wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(signal.reason as Error)
        })
        soon()
      }),
  }
}
