import type { SliceRunStep } from '@upkeep/schema'
import { matchersOfAction, withMatchers } from '@upkeep/checkers'
import type { ProblemMatcher } from '@upkeep/checkers'
import { usesOf } from '../classify/inner-steps.ts'
import { legText } from '../workflow/matrix.ts'
import { diagnosticsOf, stepProblems } from '../run/step-problems.ts'
import type { ProblemPlace } from '../run/step-problems.ts'
import type { ActEvidence, LegEvidence, StepEvidence } from './act-log.ts'
import { readingOf } from '../not-run/why-not-run.ts'
import { whyForeign } from './act-plan.ts'
import type { ActPlan, PlannedJob, PlannedStep } from './act-plan.ts'
import { missingShim } from './shims/shims.ts'

export interface Judged {
  steps: SliceRunStep[]
  /** What runs the steps failed, and no step that judges the code did. */
  engine: boolean
}

/**
 * What act's log proves of each planned step. A step of which the log shows no end was not run, whatever act's exit code says.
 * @param evidence null: nothing was to be run; a text: why nothing was
 */
export async function judge(
  plan: ActPlan,
  evidence: ActEvidence | string | null,
  place: Omit<ProblemPlace, 'cwd'>,
): Promise<Judged> {
  const steps: SliceRunStep[] = []
  let engine = typeof evidence === 'string'
  for (const job of plan.jobs) {
    const none = (why: string) => job.steps.map((step) => notRun(job, step, why))
    if (job.obstacle !== null) steps.push(...none(job.obstacle))
    else if (evidence === null || typeof evidence === 'string') steps.push(...none(evidence ?? 'nothing was run'))
    else {
      const legs = evidence.legs.filter((leg) => leg.job === job.id)
      const short = legs.length === 0 || (job.legs !== null && legs.length < job.legs)
      for (const leg of legs) {
        const judged = await judgeLeg(job, leg, evidence, place)
        const named = legs.length > 1 ? { leg: legText(leg.matrix) } : {}
        steps.push(...judged.steps.map((step) => ({ ...step, ...named })))
        engine ||= judged.engine
      }
      if (legs.length === 0 && evidence.whole && waits(job, steps)) steps.push(...skipped(job))
      else if (short)
        steps.push(
          ...none(legs.length === 0 ? nothingOf(job, evidence) : `act ran ${legs.length} of ${job.legs ?? '?'} legs`),
        )
      const foreign = whyForeign(job)
      if (foreign !== null) steps.push(...none(foreign))
    }
  }
  const judging = new Set(
    plan.jobs.flatMap(({ id, steps: all }) => all.flatMap(({ setup, step }) => (setup ? [] : `${id} ${step}`))),
  )
  const red = steps.some(({ job, step, outcome }) => outcome === 'failure' && judging.has(`${job} ${step}`))
  return { steps, engine: engine && !red }
}

/** Act says nothing of a job whose condition does not hold, nor of one that waits for a job that failed. */
function waits({ conditional, needs }: PlannedJob, steps: readonly SliceRunStep[]): boolean {
  return conditional || steps.some(({ job, outcome }) => needs.includes(job) && outcome === 'failure')
}

function skipped({ id, steps }: PlannedJob): SliceRunStep[] {
  const why = 'its job was skipped'
  return steps.map(({ step }) => ({ job: id, step, outcome: 'skipped', seconds: 0, why }))
}

function nothingOf({ id }: PlannedJob, { errors }: ActEvidence): string {
  return errors.at(-1) ?? `the log of act shows nothing of job ${id}`
}

function notRun({ id }: PlannedJob, { step }: PlannedStep, why: string): SliceRunStep {
  return { job: id, step, outcome: 'not-run', seconds: 0, why }
}

