import type { GitHub } from '@upkeep/github'
import type { FoundCheck } from '../model.ts'
import { failingCommands } from './failing-commands.ts'
import type { FailingOptions } from './failing-commands.ts'
import { identify } from './identify.ts'
import type { Identified } from './identify.ts'

export interface FailedChecks {
  /** Each check once, with what its first failure says. */
  failed: readonly Identified[]
  /** What else failed on GitHub, and why nothing is made of it; what was not read. */
  left: readonly { what: string; why: string }[]
  /** Workflows that are not finished yet. */
  pending: number
}

/**
 * Which of these checks failed on a commit, by its finished check runs (`failingCommands`) and what `identify` makes of them. What is to
 * be run again are the checks as they were handed in.
 */
export async function failedChecks(
  github: GitHub,
  commit: string,
  checks: readonly FoundCheck[],
  options: FailingOptions = {},
): Promise<FailedChecks> {
  const { failing, others, pending, notRead } = await failingCommands(github, commit, options)
  const failed = new Map<string, Identified>()
  const left: { what: string; why: string }[] = []
  for (const one of failing) {
    const found = identify(one, checks)
    if ('why' in found) left.push({ what: one.job, why: found.why })
    else if (!failed.has(found.check.check.id)) failed.set(found.check.check.id, found)
  }
  for (const { name, app } of others)
    left.push({ what: name, why: `${app ?? 'an app'} reported it: there is no job to run again` })
  left.push(...notRead.map((why) => ({ what: 'logs', why })))
  return { failed: [...failed.values()], left, pending }
}
