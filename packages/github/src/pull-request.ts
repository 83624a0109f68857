import * as z from 'zod/mini'
import { read } from './check.ts'
import type { GitHub } from './connect.ts'
import { statusOf } from './errors.ts'
import { lookFirst } from './look-first.ts'
import { readMarker } from './marker.ts'

export interface PullRequestText {
  title: string
  /** With the marker at its end. */
  body: string
}

export interface PostedPullRequest {
  number: number
  url: string
}

const Posted = z.object({ number: z.int(), html_url: z.string() })
const Listed = z.array(z.object({ number: z.int(), html_url: z.string(), body: z.nullable(z.string()) }))

/** Opens a pull request between two branches of the repository; where one is open already, gives that one. */
export async function openPullRequest(
  github: GitHub,
  { head, base, title, body }: PullRequestText & { head: string; base: string },
): Promise<PostedPullRequest> {
  const look = async () => await openBetween(github, head, base)
  try {
    return await lookFirst(
      github,
      async () => posted(await github.rest('POST /repos/{owner}/{repo}/pulls', { head, base, title, body })),
      look,
    )
  } catch (error) {
    const found = statusOf(error) === 422 ? await look() : null
    if (found === null) throw error
    return found
  }
}

/** Changes title, body or state. Doing it twice is the same as doing it once, so it is simply sent again where it was not answered. */
export async function updatePullRequest(
  github: GitHub,
  number: number,
  change: Partial<PullRequestText> & { state?: 'closed' },
): Promise<PostedPullRequest> {
  return await lookFirst(
    github,
    async () =>
      posted(await github.rest('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number, ...change })),
    async () => null,
  )
}

async function openBetween(github: GitHub, head: string, base: string): Promise<PostedPullRequest | null> {
  const query = { head: `${github.repository.owner}:${head}`, base, state: 'open', per_page: 10 }
  const list = read(Listed, await github.rest('GET /repos/{owner}/{repo}/pulls', query), 'pull requests')
  const own = list.find(({ body }) => readMarker(body ?? '') !== null)
  return own === undefined ? null : { number: own.number, url: own.html_url }
}

function posted(answer: unknown): PostedPullRequest {
  const { number, html_url: url } = read(Posted, answer, 'the pull request')
  return { number, url }
}
