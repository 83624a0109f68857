import type { Call } from '../answer.ts'
import { iso } from '../answer.ts'
import { changesBetween } from '../git/changes.ts'
import { nodeId, slugOf } from '../model.ts'
import type { Issue, Pull, Repository, Review, ReviewComment } from '../model.ts'
import { diffRange } from '../refs.ts'
import { issueWeb, labelsBody } from './issue.ts'
import { associationOf, repositoryBody, repositoryUrl, userBody } from './repository.ts'
import type { Body } from './repository.ts'

type At = Pick<Call, 'state' | 'store' | 'api' | 'web'>
export type PullIssue = Issue & { pull: Pull }

function sideBody(at: At, repository: Repository | null, ref: string, sha: string): Body {
  const owner = repository?.owner ?? 'unknown'
  return {
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: repository === null ? null : userBody(at, owner),
    repo: repository === null ? null : repositoryBody(at, repository),
  }
}

const link = (href: string) => ({ href })

/** As lists show it. */
export function pullListBody(at: At, repository: Repository, issue: PullIssue): Body {
  const { pull } = issue
  const base = repositoryUrl(at, repository)
  const [url, issueUrl] = [`${base}/pulls/${issue.number}`, `${base}/issues/${issue.number}`]
  const html = issueWeb(at, repository, issue)
  const urls = {
    comments_url: `${issueUrl}/comments`,
    commits_url: `${url}/commits`,
    review_comment_url: `${base}/pulls/comments{/number}`,
    review_comments_url: `${url}/comments`,
    statuses_url: `${base}/statuses/${pull.headSha}`,
  }
  const head = pull.headRepository === null ? null : (at.state.repositories.get(pull.headRepository) ?? null)
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    active_lock_reason: issue.lockReason,
    title: issue.title,
    user: userBody(at, issue.author),
    body: issue.body,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: iso(issue.closedAt),
    merged_at: iso(pull.mergedAt),
    merge_commit_sha: pull.mergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: labelsBody(at, repository, issue),
    milestone: null,
    draft: pull.draft,
    ...urls,
    head: sideBody(at, head, pull.headRef, pull.headSha),
    base: sideBody(at, repository, pull.baseRef, pull.baseSha),
    _links: {
      self: link(url),
      html: link(html),
      issue: link(issueUrl),
      comments: link(urls.comments_url),
      review_comments: link(urls.review_comments_url),
      review_comment: link(urls.review_comment_url),
      commits: link(urls.commits_url),
      statuses: link(urls.statuses_url),
    },
    author_association: associationOf(repository, issue.author),
    auto_merge: null,
  }
}

/** As it is shown alone. */
export function pullBody(at: At, repository: Repository, issue: PullIssue): Body {
  const { base, head, commits } = diffRange(at, repository, issue.pull)
  const changes = changesBetween(at.store, base, head)
  const count = (items: Iterable<{ issue?: number; pull?: number }>) =>
    [...items].filter((one) => (one.issue ?? one.pull) === issue.number).length
  const merged = issue.pull.mergedAt !== null
  return {
    ...pullListBody(at, repository, issue),
    merged,
    mergeable: merged ? null : true,
    mergeable_state: merged ? 'unknown' : 'clean',
    rebaseable: merged ? null : true,
    merged_by: null,
    comments: count(repository.comments.values()),
    review_comments: count(repository.reviewComments.values()),
    maintainer_can_modify: issue.pull.maintainerCanModify,
    commits: commits.length,
    additions: changes.reduce((sum, change) => sum + change.additions, 0),
    deletions: changes.reduce((sum, change) => sum + change.deletions, 0),
    changed_files: changes.length,
  }
}

export function reviewBody(at: At, repository: Repository, review: Review): Body {
  const url = `${repositoryUrl(at, repository)}/pulls/${review.pull}`
  const html = `${at.web}/${slugOf(repository)}/pull/${review.pull}#pullrequestreview-${review.id}`
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userBody(at, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: associationOf(repository, review.author),
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.submittedAt === null ? {} : { submitted_at: iso(review.submittedAt) }),
    commit_id: review.commit,
  }
}

export function reviewCommentBody(at: At, repository: Repository, comment: ReviewComment): Body {
  const base = `${repositoryUrl(at, repository)}/pulls`
  const url = `${base}/comments/${comment.id}`
  const html = `${at.web}/${slugOf(repository)}/pull/${comment.pull}#discussion_r${comment.id}`
  return {
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    url,
    pull_request_review_id: comment.review,
    diff_hunk: comment.hunk,
    path: comment.path,
    position: comment.line === null ? null : 1,
    original_position: 1,
    commit_id: comment.commit,
    original_commit_id: comment.commit,
    user: userBody(at, comment.author),
    body: comment.body,
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    html_url: html,
    pull_request_url: `${base}/${comment.pull}`,
    author_association: associationOf(repository, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: `${base}/${comment.pull}` } },
    reactions: reactionsBody(url),
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: comment.startSide,
    line: comment.line,
    original_line: comment.line,
    side: comment.side,
    subject_type: comment.line === null ? 'file' : 'line',
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
  }
}

function reactionsBody(url: string): Body {
  const kinds = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes']
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0]))
  return { url: `${url}/reactions`, total_count: 0, ...counts }
}
