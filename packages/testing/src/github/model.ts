import type { ObjectStore } from './git/objects.ts'

/** The memory of one fake. Plain data, so that an older state can be kept for a stale read. Times are milliseconds. */
export interface State {
  repositories: Map<number, Repository>
  users: Map<string, User>
  nextId: number
}

/** A state with what never changes: objects by their content. */
export interface World {
  state: State
  store: ObjectStore
}

export interface User {
  id: number
  login: string
  type: 'User' | 'Bot' | 'Organization'
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

export interface Repository {
  id: number
  owner: string
  name: string
  defaultBranch: string
  private: boolean
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  actionsMayOpenPulls: boolean
  /** The repository's id that this one was forked from. */
  forkOf: number | null
  /** Where it now is: requests are answered with 301. */
  movedTo: number | null
  deleted: boolean
  /** By full name, `refs/heads/main`. */
  refs: Map<string, string>
  nextNumber: number
  /** Issues and pull requests by number. */
  issues: Map<number, Issue>
  comments: Map<number, Comment>
  reviews: Map<number, Review>
  reviewComments: Map<number, ReviewComment>
  threads: Map<number, Thread>
  labels: Map<string, Label>
  checkRuns: Map<number, CheckRun>
  runs: Map<number, Run>
  artifacts: Map<number, Artifact>
  collaborators: Map<string, Role>
  createdAt: number
}

export interface Issue {
  id: number
  number: number
  title: string
  body: string | null
  author: string
  state: 'open' | 'closed'
  stateReason: string | null
  locked: boolean
  lockReason: string | null
  labels: string[]
  assignees: string[]
  createdAt: number
  updatedAt: number
  closedAt: number | null
  deleted: boolean
  transferredTo: { repository: number; number: number } | null
  pull: Pull | null
}

export interface Pull {
  id: number
  /** Null where the fork is gone. */
  headRepository: number | null
  headRef: string
  /** Follows the branch while the pull request is open. */
  headSha: string
  baseRef: string
  baseSha: string
  draft: boolean
  maintainerCanModify: boolean
  mergedAt: number | null
  mergeSha: string | null
}

export interface Comment {
  id: number
  issue: number
  author: string
  body: string
  createdAt: number
  updatedAt: number
  minimized: string | null
  reactions: Reaction[]
}

export interface Reaction {
  id: number
  login: string
  content: string
  createdAt: number
}

export interface Review {
  id: number
  pull: number
  author: string
  body: string
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED'
  commit: string
  submittedAt: number | null
  minimized?: string | null
}

export interface ReviewComment {
  id: number
  pull: number
  review: number
  thread: number
  author: string
  body: string
  path: string
  side: 'LEFT' | 'RIGHT'
  line: number | null
  startLine: number | null
  startSide: 'LEFT' | 'RIGHT' | null
  commit: string
  inReplyTo: number | null
  hunk: string
  createdAt: number
  updatedAt: number
  minimized: string | null
}

export interface Thread {
  id: number
  pull: number
  resolvedBy: string | null
}

export interface Label {
  id: number
  name: string
  color: string
  description: string | null
}

export interface Annotation {
  path: string
  start_line: number
  end_line: number
  start_column?: number
  end_column?: number
  annotation_level: 'notice' | 'warning' | 'failure'
  message: string
  title?: string
  raw_details?: string
}

export interface CheckRun {
  id: number
  name: string
  headSha: string
  status: string
  conclusion: string | null
  title: string | null
  summary: string | null
  text: string | null
  annotations: Annotation[]
  externalId: string | null
  detailsUrl: string | null
  startedAt: number
  completedAt: number | null
  /** Of a job of Actions; null: made through the API. */
  job: Job | null
}

/** A job of a workflow run; its id is that of its check run. */
export interface Job {
  run: number
  steps: JobStep[]
  log: JobLog | null
}

export interface JobStep {
  name: string
  number: number
  status: string
  conclusion: string | null
  startedAt: number | null
  completedAt: number | null
}

/** Where a job's log is; null: it never had one, or lost it. */
export interface JobLog {
  /** 410 for those who ask for its address. */
  expired: boolean
  /** In pieces, so that it may be as long as one likes. */
  text: string | (() => Iterable<string>)
  /** What the storage does instead, this many times. */
  storage: { times: number; status?: number; cutAfter?: number; packed?: 'encoded' | 'gzip' | 'zip' } | null
}

/** A workflow run, as far as artifacts need one. */
export interface Run {
  id: number
  headSha: string
  headBranch: string
  event: string
  path: string
  /** Of one that was started by hand. */
  inputs: Readonly<Record<string, string>>
  createdAt: number
}

export interface Artifact {
  id: number
  name: string
  run: number
  zip: Uint8Array
  expired: boolean
  createdAt: number
}

export function takeId(state: State): number {
  const id = state.nextId
  state.nextId += 1
  return id
}

/** Logins are made as they are first named; `…[bot]` is a bot. */
export function userOf(state: State, login: string): User {
  const known = state.users.get(login)
  if (known !== undefined) return known
  const user: User = { id: takeId(state), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' }
  state.users.set(login, user)
  return user
}

/** Names are compared as GitHub does it, without case. What was moved or deleted is found too. */
export function findRepository(state: State, owner: string, name: string): Repository | null {
  const slug = `${owner}/${name}`.toLowerCase()
  const found = [...state.repositories.values()].filter((one) => slugOf(one).toLowerCase() === slug)
  return found.find((one) => one.movedTo === null && !one.deleted) ?? found.at(-1) ?? null
}

export function slugOf({ owner, name }: { owner: string; name: string }): string {
  return `${owner}/${name}`
}

const PREFIXES = {
  Repository: 'R',
  User: 'U',
  Bot: 'BOT',
  Organization: 'O',
  Issue: 'I',
  PullRequest: 'PR',
  IssueComment: 'IC',
  PullRequestReview: 'PRR',
  PullRequestReviewComment: 'PRRC',
  PullRequestReviewThread: 'PRRT',
  Label: 'LA',
  CheckRun: 'CR',
  Artifact: 'AR',
  WorkflowRun: 'WFR',
  Reaction: 'REA',
  Ref: 'REF',
  Commit: 'C',
  Blob: 'B',
  Tree: 'T',
} as const

export type NodeType = keyof typeof PREFIXES

/** A global node id of the shape that GitHub's have; `key` is an id, or a name for what has none. */
export function nodeId(type: NodeType, key: number | string): string {
  return `${PREFIXES[type]}_kw${Buffer.from(String(key)).toString('base64url')}`
}

/** What a node id names; null for one that `nodeId` did not make. */
export function readNodeId(id: string): { type: NodeType; key: string } | null {
  const [prefix = '', rest = ''] = id.split('_kw', 2)
  const found = Object.entries(PREFIXES).find(([, known]) => known === prefix)
  return found === undefined
    ? null
    : { type: found[0] as NodeType, key: Buffer.from(rest, 'base64url').toString('utf8') }
}
