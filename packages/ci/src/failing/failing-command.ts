import { matchProblems, usualMatchers } from '@upkeep/checkers'
import type { MatchedProblem } from '@upkeep/checkers'
import { textOf } from './read-log.ts'
import type { JobLog, LogPart } from './read-log.ts'

/** A step of a finished job as GitHub itself tells of it, whatever its log says. */
export interface JobStep {
  name: string
  /** From 1, those that the runner adds among them. */
  number: number
  failed: boolean
  /** Milliseconds since the epoch, to the second. */
  startedAt: number | null
  completedAt: number | null
}

/** GitHub shows it at a line of a file; a problem matcher, a command or an app made it. */
export interface JobAnnotation {
  path: string
  line: number
  endLine: number
  column: number | null
  endColumn: number | null
  level: 'failure' | 'warning' | 'notice'
  title: string | null
  message: string
}

export interface FinishedJob {
  /** Path of its workflow's file; null where GitHub doesn't tell. */
  workflow: string | null
  /** The name that GitHub shows: `lint (22)`, `checks / lint`. */
  name: string
  steps: readonly JobStep[]
  annotations: readonly JobAnnotation[]
}

/** What a log says was run. */
export interface LoggedCommand {
  /** The first line of a command, or `owner/action@ref`. */
  title: string
  command: string | null
  /** The variables that its step gives it. */
  env: ReadonlyMap<string, string>
  /** Whether all of the command and its variables stands in the log. */
  whole: boolean
  /** Beginning and end of what was printed from there to the error, plain. */
  excerpt: string
}

/**
 * A step that failed in a finished job. Workflow, job and step are GitHub's own words; everything else is text of a log or of
 * annotations, which the repository's commands can write: it serves to recognise a check, and but for paths that git tracks
 * (`withLoggedValues`) no word of it is ever run.
 */
export interface FailingCommand {
  workflow: string | null
  job: string
  step: { name: string; number: number } | null
  /** What it most likely ran, as its log says; null where that doesn't say it. */
  command: string | null
  shell: string | null
  exit: number | null
  /** Beginning and end of what it printed, plain. */
  excerpt: string
  /** Where the log has the repository, absolute; `/` where it doesn't say. */
  root: string
  /** All that its log says was run in it, likeliest first. */
  ran: readonly LoggedCommand[]
  annotations: readonly JobAnnotation[]
  /** What the matchers of the usual set-up actions find in the excerpt. */
  problems: readonly MatchedProblem[]
  log: 'whole' | 'cut' | 'missing'
}

/** Most commands that one step is taken to have run. */
const MOST_RAN = 40

/**
 * The steps that failed. GitHub's own list of steps says which; where it has none the log does. `log` null: there is no log.
 */
export function failingCommandsOf(job: FinishedJob, log: JobLog | null): FailingCommand[] {
  const failed = job.steps.filter((step) => step.failed)
  if (failed.length > 0) return failed.map((step) => ofStep(job, step, failed.length === 1, log))
  if (log === null) return [failing(job, null, [], null, null)]
  const ends = log.parts.filter(({ exit }) => exit !== null && exit !== 0)
  return ends.map((end) => failing(job, null, before(log, end, 0), end, log))
}

function ofStep(job: FinishedJob, step: JobStep, only: boolean, log: JobLog | null): FailingCommand {
  if (log === null) return failing(job, step, [], null, null)
  const inside = log.parts.filter((part) => isWithin(part, step))
  const ends = inside.filter(({ exit, errors }) => (exit !== null && exit !== 0) || errors.length > 0)
  // A step without a time, or a clock that runs otherwise: the one step that failed is the last error of the log
  const end = ends.findLast(({ exit }) => exit !== null) ?? ends.at(-1) ?? (only ? lastExit(log) : undefined)
  const last = end ?? inside.at(-1)
  if (last === undefined) return failing(job, step, [], null, log)
  const title = step.name.startsWith('Run ') ? step.name.slice(4) : null
  const titled = inside.find((part) => part.title === title)
  const parts = before(log, last, inside.length > 0 ? Math.min(inside[0]?.index ?? 0, last.index) : 0)
  const ran = titled === undefined ? parts : [titled, ...parts.filter((part) => part !== titled)]
  return failing(job, step, ran, end ?? null, log)
}

/** GitHub cuts times to whole seconds: a step may seem to hold what the one before it or behind it printed in the same one. */
function isWithin({ begun }: LogPart, { startedAt, completedAt }: JobStep): boolean {
  return begun !== null && begun >= (startedAt ?? 0) && begun < (completedAt ?? Number.MAX_SAFE_INTEGER) + 1000
}

function lastExit(log: JobLog): LogPart | undefined {
  return log.parts.findLast(({ exit }) => exit !== null && exit !== 0)
}

/** The part with the error first, or the last one; then those before it, the nearest first. */
function before(log: JobLog, end: LogPart, from: number): LogPart[] {
  return log.parts
    .filter(({ index }) => index <= end.index && index >= from)
    .toReversed()
    .slice(0, MOST_RAN)
}

function failing(
  job: FinishedJob,
  step: JobStep | null,
  ran: readonly LogPart[],
  end: LogPart | null,
  log: JobLog | null,
): FailingCommand {
  const [best] = ran
  const logged = ran.map((part) => ({
    title: part.title,
    command: part.command,
    env: part.env,
    whole: part.whole,
    excerpt: textOf({ head: part.head, tail: end?.tail ?? part.tail }, part.index),
  }))
  const excerpt = logged[0]?.excerpt ?? ''
  const root = log?.root ?? '/'
  return {
    workflow: job.workflow,
    job: job.name,
    step: step === null ? null : { name: step.name, number: step.number },
    command: best?.command ?? null,
    shell: best?.shell ?? null,
    exit: end?.exit ?? null,
    excerpt,
    root,
    ran: logged,
    annotations: job.annotations,
    problems: excerpt === '' ? [] : matchProblems(excerpt, usualMatchers(), { from: root }),
    log: log === null ? 'missing' : log.whole ? 'whole' : 'cut',
  }
}
