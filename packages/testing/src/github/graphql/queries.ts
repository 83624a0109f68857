import { commitsBetween, mergeBase, readCommit } from '../git/commits.ts'
import { entryAt, entryType, readObject } from '../git/objects.ts'
import type { TreeEntry } from '../git/objects.ts'
import { findRepository, nodeId, slugOf } from '../model.ts'
import type { Issue, Pull, Repository } from '../model.ts'
import { resolveCommit } from '../refs.ts'
import { checkSuites } from './check-suites.ts'
import { forbidden, noRepository, refusal } from './answer.ts'
import type { GraphQLCall } from './answer.ts'

/** Fields that are functions are asked with the arguments of the query. What a query names and is not here comes back as null. */
type Fields = Readonly<Record<string, unknown>>

export function queries(call: GraphQLCall): Fields {
  const bot = call.viewer.login.endsWith('[bot]')
  return {
    viewer: { __typename: bot ? 'Bot' : 'User', login: call.viewer.login },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = findRepository(call.state, owner, name)
      if (found === null || found.deleted) throw noRepository(`${owner}/${name}`)
      const repository = found.movedTo === null ? found : call.state.repositories.get(found.movedTo)
      if (repository === undefined) throw noRepository(`${owner}/${name}`)
      if (!call.allows(repository, 'git/graphql')) throw noRepository(`${owner}/${name}`)
      return repositoryFields(call, repository)
    },
  }
}

function repositoryFields(call: GraphQLCall, repository: Repository): Fields {
  const pulls = () => {
    if (!call.allows(repository, 'pulls/graphql')) throw forbidden()
    return [...repository.issues.values()].filter(isPull)
  }
  const ref = ({ qualifiedName }: { qualifiedName: string }) =>
    refFields(call, repository, fullRef(repository, qualifiedName))
  return {
    __typename: 'Repository',
    id: nodeId('Repository', repository.id),
    nameWithOwner: slugOf(repository),
    name: repository.name,
    isPrivate: repository.private,
    defaultBranchRef: () => ref({ qualifiedName: repository.defaultBranch }),
    ref,
    refs: ({ refPrefix, first }: { refPrefix: string; first?: number }) => {
      const names = [...repository.refs.keys()].filter((name) => name.startsWith(refPrefix)).toSorted()
      return { totalCount: names.length, nodes: names.slice(0, first).map((name) => refFields(call, repository, name)) }
    },
    object: ({ oid, expression }: { oid?: string; expression?: string }) =>
      objectAt(call, repository, oid ?? null, expression ?? null),
    pullRequest: ({ number }: { number: number }) => {
      const issue = pulls().find((one) => one.number === number)
      if (issue === undefined)
        throw refusal('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`)
      return pullFields(call, repository, issue)
    },
    pullRequests: (asked: PullsAsked) => pullConnection(call, repository, pulls(), asked),
  }
}

type PullIssue = Issue & { pull: Pull }

function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null && !issue.deleted
}

function fullRef(repository: Repository, name: string): string {
  return [`refs/heads/${name}`, `refs/tags/${name}`].find((full) => repository.refs.has(full)) ?? name
}

function refFields(call: GraphQLCall, repository: Repository, ref: string): Fields | null {
  const sha = repository.refs.get(ref)
  if (sha === undefined) return null
  const [, prefix = 'refs/', name = ref] = /^(refs\/(?:heads|tags)\/)(.*)$/s.exec(ref) ?? []
  return {
    __typename: 'Ref',
    id: nodeId('Ref', `${repository.id} ${ref}`),
    name,
    prefix,
    target: () => commitFields(call, repository, sha),
    compare: ({ headRef }: { headRef: string }) => {
      const head = resolveCommit(call, repository, headRef)
      return head === null ? null : comparisonFields(call, sha, head)
    },
    associatedPullRequests: (asked: PullsAsked) => {
      if (!call.allows(repository, 'pulls/graphql')) throw forbidden()
      const pulls = [...repository.issues.values()].filter(isPull)
      const own = pulls.filter(
        ({ pull }) => pull.headRepository === repository.id && `refs/heads/${pull.headRef}` === ref,
      )
      return pullConnection(call, repository, own, asked)
    },
  }
}

function comparisonFields({ store }: GraphQLCall, base: string, head: string): Fields | null {
  if (mergeBase(store, base, head) === null) return null
  const aheadBy = commitsBetween(store, base, head).length
  const behindBy = commitsBetween(store, head, base).length
  const apart = aheadBy > 0 ? (behindBy > 0 ? 'DIVERGED' : 'AHEAD') : 'BEHIND'
  return { aheadBy, behindBy, status: aheadBy + behindBy === 0 ? 'IDENTICAL' : apart }
}

