import { Octokit } from '@octokit/core'
import { UserError } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { Clock } from './clock.ts'
import { GitHubError, RateLimitError, failureOf, unreadable } from './errors.ts'
import { KnownAnswers } from './known-answers.ts'
import { proxied } from './proxied.ts'
import { remainingOf } from './rate-limit.ts'

export interface ConnectOptions {
  /** Never logged, and sent to this host only. */
  token: string
  repository: { owner: string; name: string }
  /** `https://api.github.com`; `https://HOST/api/v3` on a server of one's own. GraphQL is found from it. */
  apiUrl: string
  /** Logins besides the token's own whose markers count as ours, e.g. `my-app[bot]` that publishes from another job. */
  authors?: readonly string[]
  /** All HTTP requests of this connection, repeated ones included. Default 150. */
  maxRequests?: number
  /** All waits for rate limits together. Default 180. */
  maxWaitSeconds?: number
  clock: Clock
  signal: AbortSignal
  log: (line: string) => void
}

const silent = () => {}
const SILENT = { debug: silent, info: silent, warn: silent, error: silent }

/** One request; the endpoint is what errors and logs call it. */
export interface Call<T> {
  endpoint: string
  send: () => Promise<unknown>
  answer: z.ZodMiniType<T>
}

const REQUEST_SECONDS = 30
const TRIES = 3
const FIRST_PAUSE = 1000
const WRITE_SPACING = 1000
/** Nothing new is begun with less than this left of the hour's limit: the rest of the repository's workflows live on it too. */
const RESERVE = 50

/**
 * One token, one repository, one budget. Reads are repeated (three tries), writes never; every wait ends with the signal, and after the
 * signal no request starts. Writes go one by one, a second apart. What was read once is asked for again with its ETag.
 */
export class Connection {
  readonly options: ConnectOptions
  readonly octokit: Octokit
  made = 0
  writes = 0
  private readonly maxRequests: number
  private waitLeft: number
  private quietUntil = 0
  private nextWrite = 0
  private writing: Promise<unknown> = Promise.resolve()
  /** What is left of the hour, by resource: REST and GraphQL are counted apart. */
  private readonly remaining = new Map<string, { left: number; reset: number }>()
  private readonly known = new KnownAnswers()

  constructor(options: ConnectOptions) {
    this.options = options
    this.maxRequests = options.maxRequests ?? 150
    this.waitLeft = (options.maxWaitSeconds ?? 180) * 1000
    this.octokit = new Octokit({
      auth: options.token,
      baseUrl: options.apiUrl.replace(/\/+$/, ''),
      userAgent: 'upkeep',
      request: { fetch: (url: string, init: RequestInit) => this.fetch(url, init), log: SILENT },
      log: SILENT,
    })
  }

  get left(): number {
    return Math.max(0, this.maxRequests - this.made)
  }

