import { failingCommands } from '@upkeep/ci'
import type { FailingCommands } from '@upkeep/ci'
import type { JobEnvironment } from '@upkeep/entry'
import { fixRequestOf, mayWrite, payloadField, readPullRequest } from '@upkeep/github'
import type { FixRequest, GitHub } from '@upkeep/github'

/** An event that brings text or code from outside: its run reads and tells, and runs nothing of the repository. */
export interface OutsidePort {
  /** The number of the pull request; null where the event names none. */
  pull: number | null
  /** Who asks for fixes by the comment of the event; why nobody does. Null for another event. */
  asked: FixRequest | string | null
  /** Whether an account may write to the repository. */
  mayWrite(login: string): Promise<boolean>
  /** The commit that the event is about, as GitHub has it now; null where it is about none. */
  head(): Promise<string | null>
  /** What failed on a commit. */
  failing(commit: string): Promise<FailingCommands>
}

const EVENTS: ReadonlySet<string> = new Set(['workflow_run', 'issue_comment'])

export function outsidePort(
  { event, payload }: Pick<JobEnvironment, 'event' | 'payload'>,
  github: GitHub | null,
): OutsidePort | null {
  if (github === null || !EVENTS.has(event)) return null
  const pull = numberOf(
    event === 'issue_comment'
      ? payloadField(payload, 'issue', 'pull_request') === undefined
        ? null
        : payloadField(payload, 'issue', 'number')
      : payloadField(payload, 'workflow_run', 'pull_requests', '0', 'number'),
  )
  return {
    pull,
    asked: event === 'issue_comment' ? fixRequestOf(event, payload) : null,
    mayWrite: (login) => mayWrite(github, login),
    async head() {
      const sha = payloadField(payload, 'workflow_run', 'head_sha')
      if (typeof sha === 'string') return sha
      return pull === null ? null : ((await readPullRequest(github, pull))?.head.sha ?? null)
    },
    failing: (commit) => failingCommands(github, commit),
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}
