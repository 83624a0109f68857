import { Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import { branchHead } from '../branches.ts'
import { GitHubError } from '../errors.ts'
import type { GitHub } from '../github.ts'
import { once, writeRest } from './once.ts'

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

/** Moves a branch of ours, also where that drops commits: callers have made sure that we wrote them. */
export async function moveBranch(github: GitHub, branch: string, to: Sha): Promise<void> {
  const parameters = { ref: `heads/${branch}`, sha: to, force: true }
  const make = async () =>
    (await writeRest(github, 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', parameters, Ref)).object.sha
  await once(github, make, async () => ((await branchHead(github, branch)) === to ? to : null))
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
