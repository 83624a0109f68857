import type { Clock } from './clock.ts'
import type { Repository, World } from './model.ts'

export type Level = 'none' | 'read' | 'write'

/** Who a token speaks for. */
export interface Viewer {
  login: string
  permissions: Readonly<Record<string, Level>>
}

/** One request that passed authentication and the description of its operation. */
export interface Call extends World {
  operation: string
  viewer: Viewer
  /** Parts of the path, not decoded further. */
  path: Readonly<Record<string, string>>
  query: Readonly<Record<string, string | number | boolean>>
  body: Readonly<Record<string, unknown>>
  /** Of requests below /repos/{owner}/{repo}. */
  repository: Repository
  /** `http://127.0.0.1:1/api/v3` and `http://127.0.0.1:1`. */
  api: string
  web: string
  /** Another origin, where archives are. */
  storage: string
  now: number
  clock: Clock
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export type Handler = (call: Call) => Answer

/** An answer of GitHub's that says no. */
export class Refusal extends Error {
  readonly answer: Answer
  constructor(
    status: number,
    message: string,
    further: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message)
    this.answer = {
      status,
      body: { message, ...further, documentation_url: 'https://docs.github.com/rest', status: String(status) },
      headers,
    }
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found')
}

export function invalid(resource: string, errors: readonly Record<string, unknown>[]): Refusal {
  return new Refusal(422, 'Validation Failed', { errors: errors.map((error) => ({ resource, ...error })) })
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown): Answer => ({ status: 201, body })
export const noContent: Answer = { status: 204 }

/** What a handler found, or GitHub's 404. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound()
  return value
}

/** One page of a list, with the `Link` header of GitHub's. */
export function page<T>(call: Call, items: readonly T[], wrap: (part: T[]) => unknown = (part) => part): Answer {
  const size = Math.min(100, Math.max(1, Number(call.query['per_page'] ?? 30)))
  const at = Math.max(1, Number(call.query['page'] ?? 1))
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (number: number, rel: string) => {
    const query = new URLSearchParams(
      Object.entries(call.query).map(([name, value]): [string, string] => [name, String(value)]),
    )
    query.set('per_page', String(size))
    query.set('page', String(number))
    return `<${call.api}${call.path['*'] ?? ''}?${query.toString()}>; rel="${rel}"`
  }
  const links = [
    ...(at > 1 ? [link(at - 1, 'prev')] : []),
    ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
    ...(at > 1 ? [link(1, 'first')] : []),
  ]
  const body = wrap(items.slice((at - 1) * size, at * size))
  return { status: 200, body, headers: links.length > 0 ? { link: links.join(', ') } : {} }
}

/** GitHub's times have no fraction. */
export function iso(ms: number): string
export function iso(ms: number | null): string | null
export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
}
