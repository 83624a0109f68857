import type { SliceRunStep } from '@upkeep/schema'
import { missingTool } from '../missing-tool.ts'
import type { ActEvidence, LegEvidence, StepEvidence } from './act-log.ts'
import type { ActPlan, PlannedJob, PlannedStep } from './act-plan.ts'

export interface Judged {
  steps: SliceRunStep[]
  /** What runs the steps failed, and no step that judges the code did. */
  engine: boolean
}

/**
 * What act's log proves of each planned step. A step of which the log shows no end was not run, whatever act's exit code says.
 * @param evidence null: nothing was to be run; a text: why nothing was
 */
export function judge(plan: ActPlan, evidence: ActEvidence | string | null): Judged {
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
        const judged = judgeLeg(job, leg, evidence)
        steps.push(...judged.steps)
        engine ||= judged.engine
      }
      if (legs.length === 0 && evidence.whole && waits(job, steps)) steps.push(...skipped(job))
      else if (short)
        steps.push(
          ...none(legs.length === 0 ? nothingOf(job, evidence) : `act ran ${legs.length} of ${job.legs ?? '?'} legs`),
        )
      if (job.foreign.length > 0) steps.push(...none(`it runs on ${[...new Set(job.foreign)].join(', ')} too`))
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

function judgeLeg(job: PlannedJob, leg: LegEvidence, { errors }: ActEvidence): Judged {
  const reason = [...leg.errors, ...errors].at(-1) ?? 'the log of act ends before'
  let [red, engine] = [false, false]
  const steps = job.steps.map((planned): SliceRunStep => {
    const seen = leg.steps.get(planned.key)
    const base = { job: job.id, step: planned.step, seconds: seen?.seconds ?? 0 }
    if (seen?.result === 'success') return { ...base, outcome: 'success' }
    if (seen?.result === 'failure') {
      const missing = missingIn(planned, seen)
      const tolerated = planned.tolerant && leg.complete
      if (!tolerated) red = true
      if (planned.setup && !tolerated) engine = true
      if (missing !== null) return { ...base, outcome: 'not-run', why: missing }
      const why = seen.exit === null ? lastOf(seen, reason) : `it ended with ${seen.exit}`
      return { ...base, outcome: tolerated ? 'tolerated' : 'failure', why }
    }
    if (seen !== undefined) {
      engine = true
      return { ...base, outcome: 'not-run', why: reason }
    }
    if (!leg.complete) {
      engine ||= !red
      return { ...base, outcome: 'not-run', why: reason }
    }
    if (red) return { ...base, outcome: 'skipped', why: 'a step before it failed' }
    if (planned.conditional) return { ...base, outcome: 'skipped', why: 'its condition does not hold' }
    engine ||= leg.errors.length > 0
    return { ...base, outcome: 'not-run', why: leg.errors.at(-1) ?? 'the log of act shows nothing of it' }
  })
  return { steps, engine }
}

function missingIn({ readings }: PlannedStep, { exit, output }: StepEvidence): string | null {
  const [command, leaves] = [readings[0]?.command ?? '', readings.flatMap((reading) => reading.leaves)]
  const result = { exit, stdout: output, stderr: '', signal: null, truncated: false, timedOut: false, seconds: 0 }
  return missingTool(result, { check: { command }, leaves, setup: [] })
}

/** For a step that is an action, the last thing that it said. */
function lastOf({ output }: StepEvidence, reason: string): string {
  return output.trim().split('\n').at(-1)?.trim() || reason
}
