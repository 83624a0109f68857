import type { CheckKind } from '@upkeep/schema'
import { WORLDLY } from '../kinds/kinds.data.ts'
import { entriesAt } from '../workflow/raw.ts'
import { mayRead } from './builds.ts'
import { giversOf, channelsOf, toolOfCache } from './channels.ts'
import type { JobFacts, StepFacts } from './facts.ts'
import { referencesOf, textsOf } from '../workflow/references.ts'

/** Steps and jobs that stay, each with its reason. */
export interface Kept {
  /** By job and index; -1 for the call of another workflow. */
  steps: ReadonlyMap<string, ReadonlyMap<number, string>>
  /** Why a step goes, where there is more to say than that it is not needed. */
  dropped: ReadonlyMap<string, ReadonlyMap<number, string>>
  targets: ReadonlyMap<string, ReadonlySet<number>>
}

/** Of some kinds one that is never run. */
export function neverOf(kinds: ReadonlySet<CheckKind>): CheckKind | undefined {
  return [...kinds].find((kind) => WORLDLY.has(kind))
}

/**
 * The steps of the wanted kinds and all that they need: what sets their job up, what they read of other steps and jobs by outputs,
 * artifacts and caches, what is built before them. In doubt a step stays.
 * @param wide keeps before a wanted step also what builds among other things, and what nobody knows the use of
 */
export function keep(jobs: readonly JobFacts[], wanted: ReadonlySet<CheckKind>, wide = false): Kept {
  const closure = new Closure(new Map(jobs.map((job) => [job.id, job])))
  for (const job of jobs) {
    if (job.call !== null) closure.addCall(job, wanted)
    for (const step of job.steps) closure.addTarget(job, step, wanted)
    if (wide) closure.addBefore(job)
  }
  closure.close()
  return closure
}

const IN_DOUBT = 'nothing is known of it, so it may be what is wanted'

class Closure implements Kept {
  readonly steps = new Map<string, Map<number, string>>()
  readonly dropped = new Map<string, Map<number, string>>()
  readonly targets = new Map<string, Set<number>>()
  readonly #jobs: ReadonlyMap<string, JobFacts>
  /** Jobs with steps that were kept since they were last looked at. */
  readonly #open = new Map<string, number[]>()
  /** Up to where the steps of a job were looked at for what a later one needs. */
  readonly #reached = new Map<string, number>()
  /** What was kept because another job reads what it gives: further readers add nothing. */
  readonly #gave = new Set<StepFacts | JobFacts>()
  /** Builds that nothing was found to read so far, in the order of the file. */
  readonly #unread = new Map<string, StepFacts[]>()

  constructor(jobs: ReadonlyMap<string, JobFacts>) {
    this.#jobs = jobs
  }

  addCall(job: JobFacts, wanted: ReadonlySet<CheckKind>): void {
    const kinds = job.call?.kinds ?? new Set<CheckKind>()
    const kind = [...kinds].find((each) => wanted.has(each))
    const never = neverOf(kinds)
    if (never !== undefined)
      this.#drop(job, -1, `it calls ${job.call?.uses ?? ''}, which holds a ${never} step, and that is never run`)
    else if (kind !== undefined) this.#target(job, -1, `it calls a workflow with a ${kind} step`)
    else if (kinds.has('unknown')) this.#keep(job, -1, IN_DOUBT)
  }

  addTarget(job: JobFacts, step: StepFacts, wanted: ReadonlySet<CheckKind>): void {
    const kind = [...step.kinds].find((each) => wanted.has(each))
    const never = neverOf(step.kinds)
    if (never !== undefined) this.#drop(job, step.index, `a ${never} step is never run`)
    else if (kind !== undefined) this.#target(job, step.index, `it is a ${kind} step`)
    else if (step.kinds.has('unknown') && (step.kinds.size === 1 || wanted.has('test')))
      this.#keep(job, step.index, IN_DOUBT)
  }

  addBefore(job: JobFacts): void {
    const last = Math.max(-1, ...(this.targets.get(job.id) ?? []))
    for (const step of job.steps)
      if (step.index < last && mayGive(step.kinds)) this.#keep(job, step.index, 'a later step may need what it makes')
  }

  close(): void {
    for (let [next] = this.#open; next !== undefined; [next] = this.#open) {
      const [id, indexes] = next
      this.#open.delete(id)
      const job = this.#jobs.get(id)
      if (job !== undefined) this.#closeJob(job, indexes)
    }
  }

