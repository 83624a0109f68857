/** Headers of an answer, by lower-case names. */
export type Headers = Readonly<Record<string, unknown>>

/** Seconds to wait when GitHub gives none for a secondary limit; doubled at each further try (GitHub's best practices). */
const SECONDARY_SECONDS = 60

/**
 * How many seconds GitHub wants to be left alone after an answer, or null where it is no rate limit.
 * `tries` counts the waits before this one. Always at least a second, whatever the headers hold.
 */
export function limitSeconds(
  status: number,
  headers: Headers,
  message: string,
  now: number,
  tries: number,
): number | null {
  if (status !== 403 && status !== 429) return null
  const after = number(headers['retry-after'])
  if (after !== null) return Math.max(after, 1)
  if (number(headers['x-ratelimit-remaining']) === 0) {
    const reset = number(headers['x-ratelimit-reset'])
    return reset === null ? SECONDARY_SECONDS : Math.max(Math.ceil(reset - now / 1000) + 1, 1)
  }
  if (status === 429 || /secondary rate limit|abuse/i.test(message)) return SECONDARY_SECONDS * 2 ** tries
  return null
}

function number(value: unknown): number | null {
  const parsed = typeof value === 'string' && /^\d{1,12}$/.test(value.trim()) ? Number(value) : NaN
  return Number.isFinite(parsed) ? parsed : null
}
