import { RateLimitError, mayWrite, overviewOf, readFiles, readPullRequest } from '@upkeep/github'
import type { FixRequest, GitHub, Overview } from '@upkeep/github'
import { branchOf, readOperationMarker } from '@upkeep/schema'
import type { Grant, Operation, Reason, Sha } from '@upkeep/schema'
import { secretFinder } from '@upkeep/text'
import type { BaseFile, Candidate } from './candidate.ts'
import { changedFiles } from './candidate.ts'
import type { OperationOutcome, PublishOutcome } from './outcome.ts'
import { publishCommit } from './publish-commit.ts'
import { publishDispatch } from './publish-dispatch.ts'
import { publishIssue } from './publish-issue.ts'
import { branchesOf, isOfReviews, publishPullRequest } from './publish-pull-request.ts'
import { publishReview } from './publish-review.ts'
import type { ReadPublication } from './read-publication.ts'
import type { Refusal } from './refusal.ts'
import { retire } from './retire.ts'
import { allowedIn } from './slots.ts'
import { validate } from './validate.ts'

export interface PublishParts {
  github: GitHub
  read: ReadPublication
  /** Made anew from this job's own event and the generated policy. */
  grant: Grant
  /** The issue or pull request that the event names. */
  subject: number | null
  /** Who asks by the comment of the event; null where nobody does. */
  asked: FixRequest | null
  /** The branch that this job works for; null for a tag. */
  baseBranch: string | null
  /** The branch of the pull request that the event names. */
  headBranch: string | null
  serverUrl: string
  runUrl: string | null
  /** Values that no text may hold. */
  secrets: readonly string[]
  dryRun: boolean
  log: (line: string) => void
}

/**
 * Posts a publication, or nothing of it: all validations come first, and any refusal means zero writes. Every write can be repeated,
 * so that a run which was cut short is completed by the next. Throws where GitHub refuses or does not answer.
 */
export async function publish(parts: PublishParts): Promise<PublishOutcome> {
  const { publication } = parts.read
  const nothing = outcome('clean', null)
  if (publication.operations.length === 0) return nothing
  try {
    return await validated(parts)
  } catch (error) {
    if (!(error instanceof RateLimitError)) throw error
    const reason: Reason = {
      code: 'rate-limit',
      message: error.message,
      remedy: 'Nothing has to be done: the next run goes on from here.',
    }
    return { ...outcome('skipped', reason), incomplete: 'rate-limit' }
  }
}

async function validated(parts: PublishParts): Promise<PublishOutcome> {
  const { github, read, grant, subject, baseBranch } = parts
  const { publication, blobs } = read
  if (baseBranch === null) {
    const message = 'This job runs on a tag, and changes go to branches only.'
    return outcome('skipped', { code: 'stale-base', message, remedy: 'Run the workflow on a branch.' })
  }
  const overview = once(
    async () =>
      await overviewOf(github, {
        action: grant.action,
        base: baseBranch,
        branches: branchesFor(publication.operations, grant.action),
      }),
  )
  const candidate: Candidate = {
    publication,
    blobs,
    grant,
    subject,
    headBranch: parts.headBranch,
    asked: parts.asked,
    mayWrite: (login) => mayWrite(github, login),
    async pullHead(number) {
      const pull = await readPullRequest(github, number)
      return pull?.state === 'open' ? pull.head.sha : null
    },
    secrets: secretFinder(parts.secrets),
    allowed: allowedIn(parts.serverUrl, `${github.repository.owner}/${github.repository.name}`),
    baseFiles: () => baseFiles(),
  }
  const baseFiles = once(async (): Promise<ReadonlyMap<string, BaseFile | null>> => {
    const paths = [...new Set(changedFiles(candidate).map(({ path }) => path))]
    return await readFiles(github, headOf(grant, await overview()), paths)
  })
  const refusal = await validate(candidate)
  if (refusal !== null) return refusedOutcome(refusal)
  return await posted(parts, await overview(), candidate)
}

