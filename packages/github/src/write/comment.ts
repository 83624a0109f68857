import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { Id } from '@upkeep/schema'
import type { GitHub } from '../wire/github.ts'
import { parseMarker, withMarker } from '../marker.ts'
import type { Marker } from '../marker.ts'
import { isOurs } from '../read/people.ts'
import { goneOf, once, refused, removed, repeat, writeRest } from './once.ts'
import type { Written } from './once.ts'

export interface CommentRequest {
  /** The number of an issue or a pull request. */
  issue: number
  action: string
  /** Markdown without the marker, which is added. */
  body: string
  ids?: readonly Id[]
}

export type CommentResult = Written<{ id: number; url: string }>

const Comment = z.object({
  id: z.int(),
  html_url: z.string(),
  body: z.nullish(z.string()),
  user: z.nullable(z.object({ login: z.string() })),
})
type Comment = z.infer<typeof Comment>

const PAGE = 100
const REMOVE = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}'

/**
 * The one comment of an action on an issue or a pull request: made, edited where its content is another (each edit notifies people),
 * or left. Two runs at once end with one comment: the earlier stays.
 */
export async function stickyComment(github: GitHub, request: CommentRequest): Promise<CommentResult> {
  const key = createHash('sha256').update(request.body).digest('hex').slice(0, 16)
  const marker: Marker = { action: request.action, key, ids: [...(request.ids ?? [])] }
  const parameters = { issue_number: request.issue, body: withMarker(request.body, marker) }
  try {
    const there = await single(github, request)
    if (there === null) return refused('deleted', `There is no #${request.issue}.`)
    if (there !== 'none') return await edited(github, there, key, parameters.body)
    const look = async () => {
      const found = await single(github, request)
      return found === 'none' ? null : found
    }
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const made = await once(github, () => writeRest(github, route, parameters, Comment), look)
    return await settled(github, request, made)
  } catch (error) {
    const gone = goneOf(error)
    if (gone === null) throw error
    return gone
  }
}

async function edited(github: GitHub, known: Comment, key: string, body: string): Promise<CommentResult> {
  const result = { id: known.id, url: known.html_url }
  if (parseMarker(known.body ?? null)?.key === key) return { done: 'unchanged', ...result }
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'
  await repeat(github, () => writeRest(github, route, { comment_id: known.id, body }, Comment))
  return { done: 'updated', ...result }
}

/**
 * Takes ours back where another run was faster, or an earlier try of this one that no look has shown. Both look after both have written,
 * so both see the same first one.
 */
async function settled(github: GitHub, request: CommentRequest, made: Comment): Promise<CommentResult> {
  const found = await single(github, request)
  const first = found === null || found === 'none' ? made : found
  if (first.id >= made.id) return { done: 'created', id: made.id, url: made.html_url }
  await removed(github, REMOVE, made.id) // also where the list is too old to show it
  return { done: 'unchanged', id: first.id, url: first.html_url }
}

/** The earliest of ours, after the others were taken back: they are of runs that saw too little of each other. Null: there is no such issue. */
async function single(github: GitHub, request: CommentRequest): Promise<Comment | 'none' | null> {
  const all = await ownComments(github, request)
  if (all === null) return null
  const [first, ...doubles] = all
  for (const { id } of doubles) await removed(github, REMOVE, id)
  return first ?? 'none'
}

/** Comments by our author with this action's marker, on all pages, the earliest first; null: there is no such issue. */
async function ownComments(github: GitHub, { issue, action }: CommentRequest): Promise<Comment[] | null> {
  const own: Comment[] = []
  for (let page = 1; ; page++) {
    const parameters = { issue_number: issue, per_page: PAGE, page }
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const some = await github.get(route, parameters, z.array(Comment))
    if (some === null) return null
    for (const comment of some) {
      if (parseMarker(comment.body ?? null)?.action !== action) continue
      if (await isOurs(github, comment.user?.login ?? null)) own.push(comment)
    }
    if (some.length < PAGE) return own.toSorted((a, b) => a.id - b.id)
  }
}

const Issue = z.object({ number: z.int(), state: z.string() })

/** Closes an issue as `completed` or `not_planned`. */
export async function closeIssue(
  github: GitHub,
  { issue, reason }: { issue: number; reason: 'completed' | 'not_planned' },
): Promise<Written<{ number: number }>> {
  try {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}'
    const found = await github.get(route, { issue_number: issue }, Issue)
    if (found === null) return refused('deleted', `There is no #${issue}.`)
    if (found.state === 'closed') return { done: 'unchanged', number: issue }
    const parameters = { issue_number: issue, state: 'closed', state_reason: reason }
    await repeat(github, () =>
      writeRest(github, 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', parameters, Issue),
    )
    return { done: 'updated', number: issue }
  } catch (error) {
    const gone = goneOf(error)
    if (gone === null) throw error
    return gone
  }
}
