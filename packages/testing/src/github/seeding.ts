import type { Clock } from './clock.ts'
import { readCheckout } from './git/checkout.ts'
import { readCommit, writeCommit } from './git/commits.ts'
import { EMPTY_TREE, readObject, treeOfFiles, walkTree, writeBlob, writeTree } from './git/objects.ts'
import type { TreeFile } from './git/objects.ts'
import { addComment, addIssue, makeLabel } from './issues.ts'
import type { IssueText } from './issues.ts'
import { findRepository, slugOf, takeId, userOf } from './model.ts'
import type { Issue, Repository, Role, World } from './model.ts'
import { addReview, isPull, openPull } from './pulls.ts'
import type { Placement } from './pulls.ts'
import { setRef } from './refs.ts'
import { setState } from './routes/issues.ts'
import { runPart } from './seeding-runs.ts'
import type { ArtifactOptions, JobOptions } from './seeding-runs.ts'

/** Text or bytes of a plain file; with a mode for others; null deletes. */
export type FileContent = string | Uint8Array | { content: string | Uint8Array; mode: string } | null
export type Files = Readonly<Record<string, FileContent>>

export interface RepositoryOptions {
  /** `octocat/example` where absent. */
  slug?: string
  defaultBranch?: string
  private?: boolean
  /** False: the setting that forbids GitHub Actions to open pull requests. */
  actionsMayOpenPulls?: boolean
  /** The first commit of the default branch. */
  files?: Files
  /** A local repository whose branches, tags and objects are taken instead. */
  directory?: string
  labels?: readonly string[]
  collaborators?: Readonly<Record<string, Role>>
  /** `owner/name` of the repository that this one is a fork of; its branches are taken over. */
  forkOf?: string
}

const OCTOCAT = { name: 'octocat', email: 'octocat@users.noreply.github.com' }

export function addRepository(world: World, options: RepositoryOptions, now: number): Repository {
  const { state, store } = world
  const [owner = '', name = ''] = (options.slug ?? 'octocat/example').split('/')
  const parent = options.forkOf === undefined ? null : findRepository(state, ...splitSlug(options.forkOf))
  const checkout = options.directory === undefined ? null : readCheckout(store, options.directory)
  const repository: Repository = {
    id: takeId(state),
    owner,
    name,
    defaultBranch: options.defaultBranch ?? checkout?.head ?? parent?.defaultBranch ?? 'main',
    private: options.private ?? false,
    actionsMayOpenPulls: options.actionsMayOpenPulls ?? true,
    forkOf: parent?.id ?? null,
    movedTo: null,
    deleted: false,
    refs: checkout?.refs ?? new Map([...(parent?.refs ?? [])].filter(([ref]) => ref.startsWith('refs/heads/'))),
    nextNumber: 1,
    issues: new Map(),
    comments: new Map(),
    reviews: new Map(),
    reviewComments: new Map(),
    threads: new Map(),
    labels: new Map(),
    checkRuns: new Map(),
    runs: new Map(),
    artifacts: new Map(),
    collaborators: new Map(Object.entries(options.collaborators ?? {})),
    createdAt: now,
  }
  state.repositories.set(repository.id, repository)
  userOf(state, owner)
  for (const login of repository.collaborators.keys()) userOf(state, login)
  for (const label of options.labels ?? []) makeLabel(state, repository, label)
  if (options.files !== undefined) {
    commitFiles(world, repository, { branch: repository.defaultBranch, files: options.files, message: 'first' }, now)
  }
  return repository
}

export function splitSlug(slug: string): [string, string] {
  const [owner = '', name = ''] = slug.split('/')
  return [owner, name]
}

export interface CommitOptions {
  /** The default branch where absent; made from `from` where it is not there. */
  branch?: string
  files: Files
  message?: string
  author?: { name: string; email: string }
  /** Branch or commit that a new branch starts from; the default branch where absent. */
  from?: string
}

