import { messageOf } from '@upkeep/schema'
import * as z from 'zod/mini'
import { GitHubError, unreadable } from './errors.ts'
import { answered, connectionOf } from './github.ts'
import type { GitHub, Parameters } from './github.ts'
import { proxied } from './proxied.ts'

const TRIES = 3

/** The signed address that a route redirects to; it is asked for with our token and read without it. Errors: those of `get`, 404 and 410 too. */
export async function signedAddress(github: GitHub, route: `GET ${string}`, parameters: Parameters): Promise<string> {
  const connection = connectionOf(github)
  const send = async () => (await answered(connection, route, parameters)).headers['location']
  const location = await connection.read({ endpoint: route, send, answer: z.string() })
  const url = URL.parse(location)
  if (url?.protocol === 'https:' || (url?.hostname === '127.0.0.1' && url.protocol === 'http:')) return location
  throw unreadable(route, 'it names no https address to download from')
}

export interface Download {
  /** What errors call the storage. */
  what: string
  /** For the whole of one try. */
  seconds: number
}

/**
 * Downloads from a storage host, which never sees the token; three tries, each of which `read` begins anew. `last` tells it that there
 * will be no other one. Rejects with a GitHubError whose message doesn't name the address.
 */
export async function downloaded<T>(
  github: GitHub,
  location: string,
  { what, seconds }: Download,
  read: (chunks: AsyncIterable<Uint8Array>, last: boolean) => Promise<T>,
): Promise<T> {
  const connection = connectionOf(github)
  for (let tries = 1; ; tries++) {
    try {
      const signal = AbortSignal.any([github.signal, AbortSignal.timeout(seconds * 1000)])
      return await read(streamed(location, what, signal), tries === TRIES)
    } catch (error) {
      github.signal.throwIfAborted()
      if (!(error instanceof GitHubError) || !error.retryable || tries === TRIES) throw error
      await connection.pause(tries, error.message)
    }
  }
}

async function* streamed(location: string, what: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    const response = await proxied(location, { signal, redirect: 'error' })
    if (!response.ok) {
      await response.body?.cancel()
      throw storageError(what, new Error(`answered ${response.status}`), response.status)
    }
    yield* (response.body ?? []) as AsyncIterable<Uint8Array>
  } catch (error) {
    throw storageError(what, error)
  }
}

function storageError(what: string, cause: unknown, status: number | null = null): GitHubError {
  if (cause instanceof GitHubError) return cause
  // what is signed into the address must not reach a log, so it isn't named
  return new GitHubError(`The ${what}'s storage failed: ${messageOf(cause)}.`, {
    status,
    retryable: status === null || status >= 500 || status === 429,
    endpoint: `GET ${what} storage`,
    requestId: null,
    cause,
  })
}
