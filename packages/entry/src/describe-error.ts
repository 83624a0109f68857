import type { ReasonCode } from '@upkeep/schema'
import { messageOf, systemCode } from '@upkeep/schema/errors'
import { ISSUES_URL } from './product.data.ts'
import { SYSTEM_ERRORS } from './system-errors.data.ts'

/** What a user is told of an error. `stack` is set for a bug of ours only. */
export interface ErrorDescription {
  title: string
  remedy: string | null
  stack: string | null
  exit: 1 | 2
  /** The code for the output `reason`. */
  code: ReasonCode
}

/** How a message of the configuration loader begins. */
const FILE_POSITION = /^\S+:\d+:\d+: /

/** Everything that can be thrown, as what is said of it and the exit code: 2 for wrong usage or configuration, else 1. */
export function describeError(thrown: unknown): ErrorDescription {
  const name = text(thrown, 'name')
  const title = messageOf(thrown)
  if (name === 'UserError') {
    const told = { title, remedy: text(thrown, 'remedy'), stack: null }
    if (text(thrown, 'kind') === 'state') return { ...told, exit: 1, code: 'not-set-up' }
    return { ...told, exit: 2, code: FILE_POSITION.test(title) ? 'config' : 'usage' }
  }
  if (name === 'ExternalError') {
    const code = property(thrown, 'status') === 429 ? 'rate-limit' : 'internal'
    return { title, remedy: externalRemedy(thrown), stack: null, exit: 1, code }
  }
  if (name === 'AbortError')
    return { title: 'The run was cancelled.', remedy: null, stack: null, exit: 1, code: 'time' }
  return systemError(thrown) ?? bug(thrown, title)
}

function systemError(thrown: unknown): ErrorDescription | null {
  const known = SYSTEM_ERRORS[systemCode(thrown) ?? '']
  if (known === undefined) return null
  const place = text(thrown, 'dest') ?? text(thrown, 'path') ?? 'a file of this run'
  return { title: known.says.replace('%', () => place), remedy: known.remedy, stack: null, exit: 1, code: 'internal' }
}

function externalRemedy(thrown: unknown): string {
  const service = text(thrown, 'service') ?? 'the service'
  const status = property(thrown, 'status')
  if (status === 401) return `Check the key or token for ${service}: it was not accepted.`
  if (status === 403) return `The key or token for ${service} lacks a permission that this needs.`
  if (status === 429) return `${service} limits how much may be asked; run again later, or lower the limits of the run.`
  if (property(thrown, 'retryable') === true)
    return `Run again: ${service} did not answer as it should, which passes by itself.`
  return `See what ${service} says above; running again alone will not help.`
}

function bug(thrown: unknown, message: string): ErrorDescription {
  return {
    title: `Upkeep failed because of a bug: ${message}`,
    remedy: `Please report it at ${ISSUES_URL} with the lines below; nothing of the repository was changed.`,
    stack: text(thrown, 'stack') ?? `${message}\n    (no stack: a ${typeof thrown} was thrown)`,
    exit: 1,
    code: 'internal',
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function text(value: unknown, name: string): string | null {
  const found = property(value, name)
  return typeof found === 'string' ? found : null
}
