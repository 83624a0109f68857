import { Refusal, found } from './answer.ts'
import type { Call } from './answer.ts'
import { labelNamed } from './bodies/repository.ts'
import { slugOf, takeId } from './model.ts'
import type { Comment, Issue, Repository, State } from './model.ts'

/** What a new issue or the issue part of a pull request says. */
export interface IssueText {
  title: string
  body: string | null
  author: string
  labels?: readonly string[]
  assignees?: readonly string[]
}

const COLOR = 'ededed'

export function addIssue(state: State, repository: Repository, text: IssueText, now: number): Issue {
  const number = repository.nextNumber
  repository.nextNumber += 1
  const issue: Issue = {
    id: takeId(state),
    number,
    title: text.title,
    body: text.body,
    author: text.author,
    state: 'open',
    stateReason: null,
    locked: false,
    lockReason: null,
    labels: [],
    assignees: [...(text.assignees ?? [])],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    deleted: false,
    transferredTo: null,
    pull: null,
  }
  repository.issues.set(number, issue)
  for (const name of text.labels ?? []) addLabel(state, repository, issue, name)
  return issue
}

/** A label that the repository lacks is made, as GitHub does it. */
export function addLabel(state: State, repository: Repository, issue: Issue, name: string): void {
  const label = labelNamed(repository, name) ?? makeLabel(state, repository, name)
  if (!issue.labels.includes(label.name)) issue.labels.push(label.name)
}

export function makeLabel(state: State, repository: Repository, name: string): { name: string } {
  const label = { id: takeId(state), name, color: COLOR, description: null }
  repository.labels.set(name, label)
  return label
}

export function addComment(
  state: State,
  repository: Repository,
  issue: Issue,
  author: string,
  body: string,
  now: number,
): Comment {
  const id = takeId(state)
  const comment: Comment = {
    id,
    issue: issue.number,
    author,
    body,
    createdAt: now,
    updatedAt: now,
    minimized: null,
    reactions: [],
  }
  repository.comments.set(id, comment)
  issue.updatedAt = now
  return comment
}

/** The issue or pull request of this number; 404, 410 for a deleted one, 301 for one that was transferred. */
export function issueNumbered(call: Call, number: number): Issue {
  const issue = found(call.repository.issues.get(number))
  if (issue.deleted) throw new Refusal(410, 'This issue was deleted')
  if (issue.transferredTo !== null) {
    const target = found(call.state.repositories.get(issue.transferredTo.repository))
    const url = `${call.api}/repos/${slugOf(target)}/issues/${issue.transferredTo.number}`
    throw new Refusal(301, 'Moved Permanently', { url }, { location: url })
  }
  return issue
}

/** Refuses where the conversation is locked to the caller, who has no standing beyond its token. */
export function refuseLocked(call: Call, issue: Issue): void {
  const role = call.repository.collaborators.get(call.viewer.login)
  const mayWrite = role === 'admin' || role === 'maintain' || role === 'write'
  if (issue.locked && !mayWrite) throw new Refusal(403, 'Unable to create comment because issue is locked.')
}

/** GitHub's limit of a body. */
export function refuseLong(resource: string, body: unknown): void {
  if (typeof body === 'string' && body.length > 65_536) {
    const message = 'body is too long (maximum is 65536 characters)'
    throw new Refusal(422, 'Validation Failed', { errors: [{ resource, code: 'custom', field: 'body', message }] })
  }
}
