import { Sha } from '@upkeep/schema'
import type { RepoPath } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'

export interface PullRequest {
  number: number
  url: string
  nodeId: string
  state: 'open' | 'merged' | 'closed'
  draft: boolean
  locked: boolean
  title: string
  body: string
  author: string | null
  base: { branch: string; sha: Sha }
  head: { branch: string; sha: Sha }
  /** The head is in another repository, or in one that is gone. */
  fork: boolean
  labels: string[]
  changedFiles: number
}

const Side = z.object({ ref: z.string(), sha: Sha, repo: z.nullish(z.object({ id: z.number() })) })
const Pull = z.object({
  number: z.int(),
  html_url: z.string(),
  node_id: z.string(),
  state: z.enum(['open', 'closed']),
  merged: z.optional(z.boolean()),
  draft: z.optional(z.boolean()),
  locked: z.optional(z.boolean()),
  title: z.string(),
  body: z.nullish(z.string()),
  user: z.nullable(z.object({ login: z.string() })),
  base: Side,
  head: Side,
  labels: z.array(z.object({ name: z.string() })),
  changed_files: z.int(),
})

/** Null: there is none. */
export async function readPullRequest(github: GitHub, number: number): Promise<PullRequest | null> {
  const pull = await github.get('GET /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number }, Pull)
  if (pull === null) return null
  const merged = pull.merged === true
  return {
    number: pull.number,
    url: pull.html_url,
    nodeId: pull.node_id,
    state: merged ? 'merged' : pull.state,
    draft: pull.draft === true,
    locked: pull.locked === true,
    title: pull.title,
    body: pull.body ?? '',
    author: pull.user?.login ?? null,
    base: { branch: pull.base.ref, sha: pull.base.sha },
    head: { branch: pull.head.ref, sha: pull.head.sha },
    fork: (pull.head.repo ?? null) === null || pull.head.repo?.id !== pull.base.repo?.id,
    labels: pull.labels.map(({ name }) => name),
    changedFiles: pull.changed_files,
  }
}

export interface ChangedFile {
  path: RepoPath
  /** The old name of a renamed one. */
  previousPath: RepoPath | null
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged'
  added: number
  removed: number
  /** Its hunks as a unified diff without the header; null where GitHub gives none (binary, too large). */
  patch: string | null
}

const Files = z.array(
  z.object({
    filename: z.string(),
    previous_filename: z.optional(z.string()),
    status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
    additions: z.int(),
    deletions: z.int(),
    patch: z.optional(z.string()),
  }),
)

/** The files of a pull request, at most `maxFiles` (default 300; GitHub lists at most 3,000). One request per hundred. */
export async function changedFiles(
  github: GitHub,
  pullRequest: number,
  options: { maxFiles?: number } = {},
): Promise<{ files: ChangedFile[]; complete: boolean }> {
  const maxFiles = options.maxFiles ?? 300
  const files: ChangedFile[] = []
  for (let page = 1; ; page++) {
    const parameters = { pull_number: pullRequest, per_page: 100, page }
    const some = (await github.get('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', parameters, Files)) ?? []
    for (const { filename, previous_filename, status, additions, deletions, patch } of some)
      files.push({
        path: filename,
        previousPath: previous_filename ?? null,
        status,
        added: additions,
        removed: deletions,
        patch: patch ?? null,
      })
    if (some.length < 100) return { files: files.slice(0, maxFiles), complete: files.length <= maxFiles }
    if (files.length >= maxFiles) return { files: files.slice(0, maxFiles), complete: false }
  }
}
