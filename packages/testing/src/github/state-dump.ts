import { slugOf } from './model.ts'
import type { Repository, World } from './model.ts'

/** What people would see on GitHub, for assertions. Lists are in the order in which things were made. */
export interface RepositoryDump {
  /** Name → commit. */
  branches: Record<string, string>
  issues: IssueDump[]
  pulls: (IssueDump & { head: string; headSha: string; base: string; draft: boolean; merged: boolean })[]
  comments: { id: number; issue: number; author: string; body: string; minimized: string | null }[]
  reviews: { id: number; pull: number; author: string; state: string; body: string; commit: string }[]
  reviewComments: {
    id: number
    pull: number
    review: number
    path: string
    line: number | null
    startLine: number | null
    side: string
    body: string
    resolved: boolean
    minimized: string | null
  }[]
  labels: string[]
  checkRuns: {
    id: number
    name: string
    headSha: string
    status: string
    conclusion: string | null
    annotations: number
  }[]
}

interface IssueDump {
  number: number
  title: string
  body: string | null
  author: string
  state: 'open' | 'closed'
  stateReason: string | null
  locked: boolean
  labels: string[]
}

/** By `owner/name`. */
export type StateDump = Record<string, RepositoryDump>

export function stateDump({ state }: World): StateDump {
  const shown = [...state.repositories.values()].filter((one) => one.movedTo === null && !one.deleted)
  return Object.fromEntries(shown.map((repository) => [slugOf(repository), repositoryDump(repository)]))
}

const textOf = ({ number, title, body, author, state, stateReason, locked, labels }: IssueDump): IssueDump => ({
  number,
  title,
  body,
  author,
  state,
  stateReason,
  locked,
  labels: [...labels],
})

function repositoryDump(repository: Repository): RepositoryDump {
  const issues = [...repository.issues.values()].filter((issue) => !issue.deleted && issue.transferredTo === null)
  const branches = [...repository.refs].filter(([ref]) => ref.startsWith('refs/heads/'))
  return {
    branches: Object.fromEntries(branches.map(([ref, sha]) => [ref.slice('refs/heads/'.length), sha])),
    issues: issues.filter(({ pull }) => pull === null).map(textOf),
    pulls: issues.flatMap((issue) => {
      const { pull } = issue
      if (pull === null) return []
      const { headRef: head, headSha, baseRef: base, draft, mergedAt } = pull
      return [{ ...textOf(issue), head, headSha, base, draft, merged: mergedAt !== null }]
    }),
    comments: [...repository.comments.values()].map(({ id, issue, author, body, minimized }) => ({
      id,
      issue,
      author,
      body,
      minimized,
    })),
    reviews: [...repository.reviews.values()].map(({ id, pull, author, state, body, commit }) => ({
      id,
      pull,
      author,
      state,
      body,
      commit,
    })),
    reviewComments: [...repository.reviewComments.values()].map((comment) => ({
      id: comment.id,
      pull: comment.pull,
      review: comment.review,
      path: comment.path,
      line: comment.line,
      startLine: comment.startLine,
      side: comment.side,
      body: comment.body,
      resolved: repository.threads.get(comment.thread)?.resolvedBy !== null,
      minimized: comment.minimized,
    })),
    labels: [...repository.labels.keys()],
    checkRuns: [...repository.checkRuns.values()].map(({ id, name, headSha, status, conclusion, annotations }) => ({
      id,
      name,
      headSha,
      status,
      conclusion,
      annotations: annotations.length,
    })),
  }
}
