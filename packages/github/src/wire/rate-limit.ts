/** What of an answer says whether a limit was hit. Header names are lower case. */
export interface LimitedAnswer {
  status: number | null
  headers: Readonly<Record<string, string | number | undefined>>
  message: string
  /** The `type` of a GraphQL error. */
  type: string | null
}

const SECONDARY = /\b(?:secondary rate limit|abuse detection)/i
const PRIMARY = /\bAPI rate limit exceeded\b/i

/** GitHub: wait at least a minute where no header says how long, then longer each time. */
const UNKNOWN_WAIT = 60_000
const SHORTEST_WAIT = 1000

/**
 * How many milliseconds GitHub wants to be left alone, null where the answer is about something else.
 * `tries`: how often this request has been limited before. Never NaN and never below a second.
 */
export function limitWait(answer: LimitedAnswer, now: number, tries: number): number | null {
  const { status, headers, message, type } = answer
  const refused = status === 403 || status === 429
  const retryAfter = refused ? retryAfterOf(headers['retry-after'], now) : null
  const exhausted = (refused || type === 'RATE_LIMITED') && headers['x-ratelimit-remaining']?.toString().trim() === '0'
  const named = refused && (SECONDARY.test(message) || PRIMARY.test(message))
  if (retryAfter === null && !exhausted && !named && status !== 429 && type !== 'RATE_LIMITED') return null
  const known = retryAfter ?? (exhausted ? resetOf(headers['x-ratelimit-reset'], now) : null)
  return Math.max(SHORTEST_WAIT, known ?? UNKNOWN_WAIT * 2 ** tries)
}

/** What is left of the hour's limit and when it starts again (milliseconds since the epoch), null where no header says so. */
export function remainingOf(
  headers: Readonly<Record<string, string | number | undefined>>,
): { left: number; reset: number } | null {
  const [left, reset] = [wholeNumber(headers['x-ratelimit-remaining']), wholeNumber(headers['x-ratelimit-reset'])]
  return left === null || reset === null ? null : { left, reset: reset * 1000 }
}

/** Seconds or a date; negative where it has passed. */
function retryAfterOf(value: string | number | undefined, now: number): number | null {
  const seconds = wholeNumber(value)
  if (seconds !== null) return seconds * 1000
  const date = Date.parse(String(value))
  return Number.isNaN(date) ? null : date - now
}

function resetOf(value: string | number | undefined, now: number): number | null {
  const seconds = wholeNumber(value)
  return seconds === null ? null : seconds * 1000 - now
}

function wholeNumber(value: string | number | undefined): number | null {
  return /^\d{1,12}$/.test(String(value).trim()) ? Number(value) : null
}
