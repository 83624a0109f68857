import { secretValues } from '@upkeep/entry'
import type { InputValues, JobEnvironment, Log } from '@upkeep/entry'
import { baseBranchOf, connect, overviewOf, readFiles } from '@upkeep/github'
import type { GitHub } from '@upkeep/github'
import { jobFacts, publish } from '@upkeep/publishing'
import type { PublishOutcome } from '@upkeep/publishing'
import { CI_LOCK, branchOf, messageOf } from '@upkeep/schema'
import type { Grant, Known, Publication } from '@upkeep/schema'

export interface GitHubPortParts {
  environment: JobEnvironment
  inputs: InputValues
  grant: Grant
  batches: readonly string[]
  log: Log
  signal: AbortSignal
}

/** A connection with the token of this job; null off a runner, where there is no token or no repository. */
export function connectionOf({
  environment,
  inputs,
  log,
  signal,
}: Pick<GitHubPortParts, 'environment' | 'inputs' | 'log' | 'signal'>): GitHub | null {
  const [owner, name] = environment.repository?.split('/') ?? []
  const token = inputs['token']
  if (!environment.onRunner || owner === undefined || name === undefined) return null
  if (typeof token !== 'string' || token === '') return null
  const { apiUrl } = environment
  return connect({ token, repository: { owner, name }, apiUrl, signal, log: (line) => log.info(line) })
}

/** What GitHub holds of this action's work. */
export interface KnownOnGitHub {
  known: Known[]
  /** The reviews of the classification that an open pull request proposes, as the file that they are kept in. */
  proposedReviews: string | null
}

const STATES = { open: 'open', closed: 'declined', merged: 'merged' } as const

/** What became of what this action proposed before. Where GitHub can't be asked, the run goes on and says so: proofs need no GitHub. */
export async function readKnown(github: GitHub | null, parts: GitHubPortParts): Promise<KnownOnGitHub> {
  const { environment, grant, batches, log, signal } = parts
  const base = baseBranchOf(environment.payload, environment.ref)
  if (github === null || base === null || batches.length === 0) return { known: [], proposedReviews: null }
  try {
    const ofReviews = branchOf(grant.action, CI_LOCK.batch)
    const own = [...batches.map((batch) => branchOf(grant.action, batch)), ofReviews]
    const { pullRequests, branches } = await overviewOf(github, { action: grant.action, base, branches: own })
    const known = pullRequests.flatMap(({ marker, state, url }) =>
      marker.ids.map((id): Known => ({ id, state: STATES[state], where: url })),
    )
    const isOpen = pullRequests.some(({ branch, state }) => branch === ofReviews && state === 'open')
    const head = isOpen ? branches.get(ofReviews)?.head : undefined
    const files = head === undefined ? null : await readFiles(github, head, [CI_LOCK.path])
    return { known, proposedReviews: files?.get(CI_LOCK.path)?.bytes?.toString('utf8') ?? null }
  } catch (error) {
    signal.throwIfAborted()
    log.warning(`What was proposed before could not be read, so that it may be proposed again. ${messageOf(error)}`)
    return { known: [], proposedReviews: null }
  }
}

/** Posts from this job, by the same validations as the job that only posts. */
export async function postDirectly(
  github: GitHub,
  read: { publication: Publication; blobs: ReadonlyMap<string, Uint8Array> },
  { environment, grant, log }: GitHubPortParts,
): Promise<PublishOutcome> {
  return await publish({
    github,
    read,
    grant,
    ...jobFacts(environment),
    secrets: secretValues(),
    dryRun: false,
    log: (line) => log.info(line),
  })
}
