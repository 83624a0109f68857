import { GraphqlResponseError } from '@octokit/graphql'
import { RequestError } from '@octokit/request-error'
import { ExternalError, UserError, messageOf } from '@upkeep/schema'
import { PERMISSIONS } from './permissions.data.ts'
import { limitWait } from './rate-limit.ts'
import type { LimitedAnswer } from './rate-limit.ts'

export interface GitHubFailure {
  /** HTTP status; null where there was no answer, or one that could not be read. */
  status: number | null
  retryable: boolean
  /** `POST /repos/{owner}/{repo}/pulls` or `GraphQL query Files`. */
  endpoint: string
  /** GitHub's own name for the request, for a support ticket. */
  requestId: string | null
  /** The `type` of a GraphQL error: NOT_FOUND, STALE_DATA, FORBIDDEN … */
  type?: string | null
  cause?: unknown
}

/** GitHub failed. `retryable`: it may do better next time; of a write that means that nobody knows whether it was done. */
export class GitHubError extends ExternalError {
  readonly endpoint: string
  readonly requestId: string | null
  readonly type: string | null

  constructor(message: string, failure: GitHubFailure) {
    const { status, retryable, cause } = failure
    super(message, { service: 'GitHub', status, retryable, cause })
    this.endpoint = failure.endpoint
    this.requestId = failure.requestId
    this.type = failure.type ?? null
  }
}

/** GitHub, or this run's own budget of requests, allows no more for now: what is left is deferred to the next run (`incomplete: rate-limit`). */
export class RateLimitError extends GitHubError {
  /** When to try again: milliseconds since the epoch. */
  readonly retryAt: number

  constructor(message: string, failure: GitHubFailure & { retryAt: number }) {
    super(message, failure)
    this.retryAt = failure.retryAt
  }
}

/** One request's end: what to throw, and how long GitHub wants silence if that is why. */
export interface Failure {
  error: Error
  wait: number | null
}

interface Answer extends LimitedAnswer {
  requestId: string | null
}

/** Sorts out what octokit threw. `limited`: how often this request has hit a limit before. */
export function failureOf(thrown: unknown, endpoint: string, now: number, limited: number): Failure {
  if (thrown instanceof GitHubError || thrown instanceof UserError) return { error: thrown, wait: null }
  const answer = answerOf(thrown)
  const wait = limitWait(answer, now, limited)
  if (wait !== null) return { error: limitError(answer, endpoint, now + wait, thrown), wait }
  return { error: userError(answer, endpoint, thrown) ?? externalError(answer, endpoint, thrown), wait: null }
}

/** An answer with a good status that is no answer: an HTML page, half a JSON document, other fields than documented. */
export function unreadable(endpoint: string, detail: string): GitHubError {
  const message = `GitHub's answer to ${endpoint} can't be read: ${detail}.`
  return new GitHubError(message, { status: null, retryable: true, endpoint, requestId: null })
}

function answerOf(thrown: unknown): Answer {
  if (thrown instanceof GraphqlResponseError) {
    const headers = thrown.headers
    const errors = thrown.errors ?? []
    const type = errors.map((error) => error.type).find((one) => typeof one === 'string') ?? null
    const message = errors.map((error) => error.message).join('; ')
    return { status: 200, headers, message, type, requestId: text(headers['x-github-request-id']) }
  }
  if (thrown instanceof RequestError && thrown.response !== undefined) {
    const { headers } = thrown.response
    const requestId = text(headers['x-github-request-id'])
    return { status: thrown.status, headers, message: thrown.message, type: null, requestId }
  }
  return { status: null, headers: {}, message: messageOf(thrown), type: null, requestId: null }
}

/** GraphQL errors that will not go away by asking again. The others ("Something went wrong", timeouts) have other types or none. */
const LASTING_TYPES = new Set([
  'NOT_FOUND',
  'FORBIDDEN',
  'UNPROCESSABLE',
  'STALE_DATA',
  'INSUFFICIENT_SCOPES',
  'MAX_NODE_LIMIT_EXCEEDED',
  'EXCESSIVE_PAGINATION',
])

function externalError(answer: Answer, endpoint: string, cause: unknown): GitHubError {
  const { status, type, requestId } = answer
  const retryable = status === 200 ? !lasting(answer) : status === null || status >= 500 || status === 408
  const said = status === null ? 'did not answer' : `answered ${type ?? status} to`
  const request = requestId === null ? '' : ` (request ${requestId})`
  const message = `GitHub ${said} ${endpoint}${request}: ${oneLine(answer.message)}`
  return new GitHubError(message, { status, retryable, endpoint, requestId, type, cause })
}

/** A document that GitHub refuses to parse carries no type but is our own mistake: it says so. */
function lasting({ type, message }: Answer): boolean {
  return (type !== null && LASTING_TYPES.has(type)) || /\bdoesn't exist on type\b|\bParse error\b/.test(message)
}

function limitError(answer: Answer, endpoint: string, retryAt: number, cause: unknown): RateLimitError {
  const { status, requestId, type } = answer
  const message = `GitHub's rate limit stops ${endpoint} until ${new Date(retryAt).toISOString()}.`
  return new RateLimitError(message, { status, retryable: true, endpoint, requestId, type, cause, retryAt })
}

const MISSING_PERMISSION = /Resource not accessible by (?:integration|personal access token)/i
const NO_PULL_REQUESTS = /GitHub Actions is not permitted to create or approve pull requests/i

function userError(answer: Answer, endpoint: string, cause: unknown): UserError | null {
  const { status, message, headers } = answer
  if (status === 401) {
    const remedy = 'Pass a token that is valid: the input `token`, by default `${{ github.token }}`.'
    return new UserError(`GitHub refused the token (${endpoint}).`, { remedy, kind: 'state', cause })
  }
  if (NO_PULL_REQUESTS.test(message)) {
    const remedy = 'Allow it in Settings → Actions → General → Workflow permissions, or pass the token of a GitHub App.'
    return new UserError(`This repository does not let GitHub Actions open pull requests.`, {
      remedy,
      kind: 'state',
      cause,
    })
  }
  if (!MISSING_PERMISSION.test(message)) return null
  const permission = permissionFor(endpoint, text(headers['x-accepted-github-permissions']))
  const remedy = `Add \`${permission}\` to the \`permissions:\` of this job.`
  return new UserError(`The token may not do this: ${endpoint} needs \`${permission}\`.`, {
    remedy,
    kind: 'state',
    cause,
  })
}

/** The header's words (`pull_requests=write`; alternatives parted by `;`) as a workflow writes them. */
function permissionFor(endpoint: string, accepted: string | null): string {
  const [first = ''] = (accepted ?? '').split(';')
  const lines = [...first.matchAll(/([a-z_]+)=(read|write)/g)].map(
    ([, name = '', level = '']) => `${name.replaceAll('_', '-')}: ${level}`,
  )
  if (lines.length > 0) return lines.join(', ')
  return PERMISSIONS.find((entry) => entry.endpoint.test(endpoint))?.permission ?? 'contents: read'
}

/** The beginning of a message that may be a whole HTML page. */
function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 300)}…` : line
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
