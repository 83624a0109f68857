import { failingCommands } from '@upkeep/ci'
import type { FailingCommands } from '@upkeep/ci'
import type { JobEnvironment } from '@upkeep/entry'
import { permissionOf, readPullRequest } from '@upkeep/github'
import type { GitHub } from '@upkeep/github'

/** An event that brings text or code from outside: its run reads and tells, and runs nothing of the repository. */
export interface OutsidePort {
  /** The number of the pull request; null where the event names none. */
  pull: number | null
  /** What a person wrote, and who; null for another event. */
  comment: { text: string; author: string } | null
  /** Whether an account may write to the repository. */
  mayWrite(login: string): Promise<boolean>
  /** What failed on the commit that the event is about; null where it is about none. */
  failing(): Promise<FailingCommands | null>
}

const EVENTS: ReadonlySet<string> = new Set(['workflow_run', 'issue_comment'])

export function outsidePort(
  { event, payload }: Pick<JobEnvironment, 'event' | 'payload'>,
  github: GitHub | null,
): OutsidePort | null {
  if (github === null || !EVENTS.has(event)) return null
  const pull = numberOf(
    event === 'issue_comment'
      ? field(payload, 'issue', 'pull_request') === undefined
        ? null
        : field(payload, 'issue', 'number')
      : field(payload, 'workflow_run', 'pull_requests', '0', 'number'),
  )
  const [text, author] = [field(payload, 'comment', 'body'), field(payload, 'comment', 'user', 'login')]
  return {
    pull,
    comment: typeof text === 'string' && typeof author === 'string' ? { text, author } : null,
    async mayWrite(login) {
      const permission = await permissionOf(github, login)
      return permission === 'write' || permission === 'admin'
    },
    async failing() {
      const sha = field(payload, 'workflow_run', 'head_sha')
      const head = pull === null ? null : ((await readPullRequest(github, pull))?.head.sha ?? null)
      const commit = typeof sha === 'string' ? sha : head
      return commit === null ? null : await failingCommands(github, commit)
    },
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

function field(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  )
}