export function commitFields(call: GraphQLCall, repository: Repository, sha: string): Fields | null {
  const commit = readCommit(call.store, sha)
  if (commit === null) return null
  const [headline = ''] = commit.message.split('\n')
  return {
    __typename: 'Commit',
    id: nodeId('Commit', sha),
    oid: sha,
    message: commit.message,
    messageHeadline: headline,
    messageBody: commit.message.slice(headline.length).trim(),
    signature: commit.signed ? { __typename: 'GpgSignature', isValid: true, state: 'VALID' } : null,
    url: `${call.web}/${slugOf(repository)}/commit/${sha}`,
    checkSuites: (asked: { first?: number; after?: string }) => checkSuites(call, repository, sha, asked),
    file: ({ path }: { path: string }) => {
      const entry = entryAt(call.store, commit.tree, path)
      return entry === null || path === '' ? null : entryFields(call, entry, path)
    },
  }
}

function entryFields(call: GraphQLCall, entry: TreeEntry, path: string): Fields {
  const { name, mode, sha } = entry
  const type = entryType(entry)
  return {
    name,
    path,
    oid: sha,
    mode: Number.parseInt(mode, 8),
    type,
    object: () => (type === 'blob' ? blobFields(call, sha) : null),
  }
}

/** GitHub cuts texts at this many bytes. */
const SHOWN_BYTES = 512_000

function blobFields({ store }: GraphQLCall, sha: string): Fields | null {
  const content = readObject(store, sha, 'blob')
  if (content === null) return null
  const isBinary = content.includes(0)
  return {
    __typename: 'Blob',
    id: nodeId('Blob', sha),
    oid: sha,
    byteSize: content.length,
    isBinary,
    isTruncated: !isBinary && content.length > SHOWN_BYTES,
    text: isBinary ? null : content.subarray(0, SHOWN_BYTES).toString('utf8'),
  }
}

function objectAt(
  call: GraphQLCall,
  repository: Repository,
  oid: string | null,
  expression: string | null,
): Fields | null {
  if (oid !== null) return commitFields(call, repository, oid) ?? blobFields(call, oid)
  const [name = '', path] = (expression ?? '').split(':', 2)
  const sha = resolveCommit(call, repository, name)
  const tree = sha === null ? undefined : readCommit(call.store, sha)?.tree
  if (sha === null || tree === undefined) return null
  if (path === undefined) return commitFields(call, repository, sha)
  const entry = entryAt(call.store, tree, path)
  return entry === null ? null : blobFields(call, entry.sha)
}

interface PullsAsked {
  first?: number
  last?: number
  headRefName?: string
  baseRefName?: string
  states?: readonly string[]
  orderBy?: { field: 'CREATED_AT' | 'UPDATED_AT'; direction: 'ASC' | 'DESC' }
}

function pullConnection(
  call: GraphQLCall,
  repository: Repository,
  pulls: readonly PullIssue[],
  asked: PullsAsked,
): Fields {
  const size = asked.first ?? asked.last
  if (size === undefined)
    throw refusal(
      'UNPROCESSABLE',
      'You must provide a `first` or `last` value to properly paginate the `pullRequests` connection.',
    )
  if (size < 1 || size > 100)
    throw refusal(
      'UNPROCESSABLE',
      `Requesting ${size} records on the \`pullRequests\` connection exceeds the \`first\` limit of 100 records.`,
    )
  const { field, direction } = asked.orderBy ?? { field: 'CREATED_AT', direction: 'ASC' }
  const timeOf = (issue: Issue) => (field === 'CREATED_AT' ? issue.createdAt : issue.updatedAt)
  const wanted = pulls
    .filter(({ pull }) => asked.headRefName === undefined || pull.headRef === asked.headRefName)
    .filter(({ pull }) => asked.baseRefName === undefined || pull.baseRef === asked.baseRefName)
    .filter((issue) => asked.states === undefined || asked.states.includes(stateOf(issue)))
    .toSorted((a, b) => timeOf(a) - timeOf(b) || a.number - b.number)
  const sorted = direction === 'DESC' ? wanted.toReversed() : wanted
  const shown = asked.first === undefined ? sorted.slice(-size) : sorted.slice(0, size)
  return {
    totalCount: wanted.length,
    nodes: shown.map((issue) => pullFields(call, repository, issue)),
    pageInfo: { hasNextPage: wanted.length > shown.length, hasPreviousPage: false, endCursor: null, startCursor: null },
  }
}

function stateOf({ state, pull }: PullIssue): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (pull.mergedAt !== null) return 'MERGED'
  return state === 'open' ? 'OPEN' : 'CLOSED'
}

function pullFields(call: GraphQLCall, repository: Repository, issue: PullIssue): Fields {
  const { number, title, body, pull } = issue
  return {
    __typename: 'PullRequest',
    id: nodeId('PullRequest', pull.id),
    number,
    url: `${call.web}/${slugOf(repository)}/pull/${number}`,
    state: stateOf(issue),
    title,
    body: body ?? '',
    isDraft: pull.draft,
    isCrossRepository: pull.headRepository !== repository.id,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
  }
}
