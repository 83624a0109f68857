import { Refusal, created, found, noContent, ok } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { gitCommitBody } from '../bodies/commit.ts'
import { repositoryUrl } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { ancestors, readCommit, writeCommit } from '../git/commits.ts'
import { entryType, readObject, readTree, treeOfFiles, walkTree, writeBlob } from '../git/objects.ts'
import type { TreeFile } from '../git/objects.ts'
import { nodeId } from '../model.ts'
import { resolveCommit, setRef } from '../refs.ts'

function refBody(call: Call, ref: string, sha: string): Body {
  const url = repositoryUrl(call, call.repository)
  return {
    ref,
    node_id: nodeId('Ref', `${call.repository.id} ${ref}`),
    url: `${url}/git/${ref}`,
    object: { sha, type: 'commit', url: `${url}/git/commits/${sha}` },
  }
}

/** git's own rules for the names of refs (git-check-ref-format). */
export function isRefName(ref: string): boolean {
  const wrong = /\.\.|[\0-\x20\x7f~^:?*[\\]|@\{|\/\/|\.$|\/$|\.lock(?:\/|$)|(?:^|\/)\./
  return /^refs\/[^/]+\/./.test(ref) && !wrong.test(ref)
}

const getRef: Handler = (call) => {
  const ref = `refs/${call.path['ref']}`
  return ok(refBody(call, ref, found(call.repository.refs.get(ref))))
}

const listMatchingRefs: Handler = (call) => {
  const matching = [...call.repository.refs].filter(([ref]) => ref.startsWith(`refs/${call.path['ref']}`))
  return ok(matching.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([ref, sha]) => refBody(call, ref, sha)))
}

const createRef: Handler = (call) => {
  const { ref, sha } = call.body as { ref: string; sha: string }
  if (!isRefName(ref)) throw new Refusal(422, `${ref} is not a valid ref name.`)
  if (call.repository.refs.has(ref)) throw new Refusal(422, 'Reference already exists')
  if (readCommit(call.store, sha) === null) throw new Refusal(422, 'Object does not exist')
  // a file and a folder of refs can't have one name
  const taken = [...call.repository.refs.keys()].some((one) => one.startsWith(`${ref}/`) || ref.startsWith(`${one}/`))
  if (taken) throw new Refusal(422, 'Reference update failed')
  setRef(call, call.repository, ref, sha, call.now)
  return created(refBody(call, ref, sha))
}

const updateRef: Handler = (call) => {
  const ref = `refs/${call.path['ref']}`
  const { sha, force } = call.body as { sha: string; force?: boolean }
  const current = call.repository.refs.get(ref)
  if (current === undefined) throw new Refusal(422, 'Reference does not exist')
  if (readCommit(call.store, sha) === null) throw new Refusal(422, 'Object does not exist')
  if (force !== true && !ancestors(call.store, sha).includes(current)) {
    throw new Refusal(422, 'Update is not a fast forward')
  }
  setRef(call, call.repository, ref, sha, call.now)
  return ok(refBody(call, ref, sha))
}

const deleteRef: Handler = (call) => {
  const ref = `refs/${call.path['ref']}`
  if (!call.repository.refs.has(ref)) throw new Refusal(422, 'Reference does not exist')
  if (ref === `refs/heads/${call.repository.defaultBranch}`) {
    throw new Refusal(422, 'Cannot delete the default branch')
  }
  setRef(call, call.repository, ref, null, call.now)
  return noContent
}

const getCommit: Handler = (call) => ok(gitCommitBody(call, call.repository, call.path['commit_sha'] ?? ''))

const createCommit: Handler = (call) => {
  const {
    message,
    tree,
    parents = [],
    author,
  } = call.body as {
    message: string
    tree: string
    parents?: string[]
    author?: { name: string; email: string }
  }
  if (readObject(call.store, tree, 'tree') === null) throw new Refusal(422, 'Tree SHA does not exist')
  for (const parent of parents) {
    if (readCommit(call.store, parent) === null)
      throw new Refusal(422, 'Parent SHA does not exist or is not a commit object')
  }
  const bot = { name: call.viewer.login, email: `${call.viewer.login}@users.noreply.github.com` }
  const seconds = Math.floor(call.now / 1000)
  const person = { ...(author ?? bot), seconds }
  // GitHub signs for a bot that names no author
  const commit = { tree, parents, author: person, committer: person, message, signed: author === undefined }
  return created(gitCommitBody(call, call.repository, writeCommit(call.store, commit)))
}

function treeBody(call: Call, sha: string, recursive: boolean): Body {
  const url = repositoryUrl(call, call.repository)
  const entries = recursive
    ? [...walkTree(call.store, sha, true)].map(([path, file]) => ({ path, ...file }))
    : readTree(call.store, sha).map(({ name, ...entry }) => ({ path: name, ...entry }))
  const tree = entries.map((entry) => {
    const type = entryType(entry)
    const size = type === 'blob' ? { size: readObject(call.store, entry.sha, 'blob')?.length ?? 0 } : {}
    return {
      path: entry.path,
      mode: entry.mode,
      type,
      sha: entry.sha,
      ...size,
      url: `${url}/git/${type}s/${entry.sha}`,
    }
  })
  return { sha, url: `${url}/git/trees/${sha}`, tree, truncated: false }
}

const getTree: Handler = (call) => {
  const name = call.path['tree_sha'] ?? ''
  const commit = resolveCommit(call, call.repository, name)
  const sha = commit === null ? name : found(readCommit(call.store, commit)).tree
  if (readObject(call.store, sha, 'tree') === null) found(null)
  return ok(treeBody(call, sha, call.query['recursive'] !== undefined))
}

function objectOf({ store }: Call, sha: string): string {
  if (!store.has(sha)) throw new Refusal(422, `tree.sha ${sha} is not a valid blob`)
  return sha
}

const createTree: Handler = (call) => {
  const { tree, base_tree } = call.body as {
    tree: { path: string; mode: string; sha?: string | null; content?: string }[]
    base_tree?: string
  }
  if (base_tree !== undefined && readObject(call.store, base_tree, 'tree') === null) {
    throw new Refusal(422, 'base_tree is not a valid tree oid')
  }
  const files = base_tree === undefined ? new Map<string, TreeFile>() : walkTree(call.store, base_tree)
  for (const { path, mode, sha, content } of tree) {
    if (content !== undefined && typeof sha === 'string') {
      throw new Refusal(422, 'Must supply either tree.sha or tree.content but not both')
    }
    if (content !== undefined) files.set(path, { mode, sha: writeBlob(call.store, content) })
    else if (typeof sha === 'string') files.set(path, { mode, sha: objectOf(call, sha) })
    else if (!files.delete(path)) throw new Refusal(422, 'GitRPC::BadObjectState')
  }
  return created(treeBody(call, treeOfFiles(call.store, files), false))
}

const getBlob: Handler = (call) => {
  const sha = call.path['file_sha'] ?? ''
  const content = found(readObject(call.store, sha, 'blob'))
  return ok({
    sha,
    node_id: nodeId('Blob', sha),
    size: content.length,
    url: `${repositoryUrl(call, call.repository)}/git/blobs/${sha}`,
    content: wrapped(content),
    encoding: 'base64',
  })
}

/** Base64 in lines of 60, as GitHub sends it. */
export function wrapped(content: Buffer): string {
  return content.toString('base64').replace(/.{60}|.+$/g, '$&\n')
}

const createBlob: Handler = (call) => {
  const { content, encoding = 'utf-8' } = call.body as { content: string; encoding?: string }
  const sha = writeBlob(call.store, Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'))
  return created({ sha, url: `${repositoryUrl(call, call.repository)}/git/blobs/${sha}` })
}

export const gitRoutes: Readonly<Record<string, Handler>> = {
  'git/get-ref': getRef,
  'git/list-matching-refs': listMatchingRefs,
  'git/create-ref': createRef,
  'git/update-ref': updateRef,
  'git/delete-ref': deleteRef,
  'git/get-commit': getCommit,
  'git/create-commit': createCommit,
  'git/get-tree': getTree,
  'git/create-tree': createTree,
  'git/get-blob': getBlob,
  'git/create-blob': createBlob,
}
