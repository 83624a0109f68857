import { formatMarker, trailerKey } from '@upkeep/github'
import type { BranchState, GitHub, OwnPullRequest, Overview } from '@upkeep/github'
import {
  commitFiles,
  createBranch,
  deleteBranch,
  moveBranch,
  openPullRequest,
  updatePullRequest,
} from '@upkeep/github/write'
import type { CommitRequest } from '@upkeep/github/write'
import { CI_LOCK, readOperationMarker } from '@upkeep/schema'
import type { Id, Operation, Publication, Sha } from '@upkeep/schema'
import type { BaseFile } from './candidate.ts'
import { changeKey } from './change-key.ts'
import type { OperationOutcome } from './outcome.ts'
import { provenBy } from './proven-by.ts'
import { pullRequestBody } from './pull-request-body.ts'
import { refusal } from './refusal.ts'
import { allowedIn, slotsTitle } from './slots.ts'

export type PullRequestOperation = Extract<Operation, { op: 'pull-request' }>

export interface PullRequestParts {
  github: GitHub
  publication: Publication
  blobs: ReadonlyMap<string, Uint8Array>
  operation: PullRequestOperation
  /** The branch that the pull request goes to. */
  base: string
  baseHead: Sha
  overview: Overview
  baseFiles: ReadonlyMap<string, BaseFile | null>
  serverUrl: string
  runUrl: string | null
  /** Null: writes. Otherwise each write is told here instead. */
  plan: ((line: string) => void) | null
}

/** Where a replacement is built before the branch of an open pull request is moved to it, so that the pull request is never empty. */
const NEXT = '.next'

/**
 * One open pull request per action, beside the one of the classification's reviews. Same change as the last time: nothing is written.
 * Another change: the branch is replaced, if all that is on it is ours. Every step can be repeated: a run that was killed anywhere is
 * completed by the next one.
 */
export async function publishPullRequest(parts: PullRequestParts): Promise<OperationOutcome> {
  const { operation, overview } = parts
  const about = readOperationMarker(operation.marker)
  if (about === null) throw new Error('the marker was validated before')
  const key = changeKey(operation)
  const open = overview.pullRequests.filter(({ state }) => state === 'open')
  const same = open.find(({ branch, base }) => branch === operation.branch && base === parts.base)
  const withheld = withheldBecause(parts, about.ids, open, same)
  if (withheld !== null) return { withheld: { what: slotsTitle(operation.title), why: withheld } }
  const state = overview.branches.get(operation.branch) ?? null
  const current = trailerKey(state?.message ?? '') === key
  if (same !== undefined && same.marker.key === key && current)
    return { posted: { op: 'pull-request', url: same.url, wrote: await tidy(parts) } }
  if (parts.plan !== null) return planned(parts, same, current)
  const moved = current ? null : await placeCommit(parts, state, key, same !== undefined)
  if (moved !== null) return { refusal: refusal('E_STALE', moved.branch, `It was moved to ${moved.to} meanwhile.`) }
  await tidy(parts)
  const text = textOf(parts, about.ids, key)
  const written =
    same === undefined
      ? await openPullRequest(parts.github, { head: operation.branch, base: parts.base, ...text })
      : await updatePullRequest(parts.github, same.number, text)
  if (written.done === 'refused') return { withheld: { what: text.title, why: written.message } }
  return { posted: { op: 'pull-request', url: written.url, wrote: true } }
}

function withheldBecause(
  { operation, overview, base }: PullRequestParts,
  ids: readonly Id[],
  open: readonly OwnPullRequest[],
  same: OwnPullRequest | undefined,
): string | null {
  const declined = new Set(
    overview.pullRequests.filter(({ state }) => state === 'closed').flatMap(({ marker }) => marker.ids),
  )
  if (same === undefined && ids.length > 0 && ids.every((id) => declined.has(id)))
    return 'It was proposed before, and the pull request was closed without merging it.'
  const others = open.filter((pull) => pull !== same && isOfReviews(pull) === isOfReviews(operation))
  if (others.length > 0) {
    const urls = others.map(({ url }) => url).join(', ')
    return `Another pull request of this action is open; there is never more than one: ${urls}.`
  }
  const state = overview.branches.get(operation.branch)
  if (state !== undefined && state.ahead > 0 && trailerKey(state.message) === null)
    return `Somebody has committed to ${operation.branch}; it is left as it is. Merge it into ${base}, or delete it.`
  return null
}

