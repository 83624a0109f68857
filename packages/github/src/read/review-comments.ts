import * as z from 'zod/mini'
import type { ReviewPlace } from './commentable.ts'
import type { GitHub } from '../wire/github.ts'
import { isOurs } from './people.ts'

/** A comment of a review on lines that the pull request still has. */
export interface StandingComment extends ReviewPlace {
  body: string
  url: string
}

const Comment = z.object({
  path: z.string(),
  side: z.nullish(z.enum(['LEFT', 'RIGHT'])),
  line: z.nullish(z.int()),
  start_line: z.nullish(z.int()),
  body: z.string(),
  html_url: z.string(),
  user: z.nullable(z.object({ login: z.string() })),
})

const PAGE = 100

/** What we said on lines of a pull request, resolved or not; GitHub names no line where a later push changed it. */
export async function standingComments(github: GitHub, pull: number): Promise<StandingComment[]> {
  const standing: StandingComment[] = []
  for (let page = 1; ; page++) {
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments'
    const some = (await github.get(route, { pull_number: pull, per_page: PAGE, page }, z.array(Comment))) ?? []
    for (const { path, side, line, start_line: startLine, body, html_url: url, user } of some)
      if (typeof line === 'number' && (await isOurs(github, user?.login ?? null)))
        standing.push({ path, side: side ?? 'RIGHT', line, startLine: startLine ?? null, body, url })
    if (some.length < PAGE) return standing
  }
}
