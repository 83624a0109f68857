import * as z from 'zod/mini'
import type { Id, Sha } from '@upkeep/schema'
import { commentableLines, isCommentable } from '../read/commentable.ts'
import type { ReviewPlace } from '../read/commentable.ts'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { parseMarker, withMarker } from '../marker.ts'
import { isOurs } from '../read/people.ts'
import { changedFiles } from '../read/pull-requests.ts'
import type { ChangedFile } from '../read/pull-requests.ts'
import { minimise } from './minimise.ts'
import { goneOf, mutate, once, removed, repeat, writeRest } from './once.ts'
import type { Written } from './once.ts'

export interface ReviewComment extends ReviewPlace {
  /** Markdown, a suggestion block included. */
  body: string
}

export interface ReviewRequest {
  pull: number
  /** The commit that the comments are about. */
  head: Sha
  action: string
  key: string
  ids: readonly Id[]
  /** The review's own words, given the comments that have no place in the diff: these are to be said here. Markdown, without the marker. */
  body: (misplaced: readonly ReviewComment[]) => string
  comments: readonly ReviewComment[]
  /** The pull request's files; asked for where they are left out. */
  files?: readonly ChangedFile[]
}

export type ReviewResult = Written<{ id: number; url: string; misplaced: ReviewComment[] }>

const Review = z.object({
  id: z.int(),
  node_id: z.string(),
  html_url: z.string(),
  body: z.nullish(z.string()),
  user: z.nullable(z.object({ login: z.string() })),
})
type Review = z.infer<typeof Review>

type Made = Extract<ReviewResult, { id: number }>

interface Posted {
  made: Made
  review: Pick<Review, 'id' | 'node_id'>
}

const PAGE = 100

/**
 * One review per key, as a comment, never an approval. GitHub refuses a review whole for one line outside the diff, so what does not
 * fit goes into its words; should it refuse all the same, everything does.
 */
export async function ensureReview(github: GitHub, request: ReviewRequest): Promise<ReviewResult> {
  try {
    const look = async (): Promise<Posted | null> => {
      const [there, ...doubles] = await ownReviews(github, request)
      if (there === undefined) return null
      for (const double of doubles) await withdraw(github, request.pull, double)
      return { made: { done: 'unchanged', id: there.id, url: there.html_url, misplaced: [] }, review: there }
    }
    const known = await look()
    if (known !== null) return known.made
    const { fitting, misplaced } = await placed(github, request)
    return await settled(github, request, await once(github, () => posted(github, request, fitting, misplaced), look))
  } catch (error) {
    const gone = goneOf(error)
    if (gone === null) throw error
    return gone
  }
}

async function posted(
  github: GitHub,
  request: ReviewRequest,
  fitting: readonly ReviewComment[],
  misplaced: readonly ReviewComment[],
): Promise<Posted> {
  const { pull, head } = request
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews'
  const base = { pull_number: pull, event: 'COMMENT' }
  try {
    const parameters = {
      ...base,
      commit_id: head,
      body: bodyOf(request, misplaced),
      comments: fitting.map(wireComment),
    }
    return postedAs(await writeRest(github, route, parameters, Review), misplaced)
  } catch (error) {
    if (!(error instanceof GitHubError && error.status === 422)) throw error
    if (goneOf(error) !== null) throw error
    // the head has moved, or the diff is not what the list of files said
    const words = { ...base, body: bodyOf(request, request.comments) }
    return postedAs(await writeRest(github, route, words, Review), request.comments)
  }
}

function postedAs(review: Review, misplaced: readonly ReviewComment[]): Posted {
  return { made: { done: 'created', id: review.id, url: review.html_url, misplaced: [...misplaced] }, review }
}

async function placed(
  github: GitHub,
  { pull, comments, files }: ReviewRequest,
): Promise<{ fitting: ReviewComment[]; misplaced: ReviewComment[] }> {
  if (comments.length === 0) return { fitting: [], misplaced: [] }
  const changed = files ?? (await changedFiles(github, pull, { maxFiles: 3000 })).files
  const hunks = new Map(changed.map(({ path, patch }) => [path, commentableLines(patch)]))
  const fits = (comment: ReviewComment) => isCommentable(hunks.get(comment.path) ?? [], comment)
  return { fitting: comments.filter(fits), misplaced: comments.filter((comment) => !fits(comment)) }
}

function wireComment({ path, side, line, startLine, body }: ReviewComment): object {
  const start = startLine === null || startLine === line ? {} : { start_line: startLine, start_side: side }
  return { path, side, line, ...start, body }
}

function bodyOf({ body, action, key, ids }: ReviewRequest, misplaced: readonly ReviewComment[]): string {
  return withMarker(body(misplaced), { action, key, ids: [...ids] })
}

/**
 * Takes ours back where another run was faster, or an earlier try of this one that no look has shown. Both look after both have written,
 * so both see the same first one.
 */
async function settled(github: GitHub, request: ReviewRequest, { made, review }: Posted): Promise<ReviewResult> {
  if (made.done !== 'created') return made
  const [first] = await ownReviews(github, request)
  if (first === undefined || first.id >= review.id) return made
  await withdraw(github, request.pull, review) // also where the list is too old to show it
  return { done: 'unchanged', id: first.id, url: first.html_url, misplaced: [] }
}

/**
 * A review can't be deleted once it is posted: it is hidden, its comments are deleted, and last it loses its marker. Its comments are
 * asked for after something was written, when the answer is no longer one from before they were.
 */
async function withdraw(github: GitHub, pull: number, { id, node_id }: Posted['review']): Promise<void> {
  await minimise(github, { nodeId: node_id, why: 'DUPLICATE' })
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments'
  const parameters = { pull_number: pull, review_id: id, per_page: PAGE }
  for (const comment of (await github.get(route, parameters, z.array(z.object({ id: z.int() })))) ?? [])
    await removed(github, 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}', comment.id)
  await repeat(github, () => mutate(github, UNMARK, { id: node_id, body: 'This was posted twice.' }, z.unknown()))
}

const UNMARK = `mutation UnmarkReview($id: ID!, $body: String!) {
  updatePullRequestReview(input: { pullRequestReviewId: $id, body: $body }) { pullRequestReview { id } }
}` as const

/** On all pages, the earliest first. */
async function ownReviews(github: GitHub, { pull, action, key }: ReviewRequest): Promise<Review[]> {
  const own: Review[] = []
  for (let page = 1; ; page++) {
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews'
    const some = (await github.get(route, { pull_number: pull, per_page: PAGE, page }, z.array(Review))) ?? []
    for (const review of some) {
      const marker = parseMarker(review.body ?? null)
      const matches = marker?.action === action && marker.key === key
      if (matches && (await isOurs(github, review.user?.login ?? null))) own.push(review)
    }
    if (some.length < PAGE) return own.toSorted((a, b) => a.id - b.id)
  }
}