function commitFiles(world: World, repository: Repository, options: CommitOptions, now: number): string {
  const { store } = world
  const ref = `refs/heads/${options.branch ?? repository.defaultBranch}`
  const from = options.from ?? repository.defaultBranch
  const parent = repository.refs.get(ref) ?? repository.refs.get(`refs/heads/${from}`) ?? options.from ?? null
  const tree = parent === null ? null : (readCommit(store, parent)?.tree ?? null)
  const files = tree === null ? new Map<string, TreeFile>() : walkTree(store, tree)
  for (const [path, content] of Object.entries(options.files)) {
    if (content === null) files.delete(path)
    else if (typeof content === 'string' || content instanceof Uint8Array) {
      files.set(path, { mode: files.get(path)?.mode ?? '100644', sha: writeBlob(store, content) })
    } else files.set(path, { mode: content.mode, sha: writeBlob(store, content.content) })
  }
  if (files.size === 0) writeTree(store, []) // EMPTY_TREE
  const person = { ...OCTOCAT, ...options.author, seconds: Math.floor(now / 1000) }
  const sha = writeCommit(store, {
    tree: files.size === 0 ? EMPTY_TREE : treeOfFiles(store, files),
    parents: parent === null ? [] : [parent],
    author: person,
    committer: person,
    message: options.message ?? 'change',
    signed: false,
  })
  setRef(world, repository, ref, sha, now)
  return sha
}

export interface PullOptions extends Partial<IssueText> {
  head: string
  base?: string
  draft?: boolean
  /** `owner/name` of the fork that has the head branch. */
  headRepository?: string
}

/** One repository of the fake: to set it up, to act as other people do, and to look at it. Nothing of it is a request. */
export interface FakeRepository {
  slug: string
  id: number
  /** Adds a commit to a branch, which is made where it is not there; returns its SHA-1. */
  commit(options: CommitOptions): string
  /** The commit of a branch; null where it is not there. */
  branch(name: string): string | null
  /** Moves, makes or (null) deletes a branch. */
  setBranch(name: string, sha: string | null): void
  /** The messages of a branch's commits along first parents, newest first. */
  messages(branch: string): string[]
  /** Path → mode, SHA-1 and text of a branch's or commit's files. */
  files(ref?: string): Record<string, { mode: string; sha: string; text: string }>
  issue(text?: Partial<IssueText>): number
  pull(options: PullOptions): number
  comment(number: number, body: string, author?: string): number
  review(
    number: number,
    options: { body?: string; event?: string; author?: string; comments?: readonly Placement[] },
  ): number
  close(number: number): void
  reopen(number: number): void
  /** As GitHub's merge button: a merge commit on the base branch. */
  merge(number: number): string
  lock(number: number, reason?: string): void
  deleteIssue(number: number): void
  deleteComment(id: number): void
  /** To another repository of the fake, which is made where it is not there; returns the new number. */
  transferIssue(number: number, slug: string): number
  label(name: string): void
  collaborator(login: string, role: Role): void
  run(options?: { headSha?: string; headBranch?: string; event?: string; path?: string; id?: number }): number
  /** A job of Actions, its check run with it; returns its id. */
  job(options: JobOptions): number
  artifact(options: ArtifactOptions): { id: number; digest: string; run: number }
  /** Gone: 404 from now on. */
  delete(): void
  /** Renamed or moved to another owner: 301 from the old name from now on. */
  moveTo(slug: string): void
  /** The memory itself, to look at. */
  memory(): Repository
}

export function fakeRepository(world: World, id: number, clock: Clock): FakeRepository {
  const memory = () => {
    const found = world.state.repositories.get(id)
    if (found === undefined) throw new Error(`no repository ${id}`)
    return found
  }
  const issueOf = (number: number): Issue => {
    const issue = memory().issues.get(number)
    if (issue === undefined) throw new Error(`${slugOf(memory())} has no issue or pull request ${number}`)
    return issue
  }
  return {
    get slug() {
      return slugOf(memory())
    },
    id,
    memory,
    ...gitPart(world, memory, clock),
    ...conversationPart(world, memory, issueOf, clock),
    ...fatePart(world, memory, issueOf, clock),
    ...runPart(world, memory, clock),
  }
}

