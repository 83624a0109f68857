import { messageOf } from '@upkeep/schema'
import type { ModelFailureKind } from '@upkeep/schema'
import type { ModelFailure } from '../model.ts'
import { OVERFLOW_WORDS, TYPES } from './failure.data.ts'
import { CutStream, StreamError } from './wire.ts'

/** What can be read off an error of either SDK without loading it: errors of both have these fields. */
interface SdkError {
  status?: unknown
  type?: unknown
  code?: unknown
  headers?: unknown
  error?: unknown
}

/** What an error means. Told apart by class, status and the provider's own type; its text is only looked at for an overflow. */
export function failureOf(error: unknown, network: 'timeout' | 'connection' | null): ModelFailure {
  if (error instanceof StreamError) return failure(TYPES[error.type] ?? 'server', null, null)
  if (error instanceof CutStream || error instanceof SyntaxError) return failure('cut', null, null)
  const { status, type, code, headers } = fieldsOf(error)
  if (typeof status !== 'number') {
    const known = [type, code].flatMap((word) => (typeof word === 'string' ? (TYPES[word] ?? []) : []))[0]
    if (known !== undefined) return failure(known, null, null)
    return failure(network ?? 'cut', null, null)
  }
  const named = [code, type].flatMap((word) => (typeof word === 'string' ? (TYPES[word] ?? []) : []))[0]
  const found = failure(kindOf(status, named, error), status, waitOf(headers))
  // what a server did not accept only it can say; of a refused key it might repeat a part
  return found.kind === 'invalid' ? { ...found, message: `${found.message}: ${messageOf(error).slice(0, 300)}` } : found
}

function kindOf(status: number, named: ModelFailureKind | undefined, error: unknown): ModelFailureKind {
  if (named === 'money' || named === 'overflow') return named
  if (status === 401 || status === 403) return 'auth'
  if (status === 402) return 'money'
  if (status === 413) return 'overflow'
  if (status === 429) return 'rate-limit'
  if (status === 529 || status === 503) return 'overloaded'
  if (status === 408 || status === 409 || status >= 500) return 'server'
  return OVERFLOW_WORDS.some((words) => words.test(JSON.stringify(fieldsOf(error).error ?? '')))
    ? 'overflow'
    : 'invalid'
}

function fieldsOf(error: unknown): SdkError {
  return error !== null && typeof error === 'object' ? error : {}
}

/** Seconds that the server asks for; null where it names none, or none that makes sense. */
export function waitOf(headers: unknown): number | null {
  if (!isHeaders(headers)) return null
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds / 1000
  const after = headers.get('retry-after')
  if (after === null) return null
  const seconds = Number(after)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const until = Date.parse(after)
  return Number.isNaN(until) ? null : Math.max(0, (until - Date.now()) / 1000)
}

/** Those of any implementation of fetch. */
function isHeaders(value: unknown): value is Pick<Headers, 'get'> {
  return value !== null && typeof value === 'object' && 'get' in value && typeof value.get === 'function'
}

const SENTENCES: Readonly<Record<ModelFailureKind, string>> = {
  auth: 'the key was not accepted, or may not use this model',
  money: 'the account has no credit left',
  'rate-limit': 'the limit of requests is reached',
  overloaded: 'the server is overloaded',
  server: 'the server failed',
  connection: 'there is no connection to the server',
  timeout: 'the server took too long',
  cut: 'the reply was cut on the way',
  overflow: 'the conversation is longer than the model takes',
  invalid: 'the server did not accept the request',
  aborted: 'the run was ended',
}

export function failure(kind: ModelFailureKind, status: number | null, waitSeconds: number | null): ModelFailure {
  return { kind, status, waitSeconds, message: `${SENTENCES[kind]}${status === null ? '' : ` (HTTP ${status})`}` }
}
