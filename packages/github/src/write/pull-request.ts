import * as z from 'zod/mini'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { parseMarker } from '../marker.ts'
import { goneOf, once, repeat, writeRest } from './once.ts'
import type { Written } from './once.ts'

export interface PullRequestText {
  title: string
  /** Markdown with the marker at its end. */
  body: string
}

export interface PostedPullRequest {
  number: number
  url: string
}

const Pull = z.object({ number: z.int(), html_url: z.string() })
const Pulls = z.array(z.object({ number: z.int(), html_url: z.string(), body: z.nullish(z.string()) }))

/** Opens a pull request between two branches of this repository; where one of ours is open already, gives that one. */
export async function openPullRequest(
  github: GitHub,
  { head, base, title, body }: PullRequestText & { head: string; base: string },
): Promise<Written<PostedPullRequest>> {
  const look = async (): Promise<Written<PostedPullRequest> | null> => {
    const there = await openBetween(github, head, base)
    return there === null ? null : { done: 'unchanged', ...there }
  }
  const make = async (): Promise<Written<PostedPullRequest>> => {
    try {
      const parameters = { head, base, title, body }
      return {
        done: 'created',
        ...posted(await writeRest(github, 'POST /repos/{owner}/{repo}/pulls', parameters, Pull)),
      }
    } catch (error) {
      const there = error instanceof GitHubError && error.status === 422 ? await look() : null
      if (there === null) throw error
      return there
    }
  }
  return await once(github, make, look)
}

/** Changes the words or the state of a pull request. Twice is the same as once. */
export async function updatePullRequest(
  github: GitHub,
  number: number,
  change: Partial<PullRequestText> & { state?: 'closed' },
): Promise<Written<PostedPullRequest>> {
  const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}'
  try {
    const made = await repeat(github, () => writeRest(github, route, { pull_number: number, ...change }, Pull))
    return { done: 'updated', ...posted(made) }
  } catch (error) {
    const gone = goneOf(error)
    if (gone === null) throw error
    return gone
  }
}

async function openBetween(github: GitHub, head: string, base: string): Promise<PostedPullRequest | null> {
  const query = { head: `${github.repository.owner}:${head}`, base, state: 'open', per_page: 10 }
  const list = (await github.get('GET /repos/{owner}/{repo}/pulls', query, Pulls)) ?? []
  const own = list.find(({ body }) => parseMarker(body ?? null) !== null)
  return own === undefined ? null : posted(own)
}

function posted({ number, html_url: url }: { number: number; html_url: string }): PostedPullRequest {
  return { number, url }
}