  #target(job: JobFacts, index: number, reason: string): void {
    const targets = this.targets.get(job.id) ?? new Set()
    this.targets.set(job.id, targets.add(index))
    this.#keep(job, index, reason)
  }

  #drop({ id }: JobFacts, index: number, reason: string): void {
    const dropped = this.dropped.get(id) ?? new Map<number, string>()
    this.dropped.set(id, dropped.set(index, reason))
  }

  #keep(job: JobFacts, index: number, reason: string): void {
    const kept = this.steps.get(job.id) ?? new Map<number, string>()
    if (kept.has(index) || this.dropped.get(job.id)?.has(index) === true) return
    this.steps.set(job.id, kept.set(index, reason))
    const open = this.#open.get(job.id) ?? []
    this.#open.set(job.id, open)
    open.push(index)
  }

  /** @param indexes of the steps that are newly kept */
  #closeJob(job: JobFacts, indexes: readonly number[]): void {
    const entered = this.#reached.get(job.id)
    const last = Math.max(entered ?? 0, ...indexes)
    this.#reached.set(job.id, last)
    // From the end, so that a build is asked about once all that stays behind it is known.
    const unread = this.#unread.get(job.id) ?? []
    const asked = [...unread, ...job.steps.slice(entered ?? 0, last)]
    this.#unread.set(job.id, [])
    for (const step of asked.toReversed()) {
      const reason = neededBefore(step)
      if (reason === null) continue
      if (this.#servesNothing(job, step)) this.#unread.get(job.id)?.unshift(step)
      else this.#keep(job, step.index, reason)
    }
    for (const index of indexes) {
      const step = job.steps[index]
      if (step !== undefined) this.#keepReferences(job, step)
      if (step === undefined && job.call === null) continue
      for (const giver of giversOf(step ?? null, job, this.#jobs, this.#gave)) this.#keepGiver(giver, job)
    }
    if (entered !== undefined) return
    for (const [id, names] of job.references.outputs) this.#keepOutputs(id, names, job)
    for (const id of job.references.steps) this.#keepStepsWithId(job, id)
  }

  /** Whether it is there for what does not stay: it only builds and nothing that stays reads that, or is the cache of a tool that goes. */
  #servesNothing(job: JobFacts, step: StepFacts): boolean {
    const kept = this.steps.get(job.id)
    const tool = toolOfCache(step)
    if (tool !== null) {
      const users = job.steps.filter((other) => other !== step && namesTool(other, tool))
      return users.length > 0 && !users.some(({ index }) => kept?.has(index) === true)
    }
    if (!onlyBuilds(step)) return false
    return !job.steps.slice(step.index + 1).some((later) => kept?.has(later.index) === true && mayRead(step, later))
  }

  #keepReferences(job: JobFacts, { index, references }: StepFacts): void {
    for (const id of references.steps) this.#keepStepsWithId(job, id, index)
    for (const [id, names] of references.outputs) this.#keepOutputs(id, names, job)
    for (const id of references.results) this.#keepOutputs(id, new Set(), job)
  }

  #keepStepsWithId(job: JobFacts, id: string, reader = -1): void {
    for (const step of job.steps)
      if (step.id === id && step.index !== reader) this.#keep(job, step.index, `a kept step reads steps.${id}`)
  }

  /** The steps behind the outputs of a job; without such, all of it. */
  #keepOutputs(id: string, names: ReadonlySet<string>, reader: JobFacts): void {
    const job = this.#jobs.get(id)
    if (job === undefined || job === reader) return
    const reason = `job ${reader.id} reads its outputs`
    if (job.call !== null) return this.#keep(job, -1, reason)
    const read = entriesAt(job.raw, 'outputs').filter(([name]) => names.has('*') || names.has(name))
    const { steps: behind, outputs } = referencesOf(read.map(([, output]) => output))
    const writers = job.steps.filter((step) => step.id !== null && behind.has(step.id))
    for (const step of writers.length > 0 ? writers : job.steps.slice(-1)) this.#keep(job, step.index, reason)
    for (const [other, further] of outputs) this.#keepOutputs(other, further, job)
  }

  /** What gives an artifact or a cache, with what is made before it; a cache is saved when its job ends. */
  #keepGiver({ job, step }: { job: JobFacts; step: StepFacts | null }, reader: JobFacts): void {
    this.#gave.add(step ?? job)
    if (step === null) return this.#keep(job, -1, `job ${reader.id} reads the artifact that it gives`)
    const cache = channelsOf(step).some(({ kind }) => kind === 'cache')
    this.#keep(job, step.index, `job ${reader.id} reads the ${cache ? 'cache' : 'artifact'} that it gives`)
    const made = cache ? job.steps : job.steps.slice(0, step.index)
    const makers = made.filter((each) => each.kinds.has('build') || each.kinds.has('setup'))
    const builds = makers.some((each) => each.kinds.has('build'))
    for (const each of builds || cache ? makers : made.filter(({ kinds }) => !isIdle(kinds)))
      this.#keep(job, each.index, `it makes what job ${reader.id} reads`)
  }
}

/** What it leaves behind may be read, whatever it is for. */
function mayGive(kinds: ReadonlySet<CheckKind>): boolean {
  return (['build', 'unknown', 'other', 'docs'] as const).some((kind) => kinds.has(kind))
}

function isIdle(kinds: ReadonlySet<CheckKind>): boolean {
  return [...kinds].every((kind) => kind === 'other' || kind === 'security')
}

function namesTool({ raw, readings }: StepFacts, tool: string): boolean {
  const texts = [...textsOf(raw), ...readings.flatMap(({ leaves }) => leaves.map(({ command }) => command))]
  return texts.some((text) => text.includes(tool))
}

/** It writes nothing for later steps but what it builds. */
function onlyBuilds({ kinds, installs, handsOn }: StepFacts): boolean {
  return kinds.has('build') && !kinds.has('setup') && !installs && !handsOn
}

/** Of a step that stays for what it installs alone: what it checks is not asked for. */
export const ALSO_INSTALLS = 'it also installs'

/** Why a step stays because a later one of its job does; null: it may go. */
function neededBefore(step: StepFacts): string | null {
  const { kinds } = step
  if (kinds.has('setup')) return 'it sets its job up'
  if (kinds.has('build') && !kinds.has('test')) return 'it builds what later steps may read'
  if (step.installs) return ALSO_INSTALLS
  if (step.handsOn) return 'it writes variables for later steps'
  return null
}

/** Why a step or a job is left out. */
export function whyDropped(job: JobFacts, index: number, kinds: ReadonlySet<CheckKind>, kept: Kept): string {
  const said = kept.dropped.get(job.id)?.get(index)
  if (said !== undefined) return said
  const never = neverOf(kinds)
  if (never !== undefined) return `a ${never} step is never run`
  if (!kept.steps.has(job.id)) return 'no step of its job is wanted'
  return `no kept step needs this ${[...kinds].join(', ')} step`
}
