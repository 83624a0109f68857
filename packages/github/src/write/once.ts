import * as z from 'zod/mini'
import type { Connection } from '../wire/connection.ts'
import { GitHubError, RateLimitError } from '../wire/errors.ts'
import { connectionOf, graphql, named, rest } from '../wire/github.ts'
import type { GitHub } from '../wire/github.ts'

/** Why nothing was written, where that is to be expected. */
export type RefusalCode =
  | 'deleted' // the issue, pull request or branch is gone
  | 'moved' // the issue now lives in another repository
  | 'locked' // the conversation is locked
  | 'closed' // the pull request is closed
  | 'foreign' // the branch or pull request is somebody else's
  | 'mode' // an executable file, a link or a submodule: a commit through the API would change what it is
  | 'no-change' // nothing differs from the base
  | 'forbidden' // the token may not
  | 'unstartable' // the workflow can not be started in this way
  | 'unanswered' // nobody knows whether it was done, and it may not be done twice

/** An expected refusal; `message` is a sentence for a report. */
export interface Refused {
  done: 'refused'
  why: RefusalCode
  message: string
}

/** What a write did. `unchanged`: it was there already, from this run or an earlier one. */
export type Written<T> = ({ done: 'created' | 'updated' | 'unchanged' } & T) | Refused

export function refused(why: RefusalCode, message: string): Refused {
  return { done: 'refused', why, message }
}

const TRIES = 3

/** One write request. See `Connection.write` for what a retryable failure means. */
export async function writeRest<T>(
  github: GitHub,
  route: string,
  parameters: object,
  answer: z.ZodMiniType<T>,
): Promise<T> {
  const connection = connectionOf(github)
  return await connection.write({ endpoint: route, send: () => rest(connection, route, parameters), answer })
}

export async function mutate<T>(
  github: GitHub,
  document: `mutation ${string}`,
  variables: Readonly<Record<string, unknown>>,
  answer: z.ZodMiniType<T>,
): Promise<T> {
  const connection = connectionOf(github)
  return await connection.write({
    endpoint: named(document),
    send: () => graphql(connection, document, variables),
    answer,
  })
}

/**
 * Makes a thing once, though answers get lost: after a failure that leaves it open whether GitHub did it, looks for it before the next
 * of three tries. `look` finds what `make` makes, by its key.
 */
export async function once<T>(github: GitHub, make: () => Promise<T>, look: () => Promise<T | null>): Promise<T> {
  const connection: Connection = connectionOf(github)
  for (let tries = 1; ; tries++) {
    try {
      return await make()
    } catch (error) {
      if (!isUncertain(error)) throw error
      await connection.pause(tries, error.message)
      const found = await look()
      if (found !== null) return found
      if (tries === TRIES) throw error
    }
  }
}

/** For what may be done twice without harm (set a title, delete a branch). */
export async function repeat<T>(github: GitHub, make: () => Promise<T>): Promise<T> {
  return await once(github, make, () => Promise.resolve(null))
}

/** Nobody knows whether it was done. A rate limit is certain: nothing was. */
function isUncertain(error: unknown): error is GitHubError {
  return error instanceof GitHubError && !(error instanceof RateLimitError) && error.retryable
}

/** The refusal behind an error of an issue's or a pull request's endpoint, null where it is another failure. */
export function goneOf(error: unknown): Refused | null {
  if (!(error instanceof GitHubError)) return null
  if (error.status === 404 || error.status === 410) return refused('deleted', 'It has been deleted meanwhile.')
  if (error.status === 301) return refused('moved', 'It has been transferred to another repository meanwhile.')
  if ((error.status === 403 || error.status === 422) && /\block/i.test(error.message))
    return refused('locked', 'The conversation is locked.')
  return null
}

/** Deletes a comment; one that is gone already is as well. */
export async function removed(github: GitHub, route: `DELETE ${string}`, id: number): Promise<void> {
  try {
    await repeat(github, () => writeRest(github, route, { comment_id: id }, z.unknown()))
  } catch (error) {
    if (goneOf(error) === null) throw error
  }
}
