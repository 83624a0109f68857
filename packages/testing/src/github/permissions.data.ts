import type { Level } from './answer.ts'

type Need = readonly [permission: string, level: Level]

const issuesOrPulls: readonly Need[] = [
  ['issues', 'write'],
  ['pull-requests', 'write'],
]

/** What a token needs for what writes: one of the permissions. What only reads needs nothing on a public repository. */
export const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  'git/create-ref': [['contents', 'write']],
  'git/update-ref': [['contents', 'write']],
  'git/delete-ref': [['contents', 'write']],
  'git/create-commit': [['contents', 'write']],
  'git/create-tree': [['contents', 'write']],
  'git/create-blob': [['contents', 'write']],
  'pulls/create': [['pull-requests', 'write']],
  'pulls/update': [['pull-requests', 'write']],
  'pulls/create-review': [['pull-requests', 'write']],
  'pulls/create-review-comment': [['pull-requests', 'write']],
  'pulls/create-reply-for-review-comment': [['pull-requests', 'write']],
  'pulls/update-review-comment': [['pull-requests', 'write']],
  'pulls/delete-review-comment': [['pull-requests', 'write']],
  'issues/create': [['issues', 'write']],
  'issues/update': issuesOrPulls,
  'issues/lock': issuesOrPulls,
  'issues/unlock': issuesOrPulls,
  'issues/create-comment': issuesOrPulls,
  'issues/update-comment': issuesOrPulls,
  'issues/delete-comment': issuesOrPulls,
  'issues/add-labels': issuesOrPulls,
  'issues/remove-label': issuesOrPulls,
  'reactions/create-for-issue-comment': issuesOrPulls,
  'actions/create-workflow-dispatch': [['actions', 'write']],
  'checks/create': [['checks', 'write']],
  'checks/update': [['checks', 'write']],
  createCommitOnBranch: [['contents', 'write']],
  createRef: [['contents', 'write']],
  updateRef: [['contents', 'write']],
  updateRefs: [['contents', 'write']],
  deleteRef: [['contents', 'write']],
  createPullRequest: [['pull-requests', 'write']],
  updatePullRequest: [['pull-requests', 'write']],
  closePullRequest: [['pull-requests', 'write']],
  markPullRequestReadyForReview: [['pull-requests', 'write']],
  convertPullRequestToDraft: [['pull-requests', 'write']],
  // with `contents: read` GitHub refuses the bot's own token
  resolveReviewThread: [['contents', 'write']],
  unresolveReviewThread: [['contents', 'write']],
  minimizeComment: issuesOrPulls,
  updatePullRequestReview: [['pull-requests', 'write']],
  addComment: issuesOrPulls,
  updateIssueComment: issuesOrPulls,
  addLabelsToLabelable: issuesOrPulls,
  removeLabelsFromLabelable: issuesOrPulls,
  updateIssue: [['issues', 'write']],
  closeIssue: [['issues', 'write']],
}

/** What `metadata: read` is enough for, which every token has. */
export const METADATA: ReadonlySet<string> = new Set(['repos/get', 'repos/get-collaborator-permission-level'])

/** What reading a private repository needs, by the first word of the operation. */
export const READS: Readonly<Record<string, string>> = {
  repos: 'contents',
  git: 'contents',
  pulls: 'pull-requests',
  issues: 'issues',
  checks: 'checks',
  actions: 'actions',
  reactions: 'issues',
}
