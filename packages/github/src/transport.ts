import { messageOf } from '@upkeep/schema'
import type { Clock } from './clock.ts'
import { RateLimited, Unanswered, errorOf, wasRefused } from './errors.ts'
import { limitSeconds } from './rate-limit.ts'
import type { Headers } from './rate-limit.ts'

export interface Limits {
  /** Requests of one run, waits and retries included. */
  maxRequests: number
  /** The longest single wait for a rate limit, in seconds. */
  maxWaitSeconds: number
}

export interface Tally {
  made: number
  left: number
  writes: number
}

interface Call {
  method: string
  /** Path or address, as asked. */
  url: string
  /** Whether it changes anything on GitHub. */
  write: boolean
  /** Whether the answer is to be a redirect, which is not followed. */
  redirects: boolean
}

export interface Answer {
  status: number
  url: string
  headers: Headers
  data: unknown
}

/** Milliseconds between two writes (GitHub's best practices for integrators). */
const BETWEEN_WRITES = 1000

/** How often a read is tried, and how often a rate limit is waited for. */
const TRIES = 3

/**
 * The rules of one connection: requests one after another, writes a second apart, a budget for the run, waits for rate limits, and
 * new tries for reads only. A write that was not answered is never sent again from here: it may have been done.
 */
export class Transport {
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #limits: Limits
  readonly #log: (line: string) => void
  #made = 0
  #writes = 0
  #lastWrite = -Infinity
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: { clock: Clock; signal: AbortSignal; limits: Limits; log: (line: string) => void }) {
    this.#clock = options.clock
    this.#signal = options.signal
    this.#limits = options.limits
    this.#log = options.log
  }

  tally(): Tally {
    return { made: this.#made, left: Math.max(this.#limits.maxRequests - this.#made, 0), writes: this.#writes }
  }

  /** Waits its turn and sends. Throws `RateLimited`, `Unanswered`, ExternalError or UserError. */
  async send(call: Call, send: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#queue.then(() => this.#withTries(call, send))
    this.#queue = turn.catch(() => undefined)
    return await turn
  }

  async #withTries(call: Call, send: () => Promise<Answer>): Promise<Answer> {
    let [tries, waits] = [0, 0]
    for (;;) {
      try {
        return await this.#once(call, send, waits)
      } catch (error) {
        const seconds = error instanceof Paused ? error.seconds : 2 ** tries
        if (error instanceof Paused) {
          waits += 1
          if (waits >= TRIES || seconds > this.#limits.maxWaitSeconds) throw new RateLimited(error.message)
        } else {
          tries += 1
          if (call.write || tries >= TRIES || wasRefused(error)) throw error
        }
        this.#log(`${messageOf(error)}; trying again in ${seconds} s`)
        await this.#clock.sleep(seconds * 1000, this.#signal)
      }
    }
  }

  async #once(call: Call, send: () => Promise<Answer>, waits: number): Promise<Answer> {
    this.#signal.throwIfAborted()
    if (this.#made >= this.#limits.maxRequests)
      throw new RateLimited(`This run has used its ${this.#limits.maxRequests} requests to GitHub`)
    if (call.write) {
      const due = this.#lastWrite + BETWEEN_WRITES - this.#clock.now()
      if (due > 0) await this.#clock.sleep(due, this.#signal)
      this.#writes += 1
    }
    this.#made += 1
    try {
      return await this.#answer(call, send, waits)
    } finally {
      if (call.write) this.#lastWrite = this.#clock.now()
    }
  }

  async #answer(call: Call, send: () => Promise<Answer>, waits: number): Promise<Answer> {
    const path = pathOf(call.url)
    try {
      const answer = await send()
      const fault = faultOf(answer, call)
      if (fault !== null)
        throw new Unanswered(
          `GitHub answered ${call.method} ${path} with ${answer.status}, but ${fault}`,
          answer.status,
        )
      if (path.endsWith('/graphql')) refuseErrors(answer, this.#clock.now(), waits)
      return answer
    } catch (error) {
      if (error instanceof Unanswered || error instanceof Paused) throw error
      this.#signal.throwIfAborted()
      const { status, headers } = responseOf(error) ?? { status: null, headers: {} }
      const message = messageOf(error)
      const seconds = status === null ? null : limitSeconds(status, headers, message, this.#clock.now(), waits)
      if (seconds !== null) throw new Paused(`GitHub limits how much may be asked (${status})`, seconds)
      throw errorOf({ method: call.method, path, status, headers, message, cause: error })
    }
  }
}

/** GitHub wants to be left alone; what was asked was not done. */
class Paused extends Error {
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super(message)
    this.seconds = seconds
  }
}

/** An answer that is no answer: a proxy's page, JSON that was cut off, a redirect that would take the token elsewhere. */
function faultOf({ status, headers, data }: Answer, { redirects }: Call): string | null {
  if (status >= 300 && status < 400) return redirects ? null : 'it leads elsewhere'
  if (status === 204 || status === 205) return null
  const type = headers['content-type']
  if (typeof type !== 'string' || !type.includes('json')) return data instanceof ArrayBuffer ? null : 'not with JSON'
  return typeof data === 'string' ? 'its JSON is cut off' : null
}

/** What GraphQL says in an answer of 200: a limit that was hit, or a failure that passes by itself. Other errors are the caller's. */
function refuseErrors({ data, headers, status }: Answer, now: number, waits: number): void {
  for (const { type, message } of graphqlErrors(data)) {
    if (type === 'RATE_LIMITED' || /secondary rate limit/i.test(message)) {
      const seconds = limitSeconds(403, { 'x-ratelimit-remaining': '0', ...headers }, message, now, waits) ?? 60
      throw new Paused('GitHub limits how much may be asked by GraphQL', seconds)
    }
    if (type === '' && PASSING.test(message))
      throw new Unanswered(`GitHub could not answer a query: ${message.slice(0, 200)}`, status)
  }
}

const PASSING = /something went wrong|timed? ?out|internal (?:server )?error|try again/i

/** The errors of an answer of GraphQL. `type` is '' where GitHub names none. */
export function graphqlErrors(data: unknown): { type: string; message: string }[] {
  const errors: unknown = typeof data === 'object' && data !== null && 'errors' in data ? data.errors : []
  if (!Array.isArray(errors)) return []
  return errors.map((error: unknown) => ({ type: textOf(error, 'type'), message: textOf(error, 'message') }))
}

function textOf(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : ''
  return typeof found === 'string' ? found : ''
}

function responseOf(error: unknown): { status: number; headers: Headers } | null {
  if (typeof error !== 'object' || error === null || !('response' in error)) return null
  const { response } = error
  if (typeof response !== 'object' || response === null || !('status' in response) || !('headers' in response))
    return null
  const { status, headers } = response
  if (typeof status !== 'number' || typeof headers !== 'object' || headers === null) return null
  return { status, headers: { ...headers } }
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? url.split('?')[0] ?? url
}
