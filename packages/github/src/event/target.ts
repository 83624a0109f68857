import { Sha } from '@upkeep/schema'
import type { Target } from '@upkeep/schema'
import { payloadField } from './payload.ts'

/** An event as GitHub delivered it. `sha` is the commit that is checked out, for events that name no pull request. */
export interface GitHubEvent {
  name: string
  payload: unknown
  sha: string
}

const ISSUE_EVENTS: ReadonlySet<string> = new Set(['issues', 'issue_comment'])

/**
 * What the event is about: the pull request that it names, with base and head as the payload gives them (never the merge commit that
 * `pull_request` checks out), the issues, else the repository at `sha`.
 */
export function targetOf(event: GitHubEvent): Target {
  const pull = payloadField(event.payload, 'pull_request')
  const [base, head] = [sha(payloadField(pull, 'base', 'sha')), sha(payloadField(pull, 'head', 'sha'))]
  const number = payloadField(pull, 'number')
  if (base !== null && head !== null && typeof number === 'number' && Number.isSafeInteger(number)) {
    const [from, to] = [home(payloadField(pull, 'head')), home(payloadField(pull, 'base'))]
    const fork = from === null || from !== to // a deleted fork names no repository
    return { kind: 'pull-request', base, head, number, fork, pushable: !fork }
  }
  const kind = ISSUE_EVENTS.has(event.name) ? 'issues' : 'repository'
  return { kind, base: event.sha, head: event.sha }
}

/** The number of the issue or pull request that the event names, null where it names none. */
export function subjectOf(payload: unknown): number | null {
  for (const name of ['pull_request', 'issue']) {
    const number = payloadField(payload, name, 'number')
    if (typeof number === 'number') return number
  }
  return null
}

/** The branch that a job works for: the base of the pull request that the event names, else the branch of its ref; null for a tag. */
export function baseBranchOf(payload: unknown, ref: string | null): string | null {
  const named = payloadField(payload, 'pull_request', 'base', 'ref')
  if (typeof named === 'string') return named
  return ref?.startsWith('refs/heads/') === true ? ref.slice('refs/heads/'.length) : null
}

/** The branch of the pull request that the event names, null where it names none. */
export function headBranchOf(payload: unknown): string | null {
  const named = payloadField(payload, 'pull_request', 'head', 'ref')
  return typeof named === 'string' ? named : null
}

/** By id where the payload has it: a repository may be renamed, and names differ in case. */
function home(side: unknown): string | null {
  const [id, name] = [payloadField(side, 'repo', 'id'), payloadField(side, 'repo', 'full_name')]
  if (typeof id === 'number') return String(id)
  return typeof name === 'string' ? name.toLowerCase() : null
}

function sha(value: unknown): string | null {
  return Sha.safeParse(value).success ? String(value) : null
}
