import { ancestors, readCommit, writeCommit } from '../git/commits.ts'
import { treeOfFiles, walkTree, writeBlob } from '../git/objects.ts'
import type { TreeFile } from '../git/objects.ts'
import { findRepository, readNodeId, userOf } from '../model.ts'
import type { Comment, Repository, ReviewComment } from '../model.ts'
import { setRef } from '../refs.ts'
import { forbidden, noNode, noRepository, refusal } from './answer.ts'
import type { GraphQLCall } from './answer.ts'
import { commitFields } from './queries.ts'

interface CommitInput {
  branch: { repositoryNameWithOwner?: string; branchName?: string }
  message: { headline: string; body?: string }
  expectedHeadOid: string
  fileChanges?: { additions?: readonly { path: string; contents: string }[]; deletions?: readonly { path: string }[] }
  clientMutationId?: string
}

interface MinimizeInput {
  subjectId: string
  classifier: string
  clientMutationId?: string
}

interface RefsInput {
  repositoryId: string
  refUpdates: readonly { name: string; beforeOid?: string; afterOid: string; force: boolean }[]
  clientMutationId?: string
}

interface ReviewInput {
  pullRequestReviewId: string
  body: string
  clientMutationId?: string
}

export function mutations(call: GraphQLCall) {
  return {
    createCommitOnBranch: ({ input }: { input: CommitInput }) => createCommit(call, input),
    updateRefs: ({ input }: { input: RefsInput }) => updateRefs(call, input),
    minimizeComment: ({ input }: { input: MinimizeInput }) => minimizeComment(call, input),
    updatePullRequestReview: ({ input }: { input: ReviewInput }) => updateReview(call, input),
  }
}

/** https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch: all or nothing, and only on the head that was expected. */
function createCommit(call: GraphQLCall, input: CommitInput) {
  const { repositoryNameWithOwner = '', branchName = '' } = input.branch
  const [owner = '', name = ''] = repositoryNameWithOwner.split('/')
  const repository = findRepository(call.state, owner, name)
  if (repository === null || repository.deleted) throw noRepository(repositoryNameWithOwner)
  if (!call.allows(repository, 'createCommitOnBranch')) throw forbidden()
  const ref = `refs/heads/${branchName}`
  const head = repository.refs.get(ref)
  if (head === undefined) throw refusal('NOT_FOUND', `Could not resolve to a Ref with the name '${ref}'.`)
  if (head !== input.expectedHeadOid) {
    throw refusal(
      'STALE_DATA',
      `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
    )
  }
  const files = changed(call, head, input)
  const { id, login } = userOf(call.state, call.viewer.login)
  const seconds = Math.floor(call.now / 1000)
  const { headline, body } = input.message
  const sha = writeCommit(call.store, {
    tree: treeOfFiles(call.store, files),
    parents: [head],
    author: { name: login, email: `${id}+${login}@users.noreply.github.com`, seconds },
    committer: { name: 'GitHub', email: 'noreply@github.com', seconds },
    message: body === undefined || body === '' ? headline : `${headline}\n\n${body}`,
    signed: true,
  })
  setRef(call, repository, ref, sha, call.now)
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: commitFields(call, repository, sha),
    ref: { __typename: 'Ref', name: branchName, prefix: 'refs/heads/' },
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The head's files with the changes. What is written is a plain file afterwards: the mutation knows no modes, and an executable file loses its own. */
function changed(call: GraphQLCall, head: string, { fileChanges }: CommitInput): Map<string, TreeFile> {
  const files = walkTree(call.store, readCommit(call.store, head)?.tree ?? '')
  const additions = fileChanges?.additions ?? []
  const paths = new Set<string>()
  for (const { path } of [...additions, ...(fileChanges?.deletions ?? [])]) {
    if (path === '' || path.startsWith('/') || path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
      throw refusal('UNPROCESSABLE', `A path was provided that is invalid: ${JSON.stringify(path)}`)
    }
    if (paths.has(path)) throw refusal('UNPROCESSABLE', `A path was given more than once: ${JSON.stringify(path)}`)
    paths.add(path)
  }
  for (const { path } of fileChanges?.deletions ?? []) {
    if (!files.delete(path)) {
      throw refusal(
        'UNPROCESSABLE',
        `A path was requested for deletion which does not exist as of commit oid \`${head}\``,
      )
    }
  }
  for (const { path, contents } of additions) {
    if (!BASE64.test(contents)) throw refusal('UNPROCESSABLE', `The contents of ${JSON.stringify(path)} are not base64`)
    files.set(path, {
      mode: '100644',
      sha: writeBlob(call.store, Buffer.from(contents, 'base64')),
    })
  }
  return files
}

