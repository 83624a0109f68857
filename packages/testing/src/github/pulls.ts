import { Refusal, found, invalid, notFound } from './answer.ts'
import type { Call } from './answer.ts'
import type { PullIssue } from './bodies/pull.ts'
import { changesBetween, hunksOf } from './git/changes.ts'
import { ancestors } from './git/commits.ts'
import { addIssue } from './issues.ts'
import type { IssueText } from './issues.ts'
import { takeId } from './model.ts'
import type { Issue, Pull, Repository, Review, ReviewComment, World } from './model.ts'
import { diffRange } from './refs.ts'

export interface NewPull extends IssueText {
  head: { repository: Repository; ref: string }
  base: string
  draft?: boolean
  maintainerCanModify?: boolean
}

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null
}

/** The pull request of this number, or 404. Pull requests can be neither deleted nor transferred. */
export function pullNumbered(call: Call): PullIssue {
  const issue = found(call.repository.issues.get(Number(call.path['pull_number'])))
  if (!isPull(issue)) throw notFound()
  return issue
}

const impossible = (message: string) => invalid('PullRequest', [{ code: 'custom', message }])

/** Opens a pull request, with what GitHub refuses: missing branches, nothing to merge, one that is open already. */
export function openPull(world: World, repository: Repository, text: NewPull, now: number): PullIssue {
  const { state } = world
  if (text.author === 'github-actions[bot]' && !repository.actionsMayOpenPulls) {
    throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
  }
  const headSha = text.head.repository.refs.get(`refs/heads/${text.head.ref}`)
  const baseSha = repository.refs.get(`refs/heads/${text.base}`)
  if (headSha === undefined) throw invalid('PullRequest', [{ field: 'head', code: 'invalid' }])
  if (baseSha === undefined) throw invalid('PullRequest', [{ field: 'base', code: 'invalid' }])
  const label = `${text.head.repository.owner}:${text.head.ref}`
  const isSame = ({ state: open, pull }: Issue) =>
    open === 'open' &&
    pull?.headRepository === text.head.repository.id &&
    pull.headRef === text.head.ref &&
    pull.baseRef === text.base
  if ([...repository.issues.values()].some(isSame)) throw impossible(`A pull request already exists for ${label}.`)
  const pull = {
    headRepository: text.head.repository.id,
    headRef: text.head.ref,
    headSha,
    baseRef: text.base,
    baseSha,
    draft: text.draft ?? false,
    maintainerCanModify: text.maintainerCanModify ?? text.head.repository !== repository,
    mergedAt: null,
    mergeSha: null,
  }
  if (diffRange(world, repository, { ...pull, id: 0 }).commits.length === 0) {
    throw impossible(`No commits between ${text.base} and ${text.head.ref}`)
  }
  const issue = addIssue(state, repository, text, now)
  issue.pull = { ...pull, id: takeId(state) }
  repository.refs.set(`refs/pull/${issue.number}/head`, headSha)
  return issue as PullIssue
}

/** Where a review comment stands, as requests say it. */
export interface Placement {
  path: string
  body: string
  line?: number
  side?: 'LEFT' | 'RIGHT'
  start_line?: number
  start_side?: 'LEFT' | 'RIGHT'
  position?: number
  subject_type?: 'line' | 'file'
}

const LINE = 'Pull request review thread line must be part of the diff'
const START = 'Pull request review thread start line must be part of the same hunk as the line.'
const BLANK = "Pull request review thread diff hunk can't be blank"
const PATH = 'Pull request review thread path is invalid'

/** GitHub's complaints of a place outside the diff, in one string as it sends them; none for a right one. */
function complaintsOf(world: World, repository: Repository, pull: Pull, at: Placement): string | null {
  const { base, head } = diffRange(world, repository, pull)
  const change = changesBetween(world.store, base, head).find(({ filename }) => filename === at.path)
  if (change === undefined) return `${PATH} and ${BLANK}`
  if (at.subject_type === 'file') return null
  const hunks = hunksOf(change.patch ?? '')
  const holds = (line: number, side: 'LEFT' | 'RIGHT' | undefined) =>
    hunks.find((hunk) => (side === 'LEFT' ? hunk.left : hunk.right).has(line))
  const hunk = at.line === undefined ? undefined : holds(at.line, at.side)
  if (hunk === undefined)
    return at.start_line === undefined ? `${LINE} and ${BLANK}` : `${LINE}, ${START}, and ${BLANK}`
  if (at.start_line === undefined) return null
  const sameHunk = holds(at.start_line, at.start_side ?? at.side) === hunk
  return sameHunk && at.start_line < (at.line ?? 0) ? null : START
}

export interface NewReview {
  author: string
  body: string
  event: string | undefined
  commit: string | undefined
  comments: readonly Placement[]
}

const STATES: Readonly<Record<string, Review['state']>> = {
  COMMENT: 'COMMENTED',
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
}

const unprocessable = (error: string) => new Refusal(422, 'Unprocessable Entity', { errors: [error] })

/** All or nothing: one comment outside the diff and none is made. */
export function addReview(
  world: World,
  repository: Repository,
  issue: PullIssue,
  text: NewReview,
  now: number,
): Review {
  const state = text.event === undefined ? 'PENDING' : (STATES[text.event] ?? 'PENDING')
  if (state !== 'PENDING' && state !== 'APPROVED' && text.body.trim() === '' && text.comments.length === 0) {
    throw unprocessable("Review body can't be blank")
  }
  if (state === 'APPROVED' && text.author === issue.author) throw unprocessable('Can not approve your own pull request')
  if (state === 'CHANGES_REQUESTED' && text.author === issue.author) {
    throw unprocessable('Can not request changes on your own pull request')
  }
  const commit = text.commit ?? issue.pull.headSha
  if (!ancestors(world.store, issue.pull.headSha).includes(commit)) {
    throw unprocessable('commit_id is not part of the pull request')
  }
  for (const comment of text.comments) {
    const complaint = complaintsOf(world, repository, { ...issue.pull, headSha: commit }, comment)
    if (complaint !== null) throw unprocessable(complaint)
  }
  const review: Review = {
    id: takeId(world.state),
    pull: issue.number,
    author: text.author,
    body: text.body,
    state,
    commit,
    submittedAt: state === 'PENDING' ? null : now,
  }
  repository.reviews.set(review.id, review)
  for (const comment of text.comments) addReviewComment(world, repository, review, comment, null, now)
  issue.updatedAt = now
  return review
}

/** A comment of its own thread, or of the thread of the one that it answers. Its place is taken as checked. */
export function addReviewComment(
  { state }: World,
  repository: Repository,
  review: Review,
  at: Placement,
  answers: ReviewComment | null,
  now: number,
): ReviewComment {
  const thread = answers?.thread ?? takeId(state)
  if (answers === null) repository.threads.set(thread, { id: thread, pull: review.pull, resolvedBy: null })
  const comment: ReviewComment = {
    id: takeId(state),
    pull: review.pull,
    review: review.id,
    thread,
    author: review.author,
    body: at.body,
    path: at.path,
    side: at.side ?? 'RIGHT',
    line: at.line ?? null,
    startLine: at.start_line ?? null,
    startSide: at.start_line === undefined ? null : (at.start_side ?? at.side ?? 'RIGHT'),
    commit: review.commit,
    inReplyTo: answers?.id ?? null,
    hunk: answers?.hunk ?? '@@ -1 +1 @@',
    createdAt: now,
    updatedAt: now,
    minimized: null,
  }
  repository.reviewComments.set(comment.id, comment)
  return comment
}
