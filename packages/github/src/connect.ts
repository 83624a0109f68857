import { GitHub as Octokit, getOctokitOptions } from '@actions/github/lib/utils'
import { GraphqlResponseError, withCustomRequest } from '@octokit/graphql'
import { ExternalError } from '@upkeep/schema'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { Unanswered, errorOf } from './errors.ts'
import { Transport, graphqlErrors } from './transport.ts'
import type { Answer, Tally } from './transport.ts'

export interface Slug {
  owner: string
  name: string
}

export interface ConnectOptions {
  token: string
  repository: Slug
  /** Of the REST interface, without a slash at the end; the GraphQL interface is found from it, also on GitHub Enterprise Server. */
  apiUrl: string
  /** 150 where absent (security.md §5). */
  maxRequests?: number
  /** The longest single wait for a rate limit; 120 where absent. */
  maxWaitSeconds?: number
  clock?: Clock
  signal: AbortSignal
  log: (line: string) => void
}

/** A connection for one repository. Everything it throws is `RateLimited`, `Unanswered`, ExternalError or UserError. */
export interface GitHub {
  readonly repository: Slug
  readonly clock: Clock
  readonly signal: AbortSignal
  requests(): Tally
  /** A REST request by its route (`GET /repos/{owner}/{repo}`); owner and repo are filled in. The answer is not checked yet. */
  rest(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>
  /** A GraphQL query or mutation; `owner` and `name` are filled in where the query declares them. */
  graphql(query: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown>
  /** The address of a file that GitHub keeps elsewhere (an artifact): where a GET is redirected to. */
  location(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<string>
}

/** Seconds after which a request counts as not answered. */
const TIMEOUT = 30

const quiet = () => undefined

/** Opens a connection; nothing is asked yet. */
export function connect(options: ConnectOptions): GitHub {
  const {
    token,
    repository,
    apiUrl,
    signal,
    log,
    maxRequests = 150,
    maxWaitSeconds = 120,
    clock = systemClock,
  } = options
  const octokit = new Octokit({
    ...getOctokitOptions(token),
    baseUrl: apiUrl,
    log: { debug: quiet, info: quiet, warn: log, error: quiet },
  })
  const transport = new Transport({ clock, signal, limits: { maxRequests, maxWaitSeconds }, log })
  octokit.hook.wrap('request', async (request, asked) => {
    const { method, url } = asked
    const redirects = asked.request['keepRedirect'] === true
    const send = async (): Promise<Answer> => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT * 1000)])
      return await request({ ...asked, request: { ...asked.request, redirect: 'manual', signal: limit } })
    }
    const answer: unknown = await transport.send({ method, url, write: isWrite(asked), redirects }, send)
    return answer as never // the hook is typed for every endpoint at once; readers check what they read
  })
  const repo = { owner: repository.owner, repo: repository.name }
  const graphql = withCustomRequest(octokit.request)
  return {
    repository,
    clock,
    signal,
    requests: () => transport.tally(),
    async rest(route, parameters = {}) {
      const { data } = await octokit.request(route, { ...repo, ...parameters })
      return data
    },
    async location(route, parameters = {}) {
      const { headers } = await octokit.request(route, { ...repo, ...parameters, request: { keepRedirect: true } })
      if (typeof headers.location === 'string') return headers.location
      throw new Unanswered(`GitHub named no place for ${route}`, null)
    },
    async graphql(query, variables = {}) {
      const known = {
        ...(query.includes('$owner:') ? { owner: repository.owner } : {}),
        ...(query.includes('$name:') ? { name: repository.name } : {}),
      }
      try {
        return await graphql(query, { ...known, ...variables })
      } catch (error) {
        throw error instanceof GraphqlResponseError ? graphqlError(error) : error
      }
    },
  }
}

/** A POST to GraphQL writes only where it is a mutation. */
function isWrite({ method, url, ...rest }: { method: string; url: string }): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  const query: unknown = Reflect.get(rest, 'query')
  return !url.endsWith('/graphql') || typeof query !== 'string' || /^\s*mutation\b/.test(query)
}

/** HTTP statuses for what GraphQL says in words. */
const STATUSES: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  STALE_DATA: 409,
  UNPROCESSABLE: 422,
}

function graphqlError(error: GraphqlResponseError<unknown>): Error {
  const [first] = graphqlErrors({ errors: error.errors })
  const message = first?.message ?? error.message
  const status = STATUSES[first?.type ?? ''] ?? 422
  if (status === 403)
    return errorOf({ method: 'POST', path: '/graphql', status, headers: error.headers, message, cause: error })
  return new ExternalError(`GitHub refused a query: ${message.slice(0, 300)}`, {
    service: 'GitHub',
    status,
    retryable: false,
    cause: error,
  })
}