function gitPart(world: World, memory: () => Repository, clock: Clock) {
  return {
    commit: (options: CommitOptions) => commitFiles(world, memory(), options, clock.now()),
    branch: (name: string) => memory().refs.get(`refs/heads/${name}`) ?? null,
    setBranch: (name: string, sha: string | null) => setRef(world, memory(), `refs/heads/${name}`, sha, clock.now()),
    messages: (branch: string) => {
      const messages: string[] = []
      let next = memory().refs.get(`refs/heads/${branch}`)
      while (next !== undefined) {
        const commit = readCommit(world.store, next)
        if (commit !== null) messages.push(commit.message)
        next = commit?.parents[0]
      }
      return messages
    },
    files: (ref?: string) => {
      const sha = memory().refs.get(`refs/heads/${ref ?? memory().defaultBranch}`) ?? ref ?? ''
      const tree = readCommit(world.store, sha)?.tree
      if (tree === undefined) throw new Error(`${slugOf(memory())} has no branch or commit ${ref}`)
      const text = (blob: string) => readObject(world.store, blob, 'blob')?.toString('utf8') ?? ''
      return Object.fromEntries(
        [...walkTree(world.store, tree)].map(([path, file]) => [path, { ...file, text: text(file.sha) }]),
      )
    },
  }
}

const textOf = (text: Partial<IssueText>) => ({ title: 'a title', body: 'a body', author: 'octocat', ...text })

function conversationPart(world: World, memory: () => Repository, issueOf: (number: number) => Issue, clock: Clock) {
  return {
    issue: (text: Partial<IssueText> = {}) => addIssue(world.state, memory(), textOf(text), clock.now()).number,
    pull: ({ head, base, headRepository, draft, ...text }: PullOptions) => {
      const from = headRepository === undefined ? memory() : findRepository(world.state, ...splitSlug(headRepository))
      if (from === null) throw new Error(`no repository ${headRepository}`)
      const pull = {
        ...textOf(text),
        head: { repository: from, ref: head },
        base: base ?? memory().defaultBranch,
        draft: draft ?? false,
      }
      return openPull(world, memory(), pull, clock.now()).number
    },
    comment: (number: number, body: string, author = 'octocat') =>
      addComment(world.state, memory(), issueOf(number), author, body, clock.now()).id,
    review: (
      number: number,
      options: { body?: string; event?: string; author?: string; comments?: readonly Placement[] },
    ) => {
      const issue = issueOf(number)
      if (!isPull(issue)) throw new Error(`${number} is no pull request`)
      const text = { author: 'octocat', body: '', event: 'COMMENT', commit: undefined, comments: [], ...options }
      return addReview(world, memory(), issue, text, clock.now()).id
    },
    close: (number: number) => setState(issueOf(number), 'closed', null, clock.now()),
    reopen: (number: number) => setState(issueOf(number), 'open', null, clock.now()),
    merge: (number: number) => {
      const issue = issueOf(number)
      if (!isPull(issue)) throw new Error(`${number} is no pull request`)
      const { baseRef, headSha } = issue.pull
      const base = memory().refs.get(`refs/heads/${baseRef}`) ?? ''
      const person = { ...OCTOCAT, seconds: Math.floor(clock.now() / 1000) }
      const tree = readCommit(world.store, headSha)?.tree ?? EMPTY_TREE
      const message = `Merge pull request #${number}`
      const commit = { tree, parents: [base, headSha], author: person, committer: person, message, signed: true }
      const sha = writeCommit(world.store, commit)
      setRef(world, memory(), `refs/heads/${baseRef}`, sha, clock.now())
      return sha
    },
  }
}

function fatePart(world: World, memory: () => Repository, issueOf: (number: number) => Issue, clock: Clock) {
  return {
    lock: (number: number, reason?: string) => {
      Object.assign(issueOf(number), { locked: true, lockReason: reason ?? null })
    },
    deleteIssue: (number: number) => {
      issueOf(number).deleted = true
    },
    deleteComment: (id: number) => {
      memory().comments.delete(id)
    },
    transferIssue: (number: number, slug: string) => {
      const issue = issueOf(number)
      const target =
        findRepository(world.state, ...splitSlug(slug)) ?? addRepository(world, { slug, files: {} }, clock.now())
      const moved = addIssue(world.state, target, issue, clock.now())
      issue.transferredTo = { repository: target.id, number: moved.number }
      return moved.number
    },
    label: (name: string) => {
      makeLabel(world.state, memory(), name)
    },
    collaborator: (login: string, role: Role) => {
      userOf(world.state, login)
      memory().collaborators.set(login, role)
    },
    delete: () => {
      memory().deleted = true
    },
    moveTo: (slug: string) => {
      const [owner, name] = splitSlug(slug)
      const old = { ...memory(), id: takeId(world.state), movedTo: memory().id, issues: new Map() }
      world.state.repositories.set(old.id, old)
      Object.assign(memory(), { owner, name })
    },
  }
}
