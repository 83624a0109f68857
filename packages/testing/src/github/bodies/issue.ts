import type { Call } from '../answer.ts'
import { iso } from '../answer.ts'
import { nodeId, slugOf } from '../model.ts'
import type { Comment, Issue, Repository } from '../model.ts'
import { associationOf, labelBody, labelNamed, repositoryUrl, userBody } from './repository.ts'
import type { Body } from './repository.ts'

type At = Pick<Call, 'state' | 'api' | 'web'>

export function issueWeb(at: At, repository: Repository, issue: Issue): string {
  return `${at.web}/${slugOf(repository)}/${issue.pull === null ? 'issues' : 'pull'}/${issue.number}`
}

export function labelsBody(at: At, repository: Repository, issue: Issue): Body[] {
  return issue.labels.flatMap((name) => {
    const label = labelNamed(repository, name)
    return label === null ? [] : [labelBody(at, repository, label)]
  })
}

/** As /issues shows it; a pull request is one too. */
export function issueBody(at: At, repository: Repository, issue: Issue): Body {
  const url = `${repositoryUrl(at, repository)}/issues/${issue.number}`
  const html = issueWeb(at, repository, issue)
  const pulls = `${repositoryUrl(at, repository)}/pulls/${issue.number}`
  return {
    id: issue.id,
    node_id: issue.pull === null ? nodeId('Issue', issue.id) : nodeId('PullRequest', issue.pull.id),
    number: issue.number,
    url,
    repository_url: repositoryUrl(at, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    title: issue.title,
    body: issue.body,
    user: userBody(at, issue.author),
    labels: labelsBody(at, repository, issue),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: issue.lockReason,
    assignee: issue.assignees[0] === undefined ? null : userBody(at, issue.assignees[0]),
    assignees: issue.assignees.map((login) => userBody(at, login)),
    milestone: null,
    comments: [...repository.comments.values()].filter((comment) => comment.issue === issue.number).length,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: iso(issue.closedAt),
    author_association: associationOf(repository, issue.author),
    ...(issue.pull === null
      ? {}
      : {
          draft: issue.pull.draft,
          pull_request: {
            url: pulls,
            html_url: html,
            diff_url: `${html}.diff`,
            patch_url: `${html}.patch`,
            merged_at: iso(issue.pull.mergedAt),
          },
        }),
  }
}

export function commentBody(at: At, repository: Repository, comment: Comment): Body {
  const issue = repository.issues.get(comment.issue)
  const url = `${repositoryUrl(at, repository)}/issues`
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${url}/comments/${comment.id}`,
    html_url: `${issue === undefined ? '' : issueWeb(at, repository, issue)}#issuecomment-${comment.id}`,
    issue_url: `${url}/${comment.issue}`,
    user: userBody(at, comment.author),
    body: comment.body,
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    author_association: associationOf(repository, comment.author),
    performed_via_github_app: null,
  }
}
