import { Refusal, created, found, invalid, noContent, notFound, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { changeBody, commitBody } from '../bodies/commit.ts'
import { pullBody, pullListBody, reviewBody, reviewCommentBody } from '../bodies/pull.ts'
import { changesBetween } from '../git/changes.ts'
import { ancestors } from '../git/commits.ts'
import { refuseLocked, refuseLong } from '../issues.ts'
import type { ReviewComment } from '../model.ts'
import { addReview, addReviewComment, isPull, openPull, pullNumbered } from '../pulls.ts'
import type { Placement } from '../pulls.ts'
import { diffRange } from '../refs.ts'
import { setState } from './issues.ts'

const FILES = 3_000
const COMMITS = 250

const listPulls: Handler = (call) => {
  const { state = 'open', head, base, sort = 'created', direction } = call.query
  const field = sort === 'updated' ? 'updatedAt' : 'createdAt'
  const pulls = [...call.repository.issues.values()]
    .filter(isPull)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ pull }) => base === undefined || pull.baseRef === base)
    .filter(({ pull }) => head === undefined || !String(head).includes(':') || headLabel(call, pull) === head)
    .toSorted((a, b) => a[field] - b[field] || a.number - b.number)
  const descending = (direction ?? (sort === 'created' ? 'desc' : 'asc')) === 'desc'
  return page(call, descending ? pulls.toReversed() : pulls, (part) =>
    part.map((issue) => pullListBody(call, call.repository, issue)),
  )
}

function headLabel(call: Call, pull: { headRepository: number | null; headRef: string }): string {
  const repository = pull.headRepository === null ? undefined : call.state.repositories.get(pull.headRepository)
  return `${repository?.owner ?? ''}:${pull.headRef}`
}

const getPull: Handler = (call) => ok(pullBody(call, call.repository, pullNumbered(call)))

const createPull: Handler = (call) => {
  const {
    title,
    head,
    base,
    body = null,
    draft,
    maintainer_can_modify,
    head_repo,
  } = call.body as {
    title?: string
    head: string
    base: string
    body?: string | null
    draft?: boolean
    maintainer_can_modify?: boolean
    head_repo?: string
  }
  if (title === undefined || title.trim() === '')
    throw invalid('PullRequest', [{ field: 'title', code: 'missing_field' }])
  if (title.length > 256) {
    throw invalid('PullRequest', [
      { field: 'title', code: 'custom', message: 'title is too long (maximum is 256 characters)' },
    ])
  }
  refuseLong('PullRequest', body)
  const [owner, ref] = head.includes(':') ? (head.split(':') as [string, string]) : [call.repository.owner, head]
  const repository = [...call.state.repositories.values()].find(
    (one) =>
      one.owner === owner &&
      (head_repo === undefined || one.name === head_repo) &&
      (one === call.repository || one.forkOf === call.repository.id),
  )
  if (repository === undefined) throw invalid('PullRequest', [{ field: 'head', code: 'invalid' }])
  const text = {
    title,
    body,
    author: call.viewer.login,
    head: { repository, ref },
    base,
    ...(draft === undefined ? {} : { draft }),
    ...(maintainer_can_modify === undefined ? {} : { maintainerCanModify: maintainer_can_modify }),
  }
  return created(pullBody(call, call.repository, openPull(call, call.repository, text, call.now)))
}

const updatePull: Handler = (call) => {
  const issue = pullNumbered(call)
  const { title, body, state, base } = call.body as {
    title?: string
    body?: string | null
    state?: 'open' | 'closed'
    base?: string
  }
  refuseLong('PullRequest', body)
  if (base !== undefined && !call.repository.refs.has(`refs/heads/${base}`)) {
    throw invalid('PullRequest', [{ field: 'base', code: 'invalid' }])
  }
  if (state === 'open' && issue.pull.mergedAt !== null) {
    throw invalid('PullRequest', [
      { code: 'custom', field: 'state', message: 'state cannot be changed. The pull request is merged.' },
    ])
  }
  if (title !== undefined) issue.title = title
  if (body !== undefined) issue.body = body
  if (base !== undefined) issue.pull.baseRef = base
  if (state !== undefined) setState(issue, state, null, call.now)
  issue.updatedAt = call.now
  return ok(pullBody(call, call.repository, issue))
}

const listFiles: Handler = (call) => {
  const { base, head } = diffRange(call, call.repository, pullNumbered(call).pull)
  return page(call, changesBetween(call.store, base, head).slice(0, FILES), (part) =>
    part.map((change) => changeBody(call, call.repository, head, change)),
  )
}

const listCommits: Handler = (call) => {
  const { commits } = diffRange(call, call.repository, pullNumbered(call).pull)
  return page(call, commits.slice(0, COMMITS), (part) => part.map((sha) => commitBody(call, call.repository, sha)))
}