/** Reviews of the classification wait for nothing, and nothing waits for them. */
export function isOfReviews({ branch }: { branch: string }): boolean {
  return branch.endsWith(`/${CI_LOCK.batch}`)
}

/** Puts one commit with the change on the branch, or says which branch somebody else moved meanwhile. */
async function placeCommit(
  parts: PullRequestParts,
  state: BranchState | null,
  key: string,
  open: boolean,
): Promise<Moved | null> {
  const { github, operation } = parts
  const fresh = !open && (state === null || state.ahead === 0)
  const branch = fresh ? operation.branch : `${operation.branch}${NEXT}`
  const started = await startBranch(parts, branch)
  if (started !== null) return started
  const made = await commitFiles(github, { ...commitOf(parts, key), branch })
  if (made.done === 'moved') return { branch, to: made.head?.slice(0, 12) ?? 'nothing' }
  if (fresh) return null
  if (state === null) await createBranch(github, operation.branch, made.oid)
  else {
    const taken = await takenMeanwhile(github, operation.branch, { from: state.head, to: made.oid })
    if (taken !== null) return taken
  }
  if (!parts.overview.branches.has(branch)) await deleteBranch(github, branch)
  return null
}

interface Moved {
  branch: string
  to: string
}

/** A branch of ours at the head of the base branch. */
async function startBranch({ github, overview, baseHead }: PullRequestParts, branch: string): Promise<Moved | null> {
  const state = overview.branches.get(branch)
  if (state === undefined) await createBranch(github, branch, baseHead)
  else if (state.head !== baseHead) return await takenMeanwhile(github, branch, { from: state.head, to: baseHead })
  return null
}

/** Where somebody else has moved it meanwhile. */
async function takenMeanwhile(github: GitHub, branch: string, move: { from: Sha; to: Sha }): Promise<Moved | null> {
  const done = await moveBranch(github, branch, move)
  return done.done === 'moved' ? { branch, to: done.head?.slice(0, 12) ?? 'nothing' } : null
}

function commitOf(parts: PullRequestParts, key: string): Omit<CommitRequest, 'branch'> {
  const { operation, blobs, baseFiles, baseHead, publication, runUrl } = parts
  const additions = operation.files.flatMap(({ path, after }) => {
    const bytes = after === null ? undefined : blobs.get(after)
    return bytes === undefined ? [] : [{ path, bytes, executable: baseFiles.get(path)?.mode === '100755' }]
  })
  const deletions = operation.files.flatMap(({ path, after }) => (after === null ? [path] : []))
  const body = `${provenBy(publication, operation.proof)}; made by Upkeep ${publication.action}${runUrl === null ? '' : ` in\n${runUrl}`}.`
  const message = { headline: slotsTitle(operation.title), body }
  return { expectedHead: baseHead, message, key, additions, deletions }
}

function textOf(
  { publication, operation, serverUrl, runUrl, github: { repository } }: PullRequestParts,
  ids: readonly Id[],
  key: string,
): { title: string; body: string } {
  const marker = formatMarker({ action: publication.action, key, ids: [...ids] })
  const allowed = allowedIn(serverUrl, `${repository.owner}/${repository.name}`)
  const body = pullRequestBody({ publication, body: operation.body, runUrl, marker, allowed })
  return { title: slotsTitle(operation.title), body }
}

/** Takes away what a killed run left beside the branch. */
async function tidy({ github, operation, overview, plan }: PullRequestParts): Promise<boolean> {
  const next = `${operation.branch}${NEXT}`
  if (!overview.branches.has(next) || plan !== null) return false
  await deleteBranch(github, next)
  return true
}

function planned(
  { operation, base, plan }: PullRequestParts,
  same: OwnPullRequest | undefined,
  current: boolean,
): OperationOutcome {
  const files = operation.files.map(({ path }) => path).join(', ')
  if (!current) plan?.(`commit ${operation.files.length} files to ${operation.branch}: ${files}`)
  const title = slotsTitle(operation.title)
  plan?.(same === undefined ? `open a pull request to ${base}: ${title}` : `update ${same.url}: ${title}`)
  return { withheld: { what: title, why: 'This is a dry run.' } }
}

/** Every branch that an overview has to cover for these operations. */
export function branchesOf(branches: readonly string[]): string[] {
  return [...new Set(branches)].flatMap((branch) => [branch, `${branch}${NEXT}`])
}
