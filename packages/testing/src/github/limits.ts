import type { Answer } from './answer.ts'

/** What GitHub allows; each can be lowered for a test. */
export interface Limits {
  /** Requests an hour. */
  core: number
  /** GraphQL points an hour. */
  graphql: number
  writesPerMinute: number
  writesPerHour: number
  /** Seconds that the answer to too many writes names; null leaves Retry-After out. */
  retryAfter: number | null
}

export const DEFAULT_LIMITS: Limits = {
  core: 5_000,
  graphql: 5_000,
  writesPerMinute: 80,
  writesPerHour: 500,
  retryAfter: 60,
}

export type Resource = 'core' | 'graphql'

const HOUR = 3_600_000
const MINUTE = 60_000
export const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'

/** The counters of one token. */
export class Limiter {
  readonly #limits: Limits
  readonly #windows: Record<Resource, { used: number; reset: number }> = {
    core: { used: 0, reset: 0 },
    graphql: { used: 0, reset: 0 },
  }
  #writes: number[] = []
  #blocked = { until: 0, retryAfter: null as number | null, status: 403 }
  #reset: string | null = null

  constructor(limits: Limits) {
    this.#limits = limits
  }

  #window(resource: Resource, now: number) {
    const window = this.#windows[resource]
    if (now >= window.reset) {
      window.used = 0
      window.reset = now + HOUR
      this.#reset = null
    }
    return window
  }

  count(resource: Resource, cost: number, now: number): void {
    this.#window(resource, now).used += cost
  }

  countWrite(now: number): void {
    this.#writes = [...this.#writes.filter((time) => time > now - HOUR), now]
  }

  /** Nothing is left until then. `text` is what the header says instead of the time. */
  exhaust(resource: Resource, now: number, seconds: number, text: string | null): void {
    this.#windows[resource] = { used: this.#limits[resource], reset: now + seconds * 1000 }
    this.#reset = text
  }

  /** Refuses everything for a time. */
  block(now: number, seconds: number, retryAfter: number | null, status: number): void {
    this.#blocked = { until: now + seconds * 1000, retryAfter, status }
  }

  /** The refusal that a request gets now; null where it may pass. */
  refusal(resource: Resource, write: boolean, now: number): Answer | null {
    const secondary = this.#secondary(write, now)
    if (secondary !== null) return secondary
    const window = this.#window(resource, now)
    if (window.used < this.#limits[resource]) return null
    if (resource === 'graphql') {
      const error = { type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation.' }
      return { status: 200, body: { errors: [error] } }
    }
    const message = 'API rate limit exceeded for installation.'
    return { status: 403, body: { message, documentation_url: 'https://docs.github.com/rest', status: '403' } }
  }

  #secondary(write: boolean, now: number): Answer | null {
    const body = { message: SECONDARY, documentation_url: 'https://docs.github.com/rest', status: '403' }
    const answer = (status: number, retryAfter: number | null): Answer => ({
      status,
      body,
      headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
    })
    if (now < this.#blocked.until) {
      const { until, retryAfter, status } = this.#blocked
      return answer(status, retryAfter === null ? null : Math.ceil((until - now) / 1000))
    }
    const since = (ms: number) => this.#writes.filter((time) => time > now - ms).length
    const tooMany = since(MINUTE) >= this.#limits.writesPerMinute || since(HOUR) >= this.#limits.writesPerHour
    return write && tooMany ? answer(403, this.#limits.retryAfter) : null
  }

  headers(resource: Resource, now: number): Record<string, string> {
    const { used, reset } = this.#window(resource, now)
    const limit = this.#limits[resource]
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-resource': resource,
      ...(this.#reset === '' ? {} : { 'x-ratelimit-reset': this.#reset ?? String(Math.ceil(reset / 1000)) }),
    }
  }

  overview(now: number): Record<string, unknown> {
    const of = (resource: Resource) => {
      const { used, reset } = this.#window(resource, now)
      const limit = this.#limits[resource]
      return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(reset / 1000) }
    }
    const search = { limit: 30, used: 0, remaining: 30, reset: Math.ceil((now + MINUTE) / 1000) }
    return { resources: { core: of('core'), graphql: of('graphql'), search }, rate: of('core') }
  }
}