const ZEROS = '0'.repeat(40)

/** https://docs.github.com/en/graphql/reference/mutations#updaterefs: all of them or none; zeros stand for no ref. */
function updateRefs(call: GraphQLCall, { repositoryId, refUpdates, clientMutationId }: RefsInput) {
  const node = readNodeId(repositoryId)
  const repository = node?.type === 'Repository' ? call.state.repositories.get(Number(node.key)) : undefined
  if (repository === undefined) throw noNode(repositoryId)
  if (!call.allows(repository, 'updateRefs')) throw forbidden()
  for (const { name, beforeOid, afterOid, force } of refUpdates) {
    const now = repository.refs.get(name) ?? ZEROS
    if (beforeOid !== undefined && beforeOid !== now)
      throw refusal('UNPROCESSABLE', `${name} is at ${now} but expected ${beforeOid}`)
    if (afterOid === ZEROS) continue
    if (readCommit(call.store, afterOid) === null) throw refusal('UNPROCESSABLE', `${afterOid} does not exist`)
    if (!force && now !== ZEROS && !ancestors(call.store, afterOid).includes(now))
      throw refusal('UNPROCESSABLE', `${name} can not be fast-forwarded`)
  }
  for (const { name, afterOid } of refUpdates)
    setRef(call, repository, name, afterOid === ZEROS ? null : afterOid, call.now)
  return { clientMutationId: clientMutationId ?? null }
}

function minimizeComment(call: GraphQLCall, { subjectId, classifier, clientMutationId }: MinimizeInput) {
  const found = commentOf(call, subjectId)
  if (found === null) throw noNode(subjectId)
  if (!call.allows(found.repository, 'minimizeComment')) throw forbidden()
  found.comment.minimized = classifier.toLowerCase()
  return {
    clientMutationId: clientMutationId ?? null,
    minimizedComment: { __typename: found.type, isMinimized: true, minimizedReason: classifier.toLowerCase() },
  }
}

function updateReview(call: GraphQLCall, { pullRequestReviewId, body, clientMutationId }: ReviewInput) {
  const node = readNodeId(pullRequestReviewId)
  const found = node?.type === 'PullRequestReview' ? commentOf(call, pullRequestReviewId) : null
  const review = found?.repository.reviews.get(Number(node?.key))
  if (found === null || review === undefined) throw noNode(pullRequestReviewId)
  if (!call.allows(found.repository, 'updatePullRequestReview')) throw forbidden()
  if (body.trim() === '') throw refusal('UNPROCESSABLE', "Body can't be blank")
  review.body = body
  return {
    clientMutationId: clientMutationId ?? null,
    pullRequestReview: { __typename: 'PullRequestReview', id: pullRequestReviewId, body },
  }
}

interface Found {
  type: string
  repository: Repository
  comment: { minimized?: string | null }
}

/** What can be minimised, by its node id. */
function commentOf({ state }: GraphQLCall, id: string): Found | null {
  const node = readNodeId(id)
  if (node === null) return null
  const key = Number(node.key)
  for (const repository of state.repositories.values()) {
    const kinds: Partial<Record<string, ReadonlyMap<number, Comment | ReviewComment | { minimized?: string | null }>>> =
      {
        IssueComment: repository.comments,
        PullRequestReview: repository.reviews,
        PullRequestReviewComment: repository.reviewComments,
      }
    const comment = kinds[node.type]?.get(key)
    if (comment !== undefined) return { type: node.type, repository, comment }
  }
  return null
}
