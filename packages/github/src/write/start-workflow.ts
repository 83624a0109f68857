import { UserError } from '@upkeep/schema'
import * as z from 'zod/mini'
import { GitHubError, RateLimitError } from '../wire/errors.ts'
import { answered, connectionOf } from '../wire/github.ts'
import type { GitHub } from '../wire/github.ts'
import { isOurs } from '../read/people.ts'
import { goneOf, refused, repeat, writeRest } from './once.ts'
import type { Written } from './once.ts'

export interface StartRequest {
  /** The id of the comment that asked. */
  comment: number
  /** The name of its file in `.github/workflows`. */
  workflow: string
  /** The branch whose file is run. */
  ref: string
  inputs: Readonly<Record<string, string>>
}

/** What our account puts on a comment that it has taken up. */
const EYES = 'eyes'

const REACT = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
const START = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches'

/**
 * Starts a workflow by hand, once for each comment at most: the comment is marked first, and one that is marked already starts nothing
 * (`unchanged`). Where GitHub does not say whether it started, its list of runs is asked, and it is not tried again.
 */
export async function startWorkflow(github: GitHub, request: StartRequest): Promise<Written<object>> {
  try {
    if (!(await takenUp(github, request.comment))) return { done: 'unchanged' }
    return await started(github, request)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return refusal
  }
}

/** False: it was before. An account can react but once, so that of two runs one is told that the other was first. */
async function takenUp(github: GitHub, comment: number): Promise<boolean> {
  if (await isMarked(github, comment)) return false
  const connection = connectionOf(github)
  let tries = 0
  const status = await repeat(github, async () => {
    tries += 1
    const send = async () => (await answered(connection, REACT, { comment_id: comment, content: EYES })).status
    return await connection.write({ endpoint: REACT, send, answer: z.int() })
  })
  return status === 201 || tries > 1 // the answer of the first try may have got lost
}

const Reactions = z.array(z.object({ user: z.nullable(z.object({ login: z.string() })) }))
const PAGE = 100

async function isMarked(github: GitHub, comment: number): Promise<boolean> {
  for (let page = 1; ; page++) {
    const parameters = { comment_id: comment, content: EYES, per_page: PAGE, page }
    const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
    const some = (await github.get(route, parameters, Reactions)) ?? []
    for (const { user } of some) if (await isOurs(github, user?.login ?? null)) return true
    if (some.length < PAGE) return false
  }
}

async function started(github: GitHub, { workflow, ref, inputs }: StartRequest): Promise<Written<object>> {
  const before = await newestRun(github, workflow)
  try {
    await writeRest(github, START, { workflow_id: workflow, ref, inputs }, z.unknown())
    return { done: 'created' }
  } catch (error) {
    if (!(error instanceof GitHubError) || error instanceof RateLimitError || !error.retryable) throw error
    await connectionOf(github).pause(1, error.message)
    if ((await newestRun(github, workflow)) > before) return { done: 'created' }
    return refused('unanswered', 'GitHub did not say whether it started.')
  }
}

const Runs = z.object({ workflow_runs: z.array(z.object({ id: z.int() })) })

/** The id of the last one that was started by hand; 0 where there is none. */
async function newestRun(github: GitHub, workflow: string): Promise<number> {
  const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs'
  const found = await github.get(route, { workflow_id: workflow, event: 'workflow_dispatch', per_page: 1 }, Runs)
  return found?.workflow_runs[0]?.id ?? 0
}

/** A token that may not, a comment that is gone, a workflow that takes no such start. */
function refusalOf(error: unknown): Written<object> | null {
  if (error instanceof UserError) return refused('forbidden', `${error.message} ${error.remedy}`)
  if (!(error instanceof GitHubError)) return null
  if (error.endpoint === REACT) return goneOf(error)
  const lasting = error.status !== null && [403, 404, 422].includes(error.status)
  return lasting ? refused('unstartable', error.message) : null
}
