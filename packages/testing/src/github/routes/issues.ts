import { Refusal, created, found, invalid, noContent, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { commentBody, issueBody, labelsBody } from '../bodies/issue.ts'
import { labelBody, labelNamed } from '../bodies/repository.ts'
import { addComment, addIssue, addLabel, issueNumbered, refuseLocked, refuseLong } from '../issues.ts'
import type { Comment, Issue } from '../model.ts'
import { closeIssue } from '../refs.ts'

const numbered = (call: Call) => issueNumbered(call, Number(call.path['issue_number']))

const listIssues: Handler = (call) => {
  const { state = 'open', labels, creator, sort = 'created', direction = 'desc', since } = call.query
  const wanted = labels === undefined ? [] : String(labels).split(',')
  const from = since === undefined ? 0 : Date.parse(String(since))
  const field = sort === 'updated' ? 'updatedAt' : 'createdAt'
  const issues = [...call.repository.issues.values()]
    .filter((issue) => !issue.deleted && issue.transferredTo === null)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => wanted.every((name) => issue.labels.includes(name)))
    .filter((issue) => creator === undefined || issue.author === creator)
    .filter((issue) => issue.updatedAt >= from)
    .toSorted((a, b) => a[field] - b[field] || a.number - b.number)
  const ordered = direction === 'desc' ? issues.toReversed() : issues
  return page(call, ordered, (part) => part.map((issue) => issueBody(call, call.repository, issue)))
}

const getIssue: Handler = (call) => ok(issueBody(call, call.repository, numbered(call)))

const createIssue: Handler = (call) => {
  const {
    title,
    body = null,
    labels = [],
    assignees = [],
  } = call.body as {
    title: string | number
    body?: string | null
    labels?: (string | { name?: string })[]
    assignees?: string[]
  }
  refuseLong('Issue', body)
  const names = labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
  const text = { title: String(title), body, author: call.viewer.login, labels: names, assignees }
  return created(issueBody(call, call.repository, addIssue(call.state, call.repository, text, call.now)))
}

const updateIssue: Handler = (call) => {
  const issue = numbered(call)
  const { title, body, state, state_reason, labels, assignees } = call.body as {
    title?: string | null
    body?: string | null
    state?: 'open' | 'closed'
    state_reason?: string | null
    labels?: (string | { name?: string })[]
    assignees?: string[]
  }
  refuseLong('Issue', body)
  if (title !== undefined && title !== null) issue.title = title
  if (body !== undefined) issue.body = body
  if (labels !== undefined) {
    issue.labels = []
    for (const label of labels)
      addLabel(call.state, call.repository, issue, typeof label === 'string' ? label : (label.name ?? ''))
  }
  if (assignees !== undefined) issue.assignees = [...assignees]
  if (state !== undefined) setState(issue, state, state_reason ?? null, call.now)
  issue.updatedAt = call.now
  return ok(issueBody(call, call.repository, issue))
}

export function setState(issue: Issue, state: 'open' | 'closed', reason: string | null, now: number): void {
  if (state === 'closed') {
    if (issue.state === 'open') closeIssue(issue, now)
    issue.stateReason = reason ?? 'completed'
  } else {
    issue.stateReason = issue.state === 'closed' ? 'reopened' : issue.stateReason
    issue.state = 'open'
    issue.closedAt = null
  }
}

const lockIssue: Handler = (call) => {
  const issue = numbered(call)
  issue.locked = true
  issue.lockReason = typeof call.body['lock_reason'] === 'string' ? call.body['lock_reason'] : null
  return noContent
}

const unlockIssue: Handler = (call) => {
  const issue = numbered(call)
  issue.locked = false
  issue.lockReason = null
  return noContent
}

function commentsPage(call: Call, comments: readonly Comment[]) {
  const from = call.query['since'] === undefined ? 0 : Date.parse(String(call.query['since']))
  const listed = comments.filter((comment) => comment.updatedAt >= from)
  return page(call, listed, (part) => part.map((comment) => commentBody(call, call.repository, comment)))
}

const listComments: Handler = (call) => {
  const { number } = numbered(call)
  return commentsPage(
    call,
    [...call.repository.comments.values()].filter((comment) => comment.issue === number),
  )
}

const listAllComments: Handler = (call) => commentsPage(call, [...call.repository.comments.values()])

const commentOf = (call: Call) => found(call.repository.comments.get(Number(call.path['comment_id'])))

const getComment: Handler = (call) => ok(commentBody(call, call.repository, commentOf(call)))

const createComment: Handler = (call) => {
  const issue = numbered(call)
  refuseLocked(call, issue)
  const body = String(call.body['body'])
  refuseLong('IssueComment', body)
  if (body.trim() === '') throw invalid('IssueComment', [{ code: 'missing_field', field: 'body' }])
  const comment = addComment(call.state, call.repository, issue, call.viewer.login, body, call.now)
  return created(commentBody(call, call.repository, comment))
}

const updateComment: Handler = (call) => {
  const comment = commentOf(call)
  refuseLong('IssueComment', call.body['body'])
  comment.body = String(call.body['body'])
  comment.updatedAt = call.now
  return ok(commentBody(call, call.repository, comment))
}

const deleteComment: Handler = (call) => {
  const comment = commentOf(call)
  call.repository.comments.delete(comment.id)
  return noContent
}

const listLabels: Handler = (call) =>
  page(call, [...call.repository.labels.values()], (part) =>
    part.map((label) => labelBody(call, call.repository, label)),
  )

const getLabel: Handler = (call) =>
  ok(labelBody(call, call.repository, found(labelNamed(call.repository, call.path['name'] ?? ''))))

const listIssueLabels: Handler = (call) => page(call, labelsBody(call, call.repository, numbered(call)))

const addLabels: Handler = (call) => {
  const issue = numbered(call)
  const list = Array.isArray(call.body) ? call.body : call.body['labels']
  const names = (Array.isArray(list) ? list : [list]) as (string | { name: string })[]
  for (const name of names) addLabel(call.state, call.repository, issue, typeof name === 'string' ? name : name.name)
  issue.updatedAt = call.now
  return ok(labelsBody(call, call.repository, issue))
}

const removeLabel: Handler = (call) => {
  const issue = numbered(call)
  const name = call.path['name'] ?? ''
  if (!issue.labels.includes(name)) throw new Refusal(404, 'Label does not exist')
  issue.labels = issue.labels.filter((one) => one !== name)
  return ok(labelsBody(call, call.repository, issue))
}

export const issueRoutes: Readonly<Record<string, Handler>> = {
  'issues/list-for-repo': listIssues,
  'issues/get': getIssue,
  'issues/create': createIssue,
  'issues/update': updateIssue,
  'issues/lock': lockIssue,
  'issues/unlock': unlockIssue,
  'issues/list-comments': listComments,
  'issues/list-comments-for-repo': listAllComments,
  'issues/get-comment': getComment,
  'issues/create-comment': createComment,
  'issues/update-comment': updateComment,
  'issues/delete-comment': deleteComment,
  'issues/list-labels-for-repo': listLabels,
  'issues/get-label': getLabel,
  'issues/list-labels-on-issue': listIssueLabels,
  'issues/add-labels': addLabels,
  'issues/remove-label': removeLabel,
}
