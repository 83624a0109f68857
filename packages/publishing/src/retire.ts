import { withMarker } from '@upkeep/github'
import type { GitHub, OwnPullRequest, Overview } from '@upkeep/github'
import { deleteBranch, updatePullRequest } from '@upkeep/github/write'
import type { Id } from '@upkeep/schema'
import type { Posted } from './outcome.ts'

const WHY =
  'None of these findings fires any more, so there is nothing left to merge. Closed by Upkeep; new findings come as a new pull request.'

/**
 * Closes open pull requests of ours that are about nothing but findings which fire no more. Their marker loses its ids, so that
 * findings which come back later do not count as declined.
 */
export async function retire(
  github: GitHub,
  overview: Overview,
  ids: readonly Id[],
  kept: ReadonlySet<string>,
  plan: ((line: string) => void) | null,
): Promise<Posted[]> {
  const gone = new Set(ids)
  const posted: Posted[] = []
  for (const pull of overview.pullRequests) {
    if (pull.state !== 'open' || kept.has(pull.branch) || !isAbout(pull, gone)) continue
    if (plan !== null) plan(`close ${pull.url}: none of its findings fires any more`)
    else {
      const body = withMarker(WHY, { ...pull.marker, ids: [] })
      await updatePullRequest(github, pull.number, { state: 'closed', body })
      await deleteBranch(github, pull.branch)
      posted.push({ op: 'retire', url: pull.url, wrote: true })
    }
  }
  // a run that was killed has closed a pull request and not come to its branch
  for (const { branch, url } of overview.retired.filter((pull) => !kept.has(pull.branch))) {
    if (plan !== null) plan(`delete the branch ${branch}, whose pull request is closed`)
    else {
      await deleteBranch(github, branch)
      posted.push({ op: 'retire', url, wrote: true })
    }
  }
  return posted
}

function isAbout({ marker }: OwnPullRequest, gone: ReadonlySet<Id>): boolean {
  return marker.ids.length > 0 && marker.ids.every((id) => gone.has(id))
}