async function judgeLeg(
  job: PlannedJob,
  leg: LegEvidence,
  { errors }: ActEvidence,
  place: Omit<ProblemPlace, 'cwd'>,
): Promise<Judged> {
  const reason = [...leg.errors, ...errors].at(-1) ?? 'the log of act ends before'
  const state: LegState = { red: false, unknown: false, engine: false, matchers: [] }
  const steps: SliceRunStep[] = []
  for (const planned of job.steps) {
    const seen = leg.steps.get(planned.key)
    const base = { job: job.id, step: planned.step, seconds: seen?.seconds ?? 0 }
    for (const uses of planned.readings.flatMap(usesOf))
      state.matchers = withMatchers(state.matchers, matchersOfAction(uses))
    if (seen?.result === 'success' || seen?.result === 'failure')
      steps.push({ ...base, ...(await ended(planned, seen, { state, reason, place, complete: leg.complete })) })
    else steps.push({ ...base, ...unended(planned, seen !== undefined, leg, { state, reason }) })
  }
  return { steps, engine: state.engine }
}

/** How a leg goes so far. */
interface LegState {
  red: boolean
  /** A step could not be run here: whether one behind it would have run is not known. */
  unknown: boolean
  engine: boolean
  matchers: ProblemMatcher[]
}

type Outcome = Omit<SliceRunStep, 'job' | 'step' | 'seconds'>

interface Surroundings {
  state: LegState
  reason: string
  place: Omit<ProblemPlace, 'cwd'>
  complete: boolean
}

/** A step whose end the log shows. */
async function ended(
  planned: PlannedStep,
  seen: StepEvidence,
  { state, reason, place, complete }: Surroundings,
): Promise<Outcome> {
  const here = { ...place, cwd: planned.readings[0]?.cwd ?? '.' }
  const found = await stepProblems(seen.said, state.matchers, here)
  state.matchers = found.matchers
  const summary = seen.summary === '' ? {} : { summary: seen.summary }
  if (seen.result === 'success') return { outcome: 'success', ...summary }
  const tolerated = planned.tolerant && complete
  const missing = planned.missing === null ? missingIn(planned, seen) : `it needs the secret ${planned.missing}`
  if (!tolerated) state.red = true
  if (missing !== null) {
    state.unknown = true
    return { outcome: 'not-run', why: missing }
  }
  if (planned.setup && !tolerated) state.engine = true
  const diagnostics = diagnosticsOf({ stdout: seen.output, stderr: '' }, found.problems, here)
  return {
    outcome: tolerated ? 'tolerated' : 'failure',
    why: seen.exit === null ? lastOf(seen, reason) : `it ended with ${seen.exit}`,
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
    ...summary,
  }
}

/** A step that was not begun, or whose end the log does not show. */
function unended(
  { conditional }: PlannedStep,
  begun: boolean,
  leg: LegEvidence,
  { state, reason }: Pick<Surroundings, 'state' | 'reason'>,
): Outcome {
  if (begun || !leg.complete) {
    state.engine ||= begun || !state.red
    return { outcome: 'not-run', why: reason }
  }
  if (state.unknown) return { outcome: 'not-run', why: 'a step before it could not be run' }
  if (state.red) return { outcome: 'skipped', why: 'a step before it failed' }
  if (conditional) return { outcome: 'skipped', why: 'its condition does not hold' }
  state.engine ||= leg.errors.length > 0
  return { outcome: 'not-run', why: leg.errors.at(-1) ?? 'the log of act shows nothing of it' }
}

function missingIn({ readings, setup }: PlannedStep, { exit, output }: StepEvidence): string | null {
  const lacking = setup ? missingShim(output) : null
  if (lacking !== null) return lacking
  const [command, leaves] = [readings[0]?.command ?? '', readings.flatMap((reading) => reading.leaves)]
  const result = { exit, stdout: output, stderr: '', signal: null, truncated: false, timedOut: false, seconds: 0 }
  return readingOf(result, { check: { command }, leaves, setup: [] }).notRun
}

/** For a step that is an action, the last thing that it said. */
function lastOf({ output }: StepEvidence, reason: string): string {
  return output.trim().split('\n').at(-1)?.trim() || reason
}
