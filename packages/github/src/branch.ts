import { Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import { read } from './check.ts'
import type { GitHub } from './connect.ts'
import { statusOf } from './errors.ts'
import { lookFirst } from './look-first.ts'

const Ref = z.object({ object: z.object({ sha: Sha }) })

/** The head of a branch, null where there is none. */
export async function branchHead(github: GitHub, branch: string): Promise<Sha | null> {
  try {
    const ref = await github.rest('GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: `heads/${branch}` })
    return read(Ref, ref, `branch ${branch}`).object.sha
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}

/** Makes a branch. Where one of this name is there already, its head is given instead, whatever it is. */
export async function createBranch(github: GitHub, branch: string, at: Sha): Promise<Sha> {
  const look = async () => await branchHead(github, branch)
  try {
    return await lookFirst(
      github,
      async () => {
        const ref = await github.rest('POST /repos/{owner}/{repo}/git/refs', { ref: `refs/heads/${branch}`, sha: at })
        return read(Ref, ref, `branch ${branch}`).object.sha
      },
      look,
    )
  } catch (error) {
    const head = statusOf(error) === 422 ? await look() : null
    if (head === null) throw error
    return head
  }
}

/** Moves a branch of ours, also where that drops commits: callers have made sure that we wrote them. */
export async function moveBranch(github: GitHub, branch: string, to: Sha): Promise<void> {
  await lookFirst(
    github,
    async () => {
      const ref = { ref: `heads/${branch}`, sha: to, force: true }
      return read(Ref, await github.rest('PATCH /repos/{owner}/{repo}/git/refs/{ref}', ref), branch).object.sha
    },
    async () => ((await branchHead(github, branch)) === to ? to : null),
  )
}

/** Deletes a branch of ours; one that is gone already is fine. */
export async function deleteBranch(github: GitHub, branch: string): Promise<void> {
  try {
    await lookFirst(
      github,
      async () => {
        await github.rest('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ref: `heads/${branch}` })
        return true
      },
      async () => ((await branchHead(github, branch)) === null ? true : null),
    )
  } catch (error) {
    if (statusOf(error) !== 404 && statusOf(error) !== 422) throw error
  }
}