async function posted(parts: PublishParts, overview: Overview, candidate: Candidate): Promise<PublishOutcome> {
  const { github, read, grant, dryRun, baseBranch } = parts
  const plan: string[] = []
  const told = dryRun ? (line: string) => void plan.push(line) : null
  const result = outcome('clean', null)
  const take = (done: OperationOutcome) => {
    if ('posted' in done) result.posted.push(done.posted)
    else if ('withheld' in done) result.withheld.push(done.withheld)
    else result.refusal ??= done.refusal
  }
  const { operations } = read.publication
  const { target } = grant
  const pulls = operations.filter((operation) => operation.op === 'pull-request')
  const opened = pulls.filter((pull, at) => pulls.findIndex((one) => isOfReviews(one) === isOfReviews(pull)) === at)
  for (const operation of opened) {
    const { serverUrl, runUrl } = parts
    take(
      await publishPullRequest({
        ...read,
        github,
        operation,
        base: baseBranch ?? '',
        baseHead: headOf(grant, overview),
        overview,
        baseFiles: await candidate.baseFiles(),
        serverUrl,
        runUrl,
        plan: told,
      }),
    )
  }
  for (const { branch } of pulls.filter((pull) => !opened.includes(pull)))
    take({ withheld: { what: branch, why: 'One run opens one pull request; this one waits for the next.' } })
  for (const operation of operations) {
    const shared = { ...read, github, allowed: candidate.allowed, serverUrl: parts.serverUrl, plan: told }
    if (operation.op === 'commit')
      take(await publishCommit({ ...shared, operation, head: target.head, baseFiles: await candidate.baseFiles() }))
    if (operation.op === 'review' && target.kind === 'pull-request')
      take(await publishReview({ ...shared, operation, pull: target.number, head: target.head }))
    if (operation.op === 'issue-update' || operation.op === 'report')
      for (const done of await publishIssue({ ...shared, operation })) take(done)
    if (operation.op === 'dispatch' && parts.asked !== null)
      take(await publishDispatch({ ...shared, operation, asked: parts.asked, ref: baseBranch ?? '' }))
  }
  const kept = new Set(pulls.map(({ branch }) => branch))
  for (const operation of operations)
    if (operation.op === 'retire') result.posted.push(...(await retire(github, overview, operation.ids, kept, told)))
  return concluded(result, plan)
}

function concluded(result: PublishOutcome, plan: string[]): PublishOutcome {
  if (result.refusal !== null)
    return { ...refusedOutcome(result.refusal), posted: result.posted, withheld: result.withheld }
  if (result.posted.some(({ wrote }) => wrote)) return { ...result, result: 'changed', plan }
  if (result.posted.length > 0 || plan.length > 0 || result.withheld.length === 0) return { ...result, plan }
  const [first] = result.withheld
  const reason: Reason = {
    code: first?.remedy === undefined ? 'open-limit' : 'usage',
    message: first?.why ?? '',
    remedy: first?.remedy ?? 'Merge or close what is open; the next run goes on.',
  }
  return { ...result, result: 'skipped', reason, plan }
}

/** The outcome of a refusal: nothing was written. */
export function refusedOutcome(refusal: Refusal): PublishOutcome {
  const stale = refusal.code === 'E_STALE'
  const reason: Reason = {
    code: stale ? 'stale-base' : 'unproven',
    message: `${refusal.code} ${refusal.where}: ${refusal.message}`,
    remedy: stale
      ? 'Run the workflow again: it starts from the branch as it is now. The patch is kept in the artifact.'
      : 'Nothing was posted. See what the code means in docs/reference/publishing.md.',
  }
  return { ...outcome(stale ? 'skipped' : 'failed', reason), refusal }
}

function outcome(result: PublishOutcome['result'], reason: Reason | null): PublishOutcome {
  return { result, reason, incomplete: null, posted: [], withheld: [], refusal: null, plan: [] }
}

/** The commit that changes are put on: the head of the pull request, or of the branch as it is now. */
function headOf({ target }: Grant, { baseHead }: Overview): Sha {
  return target.kind === 'pull-request' ? target.head : (baseHead ?? target.head)
}

function branchesFor(operations: readonly Operation[], action: string): string[] {
  const batches = operations.flatMap(({ marker }) => readOperationMarker(marker)?.batch ?? [])
  return branchesOf(batches.map((batch) => branchOf(action, batch)))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
