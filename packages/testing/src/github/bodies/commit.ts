import type { Call } from '../answer.ts'
import { iso, notFound } from '../answer.ts'
import { changesBetween } from '../git/changes.ts'
import type { Change } from '../git/changes.ts'
import { readCommit } from '../git/commits.ts'
import type { Commit, Person } from '../git/commits.ts'
import { entryAt } from '../git/objects.ts'
import { nodeId, slugOf } from '../model.ts'
import type { Repository } from '../model.ts'
import { repositoryUrl } from './repository.ts'
import type { Body } from './repository.ts'

type At = Pick<Call, 'state' | 'store' | 'api' | 'web'>

function personBody({ name, email, seconds }: Person): Body {
  return { name, email, date: iso(seconds * 1000) }
}

function verificationBody({ signed }: Commit, time: string): Body {
  return signed
    ? { verified: true, reason: 'valid', signature: 'fake', payload: 'fake', verified_at: time }
    : { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
}

function commitOf(at: At, sha: string): Commit {
  const commit = readCommit(at.store, sha)
  if (commit === null) throw notFound()
  return commit
}

/** Of /git/commits: the object of git. */
export function gitCommitBody(at: At, repository: Repository, sha: string): Body {
  const commit = commitOf(at, sha)
  const url = repositoryUrl(at, repository)
  const web = `${at.web}/${slugOf(repository)}/commit`
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${url}/git/commits/${sha}`,
    html_url: `${web}/${sha}`,
    author: personBody(commit.author),
    committer: personBody(commit.committer),
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${url}/git/commits/${parent}`,
      html_url: `${web}/${parent}`,
    })),
    verification: verificationBody(commit, iso(commit.committer.seconds * 1000)),
  }
}

/** Of /commits and of comparisons. */
export function commitBody(at: At, repository: Repository, sha: string): Body {
  const { tree, message, author, committer, verification, parents } = gitCommitBody(at, repository, sha)
  const url = repositoryUrl(at, repository)
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${url}/commits/${sha}`,
    html_url: `${at.web}/${slugOf(repository)}/commit/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    commit: { url: `${url}/git/commits/${sha}`, author, committer, message, tree, comment_count: 0, verification },
    author: null,
    committer: null,
    parents: (parents as { sha: string; html_url: string }[]).map((parent) => ({
      ...parent,
      url: `${url}/commits/${parent.sha}`,
    })),
  }
}

export function changeBody(at: At, repository: Repository, head: string, change: Change): Body {
  const url = repositoryUrl(at, repository)
  const web = `${at.web}/${slugOf(repository)}`
  const path = change.filename.split('/').map(encodeURIComponent).join('/')
  return {
    sha: change.sha,
    filename: change.filename,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${web}/blob/${head}/${path}`,
    raw_url: `${web}/raw/${head}/${path}`,
    contents_url: `${url}/contents/${path}?ref=${head}`,
    ...(change.patch === null ? {} : { patch: change.patch }),
    ...(change.previous === null ? {} : { previous_filename: change.previous }),
  }
}

export function changeBodies(at: At, repository: Repository, base: string, head: string): Body[] {
  return changesBetween(at.store, base, head).map((change) => changeBody(at, repository, head, change))
}

/** The entry at a path of a commit, or 404. */
export function entryOf(at: At, sha: string, path: string): { mode: string; sha: string; name: string } {
  const entry = entryAt(at.store, commitOf(at, sha).tree, path)
  if (entry === null) throw notFound()
  return entry
}
