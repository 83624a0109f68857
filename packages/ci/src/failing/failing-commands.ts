import type { FailedCheckRun, GitHub } from '@upkeep/github'
import { failingCommandsOf } from './failing-command.ts'
import type { FailingCommand, JobAnnotation } from './failing-command.ts'
import { readJobLog } from './read-log.ts'

export interface FailingCommands {
  failing: readonly FailingCommand[]
  /** Failed check runs that are no job of Actions: nothing there can be run again, their annotations are hints. */
  others: readonly { name: string; app: string | null; annotations: readonly JobAnnotation[] }[]
  /** Workflows that are not finished yet. */
  pending: number
  /** What was not read, in sentences: a log that is gone or broke off, jobs beyond the limit. */
  notRead: readonly string[]
}

export interface FailingOptions {
  /** Jobs whose logs are read; default 10. Of the others the failed steps are told without a log. */
  jobs?: number
  /** Leaves out jobs that are not to be looked at, such as the one that asks. */
  wanted?: (run: FailedCheckRun) => boolean
}

const MOST_JOBS = 10

/** What failed on a commit, from its finished check runs and the logs of their jobs. Two requests for one failed job, one more for each other one. */
export async function failingCommands(
  github: GitHub,
  commit: string,
  { jobs = MOST_JOBS, wanted = () => true }: FailingOptions = {},
): Promise<FailingCommands> {
  // Only here is a client of GitHub needed: who classifies workflows does not load one.
  const { failedCheckRuns, readJobLogOf } = await import('@upkeep/github')
  const { runs, pending, notRead: unread } = await failedCheckRuns(github, commit)
  const notRead = unread === null ? [] : [unread]
  const found = runs.filter(wanted)
  const failing: FailingCommand[] = []
  let logs = 0
  for (const run of found) {
    if (run.job === null) continue
    const job = { workflow: run.workflow, name: run.name, steps: run.steps, annotations: run.annotations }
    if (logs++ >= jobs) {
      notRead.push(`The log of "${run.name}": ${jobs} logs are read at most.`)
      failing.push(...failingCommandsOf(job, null))
      continue
    }
    const read = await readJobLogOf(github, run.job, readJobLog)
    if ('refused' in read) notRead.push(`The log of "${run.name}": ${read.message}`)
    else if (read.cut !== null) notRead.push(`The log of "${run.name}" is not read to its end: ${read.cut}.`)
    const log = 'refused' in read ? null : read.cut === null ? read.value : { ...read.value, whole: false }
    failing.push(...failingCommandsOf(job, log))
  }
  const others = found.filter(({ job }) => job === null)
  return { failing, pending, notRead, others: others.map(({ name, app, annotations }) => ({ name, app, annotations })) }
}
