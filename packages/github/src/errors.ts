import { ExternalError, UserError } from '@upkeep/schema'

/** GitHub asks for a longer pause than this run can make, or the run's own budget of requests is spent: the next run goes on. */
export class RateLimited extends ExternalError {
  constructor(message: string) {
    super(message, { service: 'GitHub', status: 429, retryable: true })
  }
}

/** A request that GitHub, or something in front of it, did not answer as it should. What was asked for may have been done. */
export class Unanswered extends ExternalError {
  constructor(message: string, status: number | null, cause?: unknown) {
    super(message, { service: 'GitHub', status, retryable: true, cause })
  }
}

/** What a request was and what came back, as far as anything did. */
export interface Failure {
  method: string
  /** The path, without host and query. */
  path: string
  status: number | null
  headers: Readonly<Record<string, unknown>>
  message: string
  cause?: unknown
}

/** The error for a request that failed for good or for now. A permission that lacks and a token that is refused are the user's to mend. */
export function errorOf({ method, path, status, headers, message, cause }: Failure): Error {
  const request = text(headers['x-github-request-id'])
  const said = `GitHub answered ${method} ${path} with ${status ?? 'nothing'}: ${brief(message)}`
  const told = `${said}${request === '' ? '' : ` (request ${request})`}`
  if (status === 401) {
    return new UserError(`The token was not accepted: ${told}.`, {
      remedy: 'Give the input "token" a valid token; the default is the token of the job.',
      kind: 'state',
      cause,
    })
  }
  if (status === 403 && /not accessible by/i.test(message)) {
    const [missing] = text(headers['x-accepted-github-permissions']).split(';')
    const line =
      missing === undefined || missing === '' ? permissionFor(path) : missing.trim().replace(/=/, ': ').split(',')[0]
    return new UserError(`The token of this job may not do this: ${told}.`, {
      remedy: `Add the line "${line ?? 'contents: write'}" under "permissions:" of this job.`,
      kind: 'state',
      cause,
    })
  }
  if (status === null || status >= 500) return new Unanswered(told, status, cause)
  return new ExternalError(told, { service: 'GitHub', status, retryable: false, cause })
}

function permissionFor(path: string): string {
  if (/\/(?:pulls|reviews)\b/.test(path)) return 'pull-requests: write'
  if (/\/(?:issues|labels|comments)\b/.test(path)) return 'issues: write'
  if (/\/check-runs\b/.test(path)) return 'checks: write'
  if (/\/actions\b/.test(path)) return 'actions: read'
  return 'contents: write'
}

/** One line, without what an HTML page would bring. */
function brief(message: string): string {
  const plain = /<html|<!doctype/i.test(message) ? 'a page of HTML' : message
  return plain.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Whether it is known that GitHub did not do what was asked: it refused. Otherwise one has to look. */
export function wasRefused(error: unknown): boolean {
  return !(error instanceof Unanswered)
}

export function statusOf(error: unknown): number | null {
  return error instanceof ExternalError ? error.status : null
}
