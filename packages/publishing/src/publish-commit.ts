import { createHash } from 'node:crypto'
import { branchTip, commitMessages, readFiles, trailerKey } from '@upkeep/github'
import type { GitHub } from '@upkeep/github'
import { commitFiles } from '@upkeep/github/write'
import type { CommitRequest, CommitResult } from '@upkeep/github/write'
import type { Operation, Publication, Sha, Slot } from '@upkeep/schema'
import type { BaseFile } from './candidate.ts'
import { changeKey } from './change-key.ts'
import { LIMITS } from './limits.data.ts'
import type { OperationOutcome } from './outcome.ts'
import { provenBy } from './proven-by.ts'
import { refusal } from './refusal.ts'
import { slotsTitle } from './slots.ts'
import { staleness } from './validate-files.ts'

export interface CommitParts {
  github: GitHub
  publication: Publication
  blobs: ReadonlyMap<string, Uint8Array>
  operation: Extract<Operation, { op: 'commit' }>
  /** The head of the pull request, as the event names it. */
  head: Sha
  baseFiles: ReadonlyMap<string, BaseFile | null>
  serverUrl: string
  plan: ((line: string) => void) | null
}

/**
 * One commit on the branch of a pull request. Where somebody has pushed since, it goes on top of theirs if they left our files alone;
 * otherwise it is stale.
 */
export async function publishCommit(parts: CommitParts): Promise<OperationOutcome> {
  const { github, operation, head, serverUrl, plan } = parts
  const title = slotsTitle(operation.title)
  if (plan !== null) {
    plan(`commit ${operation.files.length} files to ${operation.branch}: ${title}`)
    return { withheld: { what: title, why: 'This is a dry run.' } }
  }
  const { owner, name } = github.repository
  const posted = (oid: Sha, wrote: boolean): OperationOutcome => ({
    posted: { op: 'commit', url: `${serverUrl}/${owner}/${name}/commit/${oid}`, wrote },
  })
  const tip = await branchTip(github, operation.branch)
  if (tip !== null && trailerKey(tip.message) === changeKey(operation)) return posted(tip.oid, false)
  if (tip !== null && tip.oid !== head && (await isOursThroughout(github, tip)))
    return { withheld: { what: title, why: `The last ${LIMITS.commits} commits of the branch are ours already.` } }
  const first: CommitResult =
    tip?.oid === head
      ? await commitFiles(github, requestOf(parts, head, parts.baseFiles))
      : { done: 'moved', head: tip?.oid ?? null }
  if (first.done !== 'moved') return posted(first.oid, first.done === 'created')
  if (first.head === null) return { refusal: refusal('E_STALE', operation.branch, 'The branch is gone.') }
  const now = await readFiles(
    github,
    first.head,
    operation.files.map(({ path }) => path),
  )
  if (operation.files.every(({ path, after }) => isNow(after, now.get(path) ?? null))) return posted(first.head, false)
  for (const change of operation.files) {
    const fault = staleness(change, now.get(change.path)?.bytes ?? null)
    if (fault !== null) return { refusal: refusal('E_STALE', change.path, fault) }
  }
  const second = await commitFiles(github, requestOf(parts, first.head, now))
  if (second.done !== 'moved') return posted(second.oid, second.done === 'created')
  return { refusal: refusal('E_STALE', operation.branch, 'Somebody keeps pushing to it.') }
}

/** Jobs that run side by side may each have something to commit; they do not answer each other for ever. */
async function isOursThroughout(github: GitHub, tip: { oid: Sha; message: string }): Promise<boolean> {
  if (trailerKey(tip.message) === null) return false
  const messages = await commitMessages(github, tip.oid, LIMITS.commits)
  return messages.length === LIMITS.commits && messages.every((message) => trailerKey(message) !== null)
}

/** An earlier run may have committed it, and somebody else on top of that. */
function isNow(after: string | null, file: BaseFile | null): boolean {
  const { bytes } = file ?? { bytes: null }
  if (after === null || bytes === null) return after === null && file === null
  return createHash('sha256').update(bytes).digest('hex') === after
}

/** What the commit does, line by line, as plain text in which nothing acts. */
function linesOf({ body }: CommitParts['operation']): string[] {
  const lines: Slot[][] = [[]]
  for (const slot of body)
    for (const [index, text] of slot.text.split('\n').entries()) {
      if (index > 0) lines.push([])
      lines.at(-1)?.push({ ...slot, text })
    }
  const plain = lines.map(slotsTitle).filter((line) => line !== '')
  const most = plain.slice(0, MOST_LINES)
  if (plain.length > most.length) most.push(`and ${plain.length - most.length} more`)
  return most.length === 0 ? [] : [most.join('\n')]
}

/** Of what a commit says of itself. */
const MOST_LINES = 20

function requestOf(
  { publication, blobs, operation }: CommitParts,
  expectedHead: Sha,
  files: ReadonlyMap<string, { mode: string } | null>,
): CommitRequest {
  const additions = operation.files.flatMap(({ path, after }) => {
    const bytes = after === null ? undefined : blobs.get(after)
    return bytes === undefined ? [] : [{ path, bytes, executable: files.get(path)?.mode === '100755' }]
  })
  return {
    branch: operation.branch,
    expectedHead,
    message: {
      headline: slotsTitle(operation.title),
      body: [
        ...linesOf(operation),
        `${provenBy(publication, operation.proof)}; made by Upkeep ${publication.action}.`,
      ].join('\n\n'),
    },
    additions,
    deletions: operation.files.flatMap(({ path, after }) => (after === null ? [path] : [])),
    key: changeKey(operation),
  }
}
