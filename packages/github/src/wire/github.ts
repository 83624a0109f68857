import * as z from 'zod/mini'
import { Connection, checkOptions } from './connection.ts'
import type { ConnectOptions } from './connection.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { GitHubError, unreadable } from './errors.ts'

/** Values for the braces of a route, and the rest for its query string. */
export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * A repository on GitHub, for reading. Failures: GitHubError (an ExternalError), RateLimitError (deferred: `incomplete: rate-limit`),
 * UserError for what the user mends (401, a missing line of `permissions:`); the signal's reason once it is aborted.
 */
export interface GitHub {
  readonly repository: { readonly owner: string; readonly name: string }
  readonly signal: AbortSignal
  readonly clock: Clock
  /** HTTP requests so far, those left of the budget, and how many were writes. */
  requests(): { made: number; left: number; writes: number }
  /** `GET`; `{owner}` and `{repo}` of the route are filled in. Null: 404, which is also what a token sees that may not look. */
  get<T>(route: `GET ${string}`, parameters: Parameters, answer: z.ZodMiniType<T>): Promise<T | null>
  /** A GraphQL query `query Name($owner: String!, $name: String! …)`; `owner` and `name` are filled in where it takes them. */
  query<T>(
    document: `query ${string}`,
    variables: Readonly<Record<string, unknown>>,
    answer: z.ZodMiniType<T>,
  ): Promise<T>
}

const connections = new WeakMap<GitHub, Connection>()

/** What the write entry works with. Whoever imports only the root of this package can't reach it. */
export function connectionOf(github: GitHub): Connection {
  const connection = connections.get(github)
  if (connection === undefined) throw new TypeError('not made by connect()')
  return connection
}

/** Throws a UserError for options that can't be right; asks GitHub nothing. */
export function connect(options: Omit<ConnectOptions, 'clock'> & { clock?: Clock }): GitHub {
  const complete = { ...options, clock: options.clock ?? systemClock }
  checkOptions(complete)
  const connection = new Connection(complete)
  const { owner, name } = options.repository
  const github: GitHub = {
    repository: { owner, name },
    signal: options.signal,
    clock: complete.clock,
    requests: () => ({ made: connection.made, left: connection.left, writes: connection.writes }),
    async get(route, parameters, answer) {
      try {
        return await connection.read({ endpoint: route, send: () => rest(connection, route, parameters), answer })
      } catch (error) {
        if (error instanceof GitHubError && error.status === 404) return null
        throw error
      }
    },
    query: (document, variables, answer) =>
      connection.read({ endpoint: named(document), send: () => graphql(connection, document, variables), answer }),
  }
  connections.set(github, connection)
  return github
}

/** An answer that is no error; the status may be one of a redirect, which is not followed. */
export async function answered(
  connection: Connection,
  route: string,
  parameters: object,
): Promise<{ status: number; headers: Readonly<Record<string, string | number | undefined>>; data: unknown }> {
  const { owner, name } = connection.options.repository
  const answer: { status: number; headers: Readonly<Record<string, string | number | undefined>>; data: unknown } =
    await connection.octokit.request(route, { owner, repo: name, ...parameters })
  return { status: answer.status, headers: answer.headers, data: answer.data }
}

/** One request of the REST API; the answer's body. A redirect is an error: what is meant has moved, or a proxy is in the way. */
export async function rest(connection: Connection, route: string, parameters: object): Promise<unknown> {
  const { status, headers, data } = await answered(connection, route, parameters)
  if (status < 300) return data
  const home = new URL(connection.options.apiUrl)
  const target = URL.parse(String(headers['location'] ?? ''), home.href)
  const lasting = target?.host === home.host && (status === 301 || status === 308)
  const request = headers['x-github-request-id']
  throw new GitHubError(`GitHub redirects ${route} to ${target?.host ?? 'nowhere'} (${status}): not followed.`, {
    status,
    retryable: !lasting,
    endpoint: route,
    requestId: typeof request === 'string' ? request : null,
  })
}

export async function graphql(
  connection: Connection,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { repository } = connection.options
  const home = /\$owner\b/.test(document) ? { owner: repository.owner, name: repository.name } : {}
  try {
    return await connection.octokit.graphql(document, { ...home, ...variables })
  } catch (error) {
    // octokit reads `errors` of a body that may be null
    if (error instanceof TypeError) throw unreadable(named(document), error.message)
    throw error
  }
}

/** `GraphQL query Files`. */
export function named(document: string): string {
  return `GraphQL ${/^\s*(?:query|mutation)\s+\w+/.exec(document)?.[0].trim().replace(/\s+/g, ' ') ?? 'request'}`
}