const listReviews: Handler = (call) => {
  const { number } = pullNumbered(call)
  const reviews = [...call.repository.reviews.values()].filter((review) => review.pull === number)
  return page(call, reviews, (part) => part.map((review) => reviewBody(call, call.repository, review)))
}

const createReview: Handler = (call) => {
  const issue = pullNumbered(call)
  refuseLocked(call, issue)
  const {
    body = '',
    event,
    commit_id,
    comments = [],
  } = call.body as {
    body?: string
    event?: string
    commit_id?: string
    comments?: Placement[]
  }
  refuseLong('PullRequestReview', body)
  const text = { author: call.viewer.login, body, event, commit: commit_id, comments }
  return ok(reviewBody(call, call.repository, addReview(call, call.repository, issue, text, call.now)))
}

function reviewOf(call: Call) {
  const { number } = pullNumbered(call)
  const review = found(call.repository.reviews.get(Number(call.path['review_id'])))
  if (review.pull !== number) throw notFound()
  return review
}

const getReview: Handler = (call) => ok(reviewBody(call, call.repository, reviewOf(call)))

function commentsPage(call: Call, wanted: (comment: ReviewComment) => boolean) {
  const comments = [...call.repository.reviewComments.values()].filter(wanted)
  return page(call, comments, (part) => part.map((comment) => reviewCommentBody(call, call.repository, comment)))
}

const listReviewComments: Handler = (call) => {
  const { number } = pullNumbered(call)
  return commentsPage(call, (comment) => comment.pull === number)
}

const listCommentsOfReview: Handler = (call) => {
  const { id } = reviewOf(call)
  return commentsPage(call, (comment) => comment.review === id)
}

const createReviewComment: Handler = (call) => {
  const issue = pullNumbered(call)
  refuseLocked(call, issue)
  const { commit_id, ...placement } = call.body as unknown as Placement & { commit_id: string }
  if (!ancestors(call.store, issue.pull.headSha).includes(commit_id)) {
    throw invalid('PullRequestReviewComment', [
      {
        code: 'custom',
        field: 'pull_request_review_thread.commit_id',
        message: 'commit_id is not part of the pull request',
      },
    ])
  }
  const text = { author: call.viewer.login, body: '', event: 'COMMENT', commit: commit_id, comments: [placement] }
  const review = addReview(call, call.repository, issue, text, call.now)
  const comment = found([...call.repository.reviewComments.values()].find((one) => one.review === review.id))
  return created(reviewCommentBody(call, call.repository, comment))
}

const commentOf = (call: Call) => found(call.repository.reviewComments.get(Number(call.path['comment_id'])))

const reply: Handler = (call) => {
  const issue = pullNumbered(call)
  refuseLocked(call, issue)
  const first = commentOf(call)
  const text = { author: call.viewer.login, body: '', event: 'COMMENT', commit: undefined, comments: [] }
  const review = addReview(call, call.repository, issue, { ...text, body: ' .' }, call.now)
  review.body = ''
  const placement = { path: first.path, body: String(call.body['body']), side: first.side }
  const at = first.line === null ? placement : { ...placement, line: first.line }
  return created(
    reviewCommentBody(call, call.repository, addReviewComment(call, call.repository, review, at, first, call.now)),
  )
}

const updateReviewComment: Handler = (call) => {
  const comment = commentOf(call)
  refuseLong('PullRequestReviewComment', call.body['body'])
  comment.body = String(call.body['body'])
  comment.updatedAt = call.now
  return ok(reviewCommentBody(call, call.repository, comment))
}

const deleteReviewComment: Handler = (call) => {
  call.repository.reviewComments.delete(commentOf(call).id)
  return noContent
}

const pullsOfCommit: Handler = (call) => {
  const sha = call.path['commit_sha'] ?? ''
  const pulls = [...call.repository.issues.values()]
    .filter(isPull)
    .filter(({ pull }) => ancestors(call.store, pull.headSha).includes(sha) && pull.baseSha !== sha)
  if (!call.store.has(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`)
  return page(call, pulls, (part) => part.map((issue) => pullListBody(call, call.repository, issue)))
}

export const pullRoutes: Readonly<Record<string, Handler>> = {
  'pulls/list': listPulls,
  'pulls/get': getPull,
  'pulls/create': createPull,
  'pulls/update': updatePull,
  'pulls/list-files': listFiles,
  'pulls/list-commits': listCommits,
  'pulls/list-reviews': listReviews,
  'pulls/create-review': createReview,
  'pulls/get-review': getReview,
  'pulls/list-comments-for-review': listCommentsOfReview,
  'pulls/list-review-comments': listReviewComments,
  'pulls/create-review-comment': createReviewComment,
  'pulls/create-reply-for-review-comment': reply,
  'pulls/update-review-comment': updateReviewComment,
  'pulls/delete-review-comment': deleteReviewComment,
  'repos/list-pull-requests-associated-with-commit': pullsOfCommit,
}
