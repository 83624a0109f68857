import { cachedParts } from './request.ts'
import type { SeenRequest } from './request.ts'

/** Counts what a server with a prefix cache would: of each request the longest beginning that an earlier one had, byte for byte. */
export function prefixCache() {
  const known = new Set<string>()
  return {
    /** Characters of the request: those of the known beginning, and the others. */
    count(request: SeenRequest): { cached: number; fresh: number } {
      let [prefix, cached, fresh, shared] = ['', 0, 0, true]
      for (const part of cachedParts(request)) {
        prefix += `${part}\u0000`
        shared &&= known.has(prefix)
        if (shared) cached += part.length
        else fresh += part.length
        known.add(prefix)
      }
      return { cached, fresh }
    },
  }
}
