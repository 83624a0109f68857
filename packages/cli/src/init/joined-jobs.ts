import type { ChosenJob } from './choose-job.ts'
import type { CopiedStep, SetupJob } from './setup-job.ts'
import { idOf, setupJob } from './setup-job.ts'

/** The set-up of several jobs in one. */
export interface JoinedJobs {
  setup: SetupJob
  /** The jobs that it is of, the one that stands for its settings first. */
  of: ChosenJob[]
}

/**
 * The best job, and with it those others that hold checks which it lacks and can stand in one job with it: the same machine and
 * settings, and nothing in them that only they could have.
 * @param withChecks their checks too
 */
export function joinedJobs([best, ...others]: readonly [ChosenJob, ...ChosenJob[]], withChecks: boolean): JoinedJobs {
  let setup = setupJob(best, withChecks)
  const of = [best]
  const notes: string[] = []
  const covered = new Set<string>([...best.kinds, ...best.tools])
  const apart: { job: ChosenJob; why: string | null }[] = []
  for (const job of others) {
    const lacking = lackingIn(job, covered)
    if (lacking.length === 0) continue
    const joined = job.publishes ? apartBecause('it also publishes') : join(setup, setupJob(job, withChecks), of)
    const isAsked = job.asked.some((tool) => lacking.includes(tool))
    if (joined.setup !== null && (isAsked || (!withChecks && joined.extra === 0))) {
      setup = joined.setup
      of.push(job)
      notes.push(...joined.notes)
      for (const each of lacking) covered.add(each)
    } else if (!withChecks || isAsked) apart.push({ job, why: joined.why })
  }
  for (const { job, why } of apart) {
    const lacking = lackingIn(job, covered)
    const because = why === null ? '' : ` (${why})`
    if (lacking.length > 0)
      notes.push(
        `${placeOf(job)} holds ${lacking.join(', ')} checks too${because}: add its steps, or they are told as not set up.`,
      )
    for (const each of lacking) covered.add(each)
  }
  return { setup: { ...setup, notes: [...setup.notes, ...notes] }, of }
}

/** The checkers of a job that are not covered yet; its kinds of checks where no checker of it is known. */
function lackingIn({ tools, kinds }: ChosenJob, covered: ReadonlySet<string>): string[] {
  return (tools.length === 0 ? kinds : tools).filter((each) => !covered.has(each))
}

/** Where a job stands, for people. */
export function placeOf({ workflow, job }: ChosenJob): string {
  return `${workflow.path}, job ${job.id}`
}

interface Joined {
  setup: SetupJob | null
  /** Steps that the second one adds to set up. */
  extra: number
  why: string | null
  notes: string[]
}

function join(first: SetupJob, second: SetupJob, of: readonly ChosenJob[]): Joined {
  const why = whyApart(first, second)
  if (why !== null) return apartBecause(why)
  const steps = [...first.steps]
  const extra: CopiedStep[] = []
  const notes: string[] = []
  for (const step of second.steps) {
    if (steps.some((each) => essence(each.text) === essence(step.text))) continue
    const action = setsUp(step.text)
    const same = action === null || step.check ? -1 : steps.findIndex((each) => setsUp(each.text) === action)
    if (same === -1) extra.push(step)
    else if (isPlain(steps[same]?.text ?? '')) steps[same] = step
    else if (!isPlain(step.text))
      notes.push(`${action ?? ''} is used as in ${of.map(placeOf).join(' and ')}; another job gives it other values.`)
  }
  const added = extra.filter(({ check }) => !check)
  // what a check needs is there before the first one can fail
  const firstCheck = steps.findIndex(({ check }) => check)
  const at = firstCheck === -1 ? steps.length : firstCheck
  const all = [...steps.slice(0, at), ...added, ...steps.slice(at), ...extra.filter(({ check }) => check)]
  const ids = all.flatMap(({ text }) => idOf(text) ?? [])
  if (new Set(ids).size < ids.length) return apartBecause('ids of its steps are taken')
  const permissions = [...new Set([...first.permissions, ...second.permissions])]
  const rewrites = first.rewrites || second.rewrites
  const setup = { ...first, steps: all, permissions, rewrites, notes: [...new Set([...first.notes, ...second.notes])] }
  return { setup, extra: added.length, why: null, notes }
}

function apartBecause(why: string): Joined {
  return { setup: null, extra: 0, why, notes: [] }
}

/** Why two jobs can not be one. */
function whyApart(first: SetupJob, second: SetupJob): string | null {
  if (!second.whole) return 'parts of it can not be taken over'
  const differs = (name: string) => (first.keys.get(name) ?? '') !== (second.keys.get(name) ?? '')
  const other = ['strategy', 'container', 'services', 'env', 'defaults'].find(differs)
  if (other !== undefined) return `its ${other} is another one`
  if (differs('runs-on') && ![first, second].every(({ keys }) => isUbuntu(keys.get('runs-on') ?? '')))
    return 'it runs on another machine'
  if (['env', 'defaults'].some((name) => (first.top.get(name) ?? '') !== (second.top.get(name) ?? '')))
    return 'its workflow has other settings'
  if (second.steps.some(({ text }) => /\bsecrets\.(?!GITHUB_TOKEN\b)/.test(text))) return 'it reads secrets'
  return null
}

function isUbuntu(runsOn: string): boolean {
  return /^runs-on: *['"]?ubuntu-[\w.-]+['"]?\s*(?:#.*)?$/.test(runsOn)
}

/** What a step does: its text without its name and comments. */
function essence(text: string): string {
  const lines = text.replace(/^- /, '  ').split('\n')
  const kept = lines.filter((line) => !/^\s*(?:#|$)/.test(line) && !/^ {2}name:/.test(line))
  return kept
    .map((line) => line.replace(/\s+#.*$/, '').trimEnd())
    .toSorted()
    .join('\n')
}

/** The action of a step that sets up one thing, once: another use of it would take the place of the first. */
function setsUp(text: string): string | null {
  const action = /^(?:- +|  )uses: *['"]?([^\s@'"]+)@/m.exec(text)?.[1] ?? null
  return action !== null && /\b(?:checkout|setup|toolchain)\b/.test(action) ? action : null
}

/** A checkout and nothing more. */
function isPlain(text: string): boolean {
  return /actions\/checkout@/.test(text) && !/^ {4,}(?!persist-credentials:|#)\S/m.test(text)
}
