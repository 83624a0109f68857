import { Sha } from '@upkeep/schema'
import type { RepoPath } from '@upkeep/schema'
import * as z from 'zod/mini'
import { branchTip } from '../read/branches.ts'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { trailerKey, withTrailer } from '../marker.ts'
import { mutate, once, writeRest } from './once.ts'

export interface Addition {
  path: RepoPath
  bytes: Uint8Array
  /** Whether the file is executable in the commit before: its mode stays. */
  executable: boolean
}

export interface CommitRequest {
  branch: string
  /** The commit that the branch must point to: the lock against whoever commits meanwhile. */
  expectedHead: Sha
  message: { headline: string; body: string }
  additions: readonly Addition[]
  deletions: readonly RepoPath[]
  /** Stands as `Upkeep-Key:` in the message; a head with the same key is this commit. */
  key: string
}

/** `moved`: the branch points elsewhere now (null: it is gone); nothing was written to it. */
export type CommitResult = { done: 'created' | 'unchanged'; oid: Sha } | { done: 'moved'; head: Sha | null }

/**
 * One commit on top of `expectedHead`, made and signed by GitHub, or nothing. Where an executable file changes, it is made of its
 * parts by REST, since `createCommitOnBranch` drops the mode without a word.
 */
export async function commitFiles(github: GitHub, request: CommitRequest): Promise<CommitResult> {
  const look = async (): Promise<CommitResult | null> => {
    const tip = await branchTip(github, request.branch)
    if (tip?.oid === request.expectedHead) return null
    const ours = tip !== null && trailerKey(tip.message) === request.key
    return ours ? { done: 'unchanged', oid: tip.oid } : { done: 'moved', head: tip?.oid ?? null }
  }
  const write = request.additions.some(({ executable }) => executable) ? commitByParts : commitByMutation
  const make = async (): Promise<CommitResult> => {
    try {
      return { done: 'created', oid: await write(github, request) }
    } catch (error) {
      const there = error instanceof GitHubError && !error.retryable ? await look() : null
      if (there === null) throw error
      return there
    }
  }
  return await once(github, make, look)
}

const Committed = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: Sha }) }) })

const CREATE = `mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}` as const

async function commitByMutation(github: GitHub, request: CommitRequest): Promise<Sha> {
  const { owner, name } = github.repository
  const { additions, deletions, message, key } = request
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: request.branch },
    message: { headline: message.headline, body: withTrailer(message.body, key) },
    expectedHeadOid: request.expectedHead,
    fileChanges: {
      additions: additions.map(({ path, bytes }) => ({ path, contents: Buffer.from(bytes).toString('base64') })),
      deletions: deletions.map((path) => ({ path })),
    },
  }
  return (await mutate(github, CREATE, { input }, Committed)).createCommitOnBranch.commit.oid
}

const Made = z.object({ sha: Sha })
const Parent = z.object({ tree: Made })
const Ref = z.object({ object: z.object({ sha: Sha }) })

/** Without an author of its own GitHub signs this too. The last step is a fast-forward: it fails where the branch has moved. */
async function commitByParts(github: GitHub, request: CommitRequest): Promise<Sha> {
  const { expectedHead, message, key, branch } = request
  const tree: object[] = request.deletions.map((path) => ({ path, sha: null, mode: '100644', type: 'blob' }))
  for (const { path, bytes, executable } of request.additions) {
    const content = { content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
    const { sha } = await writeRest(github, 'POST /repos/{owner}/{repo}/git/blobs', content, Made)
    tree.push({ path, sha, mode: executable ? '100755' : '100644', type: 'blob' })
  }
  const parent = await github.get(
    'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
    { commit_sha: expectedHead },
    Parent,
  )
  const whole = { base_tree: parent?.tree.sha, tree }
  const made = await writeRest(github, 'POST /repos/{owner}/{repo}/git/trees', whole, Made)
  const text = `${message.headline}\n\n${withTrailer(message.body, key)}`
  const parts = { message: text, tree: made.sha, parents: [expectedHead] }
  const { sha } = await writeRest(github, 'POST /repos/{owner}/{repo}/git/commits', parts, Made)
  const ref = { ref: `heads/${branch}`, sha, force: false }
  await writeRest(github, 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', ref, Ref)
  return sha
}