  /** A request that changes nothing: server errors, cut connections and unreadable answers are tried again. */
  async read<T>(call: Call<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.send(call)
      } catch (error) {
        const again = error instanceof GitHubError && !(error instanceof RateLimitError) && error.retryable
        if (!again || tries === TRIES) throw error
        await this.pause(tries, error.message)
      }
    }
  }

  /** One try. A `retryable` GitHubError means that nobody knows whether it was done: look before trying again. */
  async write<T>(call: Call<T>): Promise<T> {
    const turn = this.writing.then(() => this.sendWrite(call))
    this.writing = turn.catch(() => {})
    return await turn
  }

  /** Waits before the next try: one second, then two, then four. */
  async pause(tries: number, why: string): Promise<void> {
    this.options.log(`${why} Trying again (${tries} of ${TRIES - 1}).`)
    await this.options.clock.sleep(FIRST_PAUSE * 2 ** (tries - 1), this.options.signal)
  }

  private async sendWrite<T>(call: Call<T>): Promise<T> {
    const { clock, signal } = this.options
    signal.throwIfAborted()
    const early = this.nextWrite - clock.now()
    if (early > 0) await clock.sleep(early, signal)
    this.writes++
    try {
      return await this.send(call)
    } finally {
      this.nextWrite = clock.now() + WRITE_SPACING
    }
  }

  /** A refusal for a rate limit is waited for and repeated, for writes as well: GitHub did nothing. */
  private async send<T>(call: Call<T>): Promise<T> {
    const { clock, signal } = this.options
    for (let limited = 0; ; limited++) {
      await this.admission(call.endpoint)
      this.made++
      try {
        return readable(call, await call.send())
      } catch (thrown) {
        signal.throwIfAborted()
        const { error, wait } = failureOf(thrown, call.endpoint, clock.now(), limited)
        if (wait === null || limited + 1 === TRIES || wait > this.waitLeft) throw error
        this.waitLeft -= wait
        this.quietUntil = Math.max(this.quietUntil, clock.now() + wait)
        this.options.log(`GitHub's rate limit: waiting ${Math.ceil(wait / 1000)} s before ${call.endpoint}.`)
      }
    }
  }

  private async admission(endpoint: string): Promise<void> {
    const { clock, signal } = this.options
    signal.throwIfAborted()
    for (let quiet = this.quietUntil - clock.now(); quiet > 0; quiet = this.quietUntil - clock.now())
      await clock.sleep(quiet, signal)
    const low = [...this.remaining.values()].find(({ left, reset }) => left < RESERVE && reset > clock.now())
    if (low !== undefined && this.writes === 0)
      throw budgetError(endpoint, `only ${low.left} are left of this hour's limit`, low.reset)
    if (this.left === 0)
      throw budgetError(endpoint, `all ${this.maxRequests} requests of this run are used`, clock.now())
  }

  /** Redirects are not followed, so the token goes nowhere else. */
  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const limit = AbortSignal.timeout(REQUEST_SECONDS * 1000)
    const signal = AbortSignal.any([this.options.signal, limit])
    const headers = { ...(init.headers as Record<string, string>), ...this.known.condition(init.method, url) }
    const response = await proxied(url, { ...init, headers, redirect: 'manual', signal })
    const remaining = remainingOf(Object.fromEntries(response.headers))
    if (remaining !== null) this.remaining.set(response.headers.get('x-ratelimit-resource') ?? 'core', remaining)
    return await this.known.complete(init.method, url, response)
  }
}

function readable<T>(call: Call<T>, data: unknown): T {
  const parsed = z.safeParse(call.answer, data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'the whole answer' : issue.path.join('.')
  throw unreadable(call.endpoint, `${where}: ${issue?.message ?? 'not as documented'}`)
}

function budgetError(endpoint: string, why: string, retryAt: number): RateLimitError {
  const failure = { status: null, retryable: true, endpoint, requestId: null, retryAt }
  return new RateLimitError(`No more requests to GitHub: ${why} (next: ${endpoint}).`, failure)
}

/** Throws a UserError for an address or a name that can't be one. */
export function checkOptions(options: ConnectOptions): void {
  const { owner, name } = options.repository
  if (![owner, name].every((part) => /^[\w.-]{1,100}$/.test(part)) || [owner, name].some((part) => /^\.+$/.test(part)))
    throw new UserError(`"${owner}/${name}" is not a repository.`, { remedy: 'Give it as OWNER/NAME.' })
  const url = options.apiUrl
  const parsed = URL.parse(url)
  if (parsed === null || (parsed.protocol !== 'https:' && !isLoopback(parsed.hostname))) {
    throw new UserError(`"${url}" is not an address of GitHub's API.`, { remedy: 'Use an https:// address.' })
  }
  if (options.token === '')
    throw new UserError('There is no token for GitHub.', { remedy: 'Pass the input `token`.', kind: 'state' })
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(host)
}
