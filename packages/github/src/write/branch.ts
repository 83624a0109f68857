import { Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import { branchHead, repositoryId } from '../read/branches.ts'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { mutate, once, writeRest } from './once.ts'

const Ref = z.object({ object: z.object({ sha: Sha }) })

/** Makes a branch. Where one of this name is there already, its head is given instead, whatever it is. */
export async function createBranch(github: GitHub, branch: string, at: Sha): Promise<Sha> {
  const look = async () => await branchHead(github, branch)
  const make = async () => {
    try {
      const parameters = { ref: `refs/heads/${branch}`, sha: at }
      return (await writeRest(github, 'POST /repos/{owner}/{repo}/git/refs', parameters, Ref)).object.sha
    } catch (error) {
      // another run was faster, or an earlier try of ours was heard after all
      const there = error instanceof GitHubError && error.status === 422 ? await look() : null
      if (there === null) throw error
      return there
    }
  }
  return await once(github, make, look)
}

/** `moved`: it points elsewhere now (null: it is gone), and nothing was done. */
export type MoveResult = { done: 'updated' | 'unchanged' } | { done: 'moved'; head: Sha | null }

const MOVE = `mutation MoveBranch($repository: ID!, $update: RefUpdate!) {
  updateRefs(input: { repositoryId: $repository, refUpdates: [$update] }) { clientMutationId }
}` as const

/**
 * Moves a branch of ours from the commit that it was seen at, also where that drops commits: callers have made sure that we wrote
 * them. Whoever pushes in between keeps what is theirs: REST knows no such condition, so this is done by `updateRefs`.
 */
export async function moveBranch(
  github: GitHub,
  branch: string,
  { from, to }: { from: Sha; to: Sha },
): Promise<MoveResult> {
  const look = async (): Promise<MoveResult | null> => {
    const head = await branchHead(github, branch)
    if (head === to) return { done: 'unchanged' }
    return head === from ? null : { done: 'moved', head }
  }
  const repository = await repositoryId(github)
  const update = { name: `refs/heads/${branch}`, beforeOid: from, afterOid: to, force: true }
  const make = async (): Promise<MoveResult> => {
    try {
      await mutate(github, MOVE, { repository, update }, z.unknown())
      return { done: 'updated' }
    } catch (error) {
      const there = error instanceof GitHubError && !error.retryable ? await look() : null
      if (there === null) throw error
      return there
    }
  }
  return await once(github, make, look)
}

/** Removes a branch of ours; one that is gone already is fine. */
export async function deleteBranch(github: GitHub, branch: string): Promise<void> {
  const make = async () => {
    try {
      await writeRest(github, 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ref: `heads/${branch}` }, z.unknown())
    } catch (error) {
      if (!(error instanceof GitHubError && (error.status === 404 || error.status === 422))) throw error
    }
    return true
  }
  await once(github, make, async () => ((await branchHead(github, branch)) === null ? true : null))
}
