import { ancestors, commitsBetween, mergeBase, readCommit } from './git/commits.ts'
import type { Issue, Pull, Repository, World } from './model.ts'

/** The commit of a branch, tag, full ref or (shortened) SHA-1; null where nothing of this name is. */
export function resolveCommit({ store }: World, repository: Repository, name: string): string | null {
  if (name === '' || name === 'HEAD') return repository.refs.get(`refs/heads/${repository.defaultBranch}`) ?? null
  for (const full of [`refs/heads/${name}`, `refs/tags/${name}`, name, `refs/${name}`]) {
    const sha = repository.refs.get(full)
    if (sha !== undefined) return sha
  }
  if (!/^[0-9a-f]{4,40}$/.test(name)) return null
  if (readCommit(store, name) !== null) return name
  return [...store.keys()].find((sha) => sha.startsWith(name) && readCommit(store, sha) !== null) ?? null
}

/** Moves, makes or (null) deletes a ref, and what follows from it: pull requests get the new head, or are closed. */
export function setRef(
  { state, store }: World,
  repository: Repository,
  ref: string,
  sha: string | null,
  now: number,
): void {
  if (sha === null) repository.refs.delete(ref)
  else repository.refs.set(ref, sha)
  const branch = ref.replace(/^refs\/heads\//, '')
  for (const target of state.repositories.values()) {
    for (const issue of target.issues.values()) {
      const { pull } = issue
      if (pull === null || issue.state !== 'open' || pull.mergedAt !== null) continue
      if (pull.headRepository === repository.id && pull.headRef === branch) moveHead(target, issue, pull, sha, now)
      if (target === repository && pull.baseRef === branch && sha !== null)
        mergedByPush({ state, store }, issue, pull, sha, now)
    }
  }
}

function moveHead(target: Repository, issue: Issue, pull: Pull, sha: string | null, now: number): void {
  issue.updatedAt = now
  if (sha === null) closeIssue(issue, now)
  else {
    pull.headSha = sha
    pull.baseSha = target.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.baseSha
    target.refs.set(`refs/pull/${issue.number}/head`, sha)
  }
}

/** A base branch that reaches the head has merged it. */
function mergedByPush({ store }: World, issue: Issue, pull: Pull, base: string, now: number): void {
  if (!ancestors(store, base).includes(pull.headSha)) return
  pull.mergedAt = now
  pull.mergeSha = base
  closeIssue(issue, now)
}

export function closeIssue(issue: Issue, now: number): void {
  issue.state = 'closed'
  issue.closedAt = now
  issue.updatedAt = now
}

/** The commits that a pull request's diff is made of: from the merge base to the head. */
export function diffRange(
  world: World,
  repository: Repository,
  pull: Pull,
): { base: string; head: string; commits: string[] } {
  const tip = repository.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.baseSha
  const against = pull.mergedAt === null ? tip : pull.baseSha
  const base = mergeBase(world.store, against, pull.headSha) ?? against
  return { base, head: pull.headSha, commits: commitsBetween(world.store, against, pull.headSha) }
}
