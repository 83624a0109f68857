import * as z from 'zod/mini'
import { stepOutput } from '../run/step-output.ts'
import type { StepCommands } from '../run/step-output.ts'
import { wholeLines } from '../run/whole-lines.ts'

/** What act's log shows of one step of one leg. */
export interface StepEvidence {
  /** Null: it began and no end was seen. */
  result: 'success' | 'failure' | null
  seconds: number
  /** Of its own process; null where the log tells none. */
  exit: number | null
  /** Lines as they were printed, stdout and stderr in one. */
  output: string
  /** What they asked of the runner. */
  said: StepCommands
  /** What it wrote to `$GITHUB_STEP_SUMMARY`. */
  summary: string
}

/** What act's log shows of one leg of a job. */
export interface LegEvidence {
  job: string
  matrix: Readonly<Record<string, unknown>>
  /** By id, or by place in the file. */
  steps: Map<string, StepEvidence>
  /** Its end was seen, and what belongs to the runner went well. */
  complete: boolean
  /** What was said against it outside of the output of its steps, the last ones last. */
  errors: string[]
}

export interface ActEvidence {
  legs: LegEvidence[]
  errors: string[]
  /** Act ended by itself. */
  whole: boolean
}

export interface ActLog {
  /** A piece of act's standard output. */
  push(text: string): void
  end(): Omit<ActEvidence, 'whole'>
}

export interface ActLogOptions {
  /** The repository as users know it: it stands in place of act's copy of it, in all output. */
  root: string
  /** The clone that act was given: in a container the copy has its path. */
  clone: string
  /** The folder of its cache: on this machine it copies the repository to there, for each job anew. */
  cache: string
  /** Each line of output, as it comes; `mask` is told of a value before the line behind it. */
  line?: ((text: string) => void) | undefined
  mask: (value: string) => void
}

/** A line of `act --json`. Names are act's own (its `stepid` and `stepID` are two things). */
const Line = z.object({
  level: z.optional(z.string()),
  msg: z.optional(z.string()),
  jobID: z.optional(z.string()),
  matrix: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  stage: z.optional(z.string()),
  stepID: z.optional(z.array(z.string())),
  stepid: z.optional(z.array(z.string())),
  stepResult: z.optional(z.string()),
  executionTime: z.optional(z.number()),
  raw_output: z.optional(z.boolean()),
  command: z.optional(z.string()),
  raw: z.optional(z.string()),
  content: z.optional(z.string()),
})
type Line = z.infer<typeof Line>

/** A copy of the repository, in act's cache. */
const COPY = /^\/[0-9a-f]{16}\/hostexecutor\b/
const MOST_OUTPUT = 4_000_000
const MOST_ERRORS = 20

interface OpenStep extends Omit<StepEvidence, 'said'> {
  lines: ReturnType<typeof stepOutput>
}

interface OpenLeg extends Omit<LegEvidence, 'steps'> {
  steps: Map<string, OpenStep>
}

/** Reads `act --json`. What is no such line is passed over: nothing is ever concluded from a line that is missing. */
export function actLog({ root, clone, cache, line: log, mask }: ActLogOptions): ActLog {
  const legs = new Map<string, OpenLeg>()
  const errors: string[] = []
  const ofRoot = (text: string | undefined) => {
    const [before = '', ...behind] = text?.replaceAll(clone, root).split(cache) ?? []
    return before + behind.map((each) => (COPY.test(each) ? each.replace(COPY, root) : cache + each)).join('')
  }
  const begin = (): OpenStep => {
    const lines = stepOutput({ log, mask, unsecure: false })
    return { result: null, seconds: 0, exit: null, output: '', summary: '', lines }
  }
  const legOf = ({ jobID = '', matrix }: Line): OpenLeg => {
    const key = `${jobID} ${JSON.stringify(matrix ?? {})}`
    const leg = legs.get(key) ?? { job: jobID, matrix: matrix ?? {}, steps: new Map(), complete: false, errors: [] }
    legs.set(key, leg)
    return leg
  }
  const take = (text: string) => {
    const line = parsed(text)
    if (line === null) return
    const own = { ...line, msg: ofRoot(line.msg), raw: ofRoot(line.raw) }
    if (line.jobID === undefined) note(errors, own)
    else record(legOf(own), own, begin)
  }
  const lines = wholeLines(take)
  return {
    push: (text) => lines.write(text),
    end() {
      lines.end()
      return { legs: [...legs.values()].map(closed), errors }
    },
  }
}

function closed(leg: OpenLeg): LegEvidence {
  const steps = [...leg.steps].map(([key, { lines, output, ...step }]) => {
    const said = lines.end()
    return [key, { ...step, output: output.slice(-MOST_OUTPUT), said }] as const
  })
  return { ...leg, steps: new Map(steps) }
}

function parsed(text: string): Line | null {
  if (!text.startsWith('{')) return null
  try {
    const result = Line.safeParse(JSON.parse(text))
    return result.success ? result.data : null
  } catch {
    return null // a line that a killed act did not finish
  }
}

function record(leg: OpenLeg, line: Line, begin: () => OpenStep): void {
  const { stepID = [], stage, stepResult, msg = '' } = line
  if (line.stepid?.[0] === '--complete-job' && stepResult === 'success') leg.complete = true
  const [key] = stepID
  if (key === undefined || stage !== 'Main') {
    note(leg.errors, line)
    return
  }
  const step = leg.steps.get(key) ?? begin()
  leg.steps.set(key, step)
  if (line.command === 'summary') step.summary += line.content ?? ''
  const said = line.raw_output === true ? msg : line.command === undefined ? null : `${line.raw ?? ''}\n`
  if (said !== null) {
    step.output += said
    // Not with each line: to cut copies all that is kept
    if (step.output.length > 2 * MOST_OUTPUT) step.output = step.output.slice(-MOST_OUTPUT)
    if (said !== '\n') step.lines.write(said, 'stdout')
  } else if (stepID.length === 1 && (stepResult === 'success' || stepResult === 'failure')) {
    step.result = stepResult
    step.seconds = (line.executionTime ?? 0) / 1e9
  } else {
    const code = /^(?:exit status|exitcode '?)\s*(\d+)/.exec(msg)?.[1]
    if (code !== undefined) step.exit = Number(code)
    else note(leg.errors, line)
  }
}

function note(errors: string[], { level, msg = '' }: Line): void {
  if (level !== 'error' && level !== 'fatal') return
  errors.push(msg.trim())
  if (errors.length > MOST_ERRORS) errors.shift()
}

/** What act says on its standard error stream of why it ended. */
export function errorsIn(text: string): string[] {
  return text.split('\n').flatMap((each) => {
    if (each.startsWith('Error: ')) return [each.slice('Error: '.length)]
    const { level, msg = '' } = parsed(each) ?? {}
    return level === 'error' || level === 'fatal' ? [msg] : []
  })
}
