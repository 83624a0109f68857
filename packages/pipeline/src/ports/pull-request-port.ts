import { failingCommands } from '@upkeep/ci'
import type { FailingCommands } from '@upkeep/ci'
import type { JobEnvironment, Log } from '@upkeep/entry'
import { changedBetween, changedFiles, commitMessages, headBranchOf } from '@upkeep/github'
import type { ChangedFile, GitHub } from '@upkeep/github'
import { messageOf } from '@upkeep/schema'
import type { Grant } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'

/** The pull request that a run is about. What of it has to be asked for is asked once. */
export interface PullRequestPort {
  /** The branch that its commits are on; null where the event does not name it. */
  headBranch: string | null
  facts(): Promise<PullRequestFacts>
  /** What failed on its head, by finished jobs and their logs; null where GitHub can't be asked. */
  failing(): Promise<FailingCommands | null>
}

export interface PullRequestFacts {
  /** The files that it changes. Null: nobody could say. */
  paths: readonly string[] | null
  /** The same with their hunks, as GitHub tells them; null where it was not asked, or did not answer. */
  files: readonly ChangedFile[] | null
  /** Messages of its last commits, the head's first. */
  messages: readonly string[]
  /** Paths at which the commit that is checked out (a merge with the base) is not what the head is. Null: nobody could say. */
  merged: readonly string[] | null
}

interface Parts {
  environment: JobEnvironment
  grant: Grant
  github: GitHub | null
  workspace: Workspace
  log: Log
  signal: AbortSignal
}

/** Commits that are looked at for our own. */
const MESSAGES = 3

export function pullRequestPort(parts: Parts): PullRequestPort | null {
  if (parts.grant.target.kind !== 'pull-request') return null
  let facts: Promise<PullRequestFacts> | null = null
  let failing: Promise<FailingCommands | null> | null = null
  return {
    headBranch: headBranchOf(parts.environment.payload),
    facts: () => (facts ??= factsOf(parts, parts.grant.target)),
    failing: () => (failing ??= failingOf(parts)),
  }
}

async function failingOf(parts: Parts): Promise<FailingCommands | null> {
  const { github, grant } = parts
  return github === null ? null : await attempt(() => failingCommands(github, grant.target.head), parts, 'failed')
}

/** GitHub is asked first: a checkout on a runner rarely has the history. What neither knows is null. */
async function factsOf(parts: Parts, target: Grant['target']): Promise<PullRequestFacts> {
  const { github, workspace } = parts
  if (target.kind !== 'pull-request') throw new Error('there is no pull request')
  const asked =
    github === null ? null : await attempt(() => changedFiles(github, target.number, { maxFiles: 3000 }), parts)
  const files = asked?.complete === true ? asked.files : null
  const paths = files?.map(({ path }) => path) ?? (await workspace.changedFrom(target.base, 'since'))
  const near = await workspace.messagesUpTo(target.head, MESSAGES)
  const messages =
    near ?? (github === null ? [] : ((await attempt(() => commitMessages(github, target.head, MESSAGES), parts)) ?? []))
  return { paths, files, messages, merged: await mergedIn(parts, target.head) }
}

async function mergedIn(parts: Parts, head: string): Promise<readonly string[] | null> {
  const { github, workspace } = parts
  if (workspace.commit === head) return []
  const near = await workspace.changedFrom(head, 'from')
  if (near !== null || github === null) return near
  const found = await attempt(() => changedBetween(github, head, workspace.commit), parts)
  return found === null || typeof found === 'string' ? null : found
}

async function attempt<T>(
  ask: () => Promise<T>,
  { log, signal }: Parts,
  what: 'is changed' | 'failed' = 'is changed',
): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    signal.throwIfAborted()
    log.warning(`GitHub did not say what ${what} in the pull request. ${messageOf(error)}`)
    return null
  }
}
