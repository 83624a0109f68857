import type { GitHub } from './connect.ts'
import { wasRefused } from './errors.ts'

/** How often a write is sent at most. */
const TRIES = 3

/**
 * A write that may be sent again. Where GitHub did not answer, it may have done it: so look, and send again only if it is not there.
 * `look` gives what the write would have given, or null. Refusals are thrown at once.
 */
export async function lookFirst<T>(github: GitHub, write: () => Promise<T>, look: () => Promise<T | null>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write()
    } catch (error) {
      if (wasRefused(error) || github.signal.aborted) throw error
      await github.clock.sleep(1000 * 2 ** tries, github.signal)
      const found = await look()
      if (found !== null) return found
      if (tries >= TRIES) throw error
    }
  }
}
