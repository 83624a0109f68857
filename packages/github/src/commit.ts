import { Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import { read } from './check.ts'
import type { GitHub } from './connect.ts'
import { statusOf } from './errors.ts'
import { lookFirst } from './look-first.ts'
import { KEY_TRAILER, keyOfMessage } from './marker.ts'

export interface CommitRequest {
  branch: string
  /** What the branch has to point to: the lock against whoever commits meanwhile. */
  expectedHead: Sha
  headline: string
  /** The rest of the message; the trailer with the key is put behind it. */
  body: string
  /** 16 to 64 hex digits: the same change has the same key. */
  key: string
  additions: readonly { path: string; bytes: Uint8Array; executable: boolean }[]
  deletions: readonly string[]
}

/** A new commit, or where the branch points instead. */
export type Committed = { ok: true; commit: Sha } | { ok: false; head: Sha | null }

const Head = z.object({
  repository: z.object({ ref: z.nullable(z.object({ target: z.object({ oid: Sha, message: z.string() }) })) }),
})

/**
 * One commit on a branch, made and signed by GitHub (`createCommitOnBranch`), if the branch still points where it should. A commit
 * with our key that is there already counts as made. Where an executable file changes, the commit is made of its parts by
 * REST instead, since the mutation would drop the mode.
 */
export async function commitFiles(github: GitHub, request: CommitRequest): Promise<Committed> {
  const look = async (): Promise<Committed | null> => {
    const head = await headWithMessage(github, request.branch)
    return head !== null && keyOfMessage(head.message) === request.key ? { ok: true, commit: head.oid } : null
  }
  const write = request.additions.some(({ executable }) => executable) ? commitByParts : commitByMutation
  try {
    return await lookFirst(github, async () => ({ ok: true, commit: await write(github, request) }), look)
  } catch (error) {
    if (![409, 422].includes(statusOf(error) ?? 0)) throw error
    const head = await headWithMessage(github, request.branch)
    if (head !== null && head.oid === request.expectedHead) throw error // refused for another reason
    if (head !== null && keyOfMessage(head.message) === request.key) return { ok: true, commit: head.oid }
    return { ok: false, head: head?.oid ?? null }
  }
}

async function commitByMutation(github: GitHub, request: CommitRequest): Promise<Sha> {
  const { owner, name } = github.repository
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: request.branch },
    expectedHeadOid: request.expectedHead,
    message: { headline: request.headline, body: bodyOf(request) },
    fileChanges: {
      additions: request.additions.map(({ path, bytes }) => ({
        path,
        contents: Buffer.from(bytes).toString('base64'),
      })),
      deletions: request.deletions.map((path) => ({ path })),
    },
  }
  const query =
    'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }'
  const answer = await github.graphql(query, { input })
  const Made = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: Sha }) }) })
  return read(Made, answer, 'the commit').createCommitOnBranch.commit.oid
}

/** Tree, commit and branch one by one. Without an author of our own GitHub signs this too. The move fails unless it is fast-forward. */
async function commitByParts(github: GitHub, request: CommitRequest): Promise<Sha> {
  const made = z.object({ sha: Sha })
  const blob = async ({ path, bytes, executable }: CommitRequest['additions'][number]) => {
    const content = Buffer.from(bytes).toString('base64')
    const { sha } = read(
      made,
      await github.rest('POST /repos/{owner}/{repo}/git/blobs', { content, encoding: 'base64' }),
      path,
    )
    return { path, sha, mode: executable ? '100755' : '100644', type: 'blob' }
  }
  const entries: Record<string, unknown>[] = request.deletions.map((path) => ({
    path,
    sha: null,
    mode: '100644',
    type: 'blob',
  }))
  for (const addition of request.additions) entries.push(await blob(addition))
  const tree = await github.rest('POST /repos/{owner}/{repo}/git/trees', {
    base_tree: request.expectedHead,
    tree: entries,
  })
  const commit = await github.rest('POST /repos/{owner}/{repo}/git/commits', {
    message: `${request.headline}\n\n${bodyOf(request)}`,
    tree: read(made, tree, 'the tree').sha,
    parents: [request.expectedHead],
  })
  const { sha } = read(made, commit, 'the commit')
  await github.rest('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ref: `heads/${request.branch}`, sha, force: false })
  return sha
}

function bodyOf({ body, key }: CommitRequest): string {
  return `${body.trim()}\n\n${KEY_TRAILER}: ${key}`.trim()
}

async function headWithMessage(github: GitHub, branch: string): Promise<{ oid: Sha; message: string } | null> {
  const query = `query($owner: String!, $name: String!, $ref: String!) {
    repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
  }`
  const answer = await github.graphql(query, { ref: `refs/heads/${branch}` })
  return read(Head, answer, `branch ${branch}`).repository.ref?.target ?? null
}
