import { parseDocument } from 'yaml'
import type { CheckKind } from '@upkeep/schema'
import { usesOf } from '../classify/inner-steps.ts'
import { legsOf, nested, openAxesOf } from '../workflow/matrix.ts'
import type { ClassifiedStep, ClassifiedWorkflow, Leg } from '../model.ts'
import { at, entriesAt, listAt, textAt, textsAt } from '../workflow/raw.ts'
import { ExpressionRefused, interpolate } from '../run/contexts.ts'
import { foreignLabel } from '../run/runner-context.ts'
import { commandsOfAction } from '../run/run-step.ts'
import { isDispensable } from '../workflow/secret-names.ts'
import type { Slice } from '../slice/slice.ts'
import type { ActMode } from './containers/container-engine.ts'
import { machineOption } from './containers/container-options.ts'
import { readUses } from './shims/shims.ts'

/** What act is given of a slice, and what has to be seen of it afterwards. */
export interface ActPlan {
  /** The workflow file, in JSON, which is YAML too; empty where no job of it can run on this machine. */
  text: string
  /** The event that starts it. */
  event: string
  /** The labels of runners that this machine stands in for. */
  labels: string[]
  jobs: PlannedJob[]
  /** `uses:` of actions of other repositories, each once. */
  uses: string[]
}

export interface PlannedJob {
  id: string
  /** Why act can not run it here; null: it can. */
  obstacle: string | null
  /** How many legs of its matrix run; null: only a run can tell. */
  legs: number | null
  /** Why legs are left out: they are for other systems. */
  foreign: string[]
  needs: readonly string[]
  /** It has a condition, so that all of it may be skipped. */
  conditional: boolean
  steps: PlannedStep[]
}

export interface PlannedStep {
  /** 0-based, in the original file. */
  step: number
  /** How act's log names it: its id, or its place in the slice. */
  key: string
  kinds: readonly CheckKind[]
  /** It has a condition, so that it may be skipped. */
  conditional: boolean
  /** It only sets up: a red is no red of the code. */
  setup: boolean
  /** Its red is no red of its job. */
  tolerant: boolean
  /** A secret that it needs and that is not given. */
  missing: string | null
  readings: readonly ClassifiedStep[]
}

/** A label that GitHub's Linux runners have; act maps it to this machine. */
const LABEL = 'ubuntu-latest'
/** What starts a workflow here, the likeliest first. */
const EVENTS = ['push', 'pull_request', 'workflow_dispatch', 'schedule', 'merge_group']

export interface PlanOptions {
  /** On this machine, or in containers. */
  mode: ActMode['kind']
  /** Of a workflow that another one calls: what it is called with. */
  inputs?: Readonly<Record<string, string>>
}

/**
 * Turns a slice into what act runs rightly: a literal `runs-on` (a computed one is a data race between the legs of a matrix),
 * GitHub's default shell (act adds `pipefail`), checkouts of the tree itself, and on this machine commands in place of actions that are
 * a command. Jobs that act can not run in this mode are left out, each with its reason.
 */
export function planForAct(slice: Slice, workflow: ClassifiedWorkflow, how: PlanOptions = { mode: 'host' }): ActPlan {
  const value: unknown = parseDocument(slice.text, { merge: true, uniqueKeys: false, logLevel: 'error' }).toJS()
  const jobs = entriesAt(value, 'jobs').map(([id, raw]) =>
    plannedJob(id, raw, value, { slice, workflow, mode: how.mode }),
  )
  stopWhatWaits(jobs)
  const kept = jobs.filter(({ obstacle }) => obstacle === null)
  const event = EVENTS.find((name) => workflow.events.includes(name)) ?? 'workflow_dispatch'
  const on = workflow.events.includes(event)
    ? at(value, 'on')
    : { [event]: { inputs: withDefaults(at(value, 'on', 'workflow_call', 'inputs'), how.inputs ?? {}) } }
  const made = kept.map((job) => [job.id, jobForAct(job, value, how.mode)] as const)
  const file = { ...(value as object), on, jobs: Object.fromEntries(made) }
  const labels = new Set(made.map(([, job]) => textAt(job, 'runs-on') ?? LABEL))
  const uses = made.flatMap(([id, job]) => usesIn(job, workflow, id))
  return {
    text: kept.length === 0 ? '' : JSON.stringify(file, null, 1),
    event,
    labels: [...labels],
    jobs,
    uses: [...new Set(uses)],
  }
}

function withDefaults(inputs: unknown, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = entriesAt(inputs).map(([name, input]) => {
    const value = given[name]
    return [name, value === undefined ? input : { ...(input as object), default: value }] as const
  })
  return Object.fromEntries(entries)
}

interface Source {
  slice: Slice
  workflow: ClassifiedWorkflow
  mode: ActMode['kind']
}

function plannedJob(id: string, raw: unknown, value: unknown, { slice, workflow, mode }: Source): PlannedJob {
  const kept = slice.steps.filter((step) => step.job === id && step.keep)
  const classified = workflow.jobs.find((job) => job.id === id)
  const steps = listAt(raw, 'steps').flatMap((step, place): PlannedStep[] => {
    const entry = kept[place]
    if (entry === undefined) return []
    const own = textAt(step, 'id')
    return [
      {
        step: entry.step,
        key: own ?? String(place),
        kinds: entry.kinds,
        conditional: at(step, 'if') !== undefined,
        setup: entry.kinds.every((kind) => kind === 'setup' || kind === 'other'),
        tolerant: known(textAt(step, 'continue-on-error') ?? '', classified?.leg ?? {}) === 'true',
        missing: missingSecret(slice, id, entry.step),
        readings: classified?.steps.filter(({ index }) => index === entry.step) ?? [],
      },
    ]
  })
  const legs = legsOf(at(raw, 'strategy'))
  const systems = legs.map((leg) => foreignSystem(raw, leg))
  const foreign = systems.flatMap((system) => (system === null ? [] : [system]))
  return {
    id,
    obstacle: obstacleOf(raw, value, mode) ?? (foreign.length === legs.length ? (foreign[0] ?? null) : null),
    legs: openAxesOf(at(raw, 'strategy')).length > 0 ? null : legs.length - foreign.length,
    foreign,
    needs: textsAt(raw, 'needs'),
    conditional: at(raw, 'if') !== undefined,
    // A call of another workflow has no steps of its own.
    steps: textAt(raw, 'uses') === null ? steps : kept.map(({ step, kinds }) => callStep(step, kinds)),
  }
}

/** A secret without which a step can not run as in CI. */
function missingSecret({ secrets }: Slice, job: string, step: number): string | null {
  const lacking = secrets.find(
    ({ kind, name, given, disables }) =>
      kind === 'secret' &&
      !given &&
      !isDispensable(name) &&
      disables.some((each) => each.job === job && each.step === step),
  )
  return lacking?.name ?? null
}

function callStep(step: number, kinds: readonly CheckKind[]): PlannedStep {
  return { step, key: '', kinds, conditional: false, setup: false, tolerant: false, missing: null, readings: [] }
}

/** What act has nothing for in this mode. */
function obstacleOf(raw: unknown, value: unknown, mode: ActMode['kind']): string | null {
  const uses = textAt(raw, 'uses')
  if (uses !== null) return `it calls ${uses}; slice and run that workflow itself`
  if (listAt(value, 'jobs', 'steps').length > 0) return 'its steps can not be read'
  return mode === 'containers' ? ofTheMachine(raw) : needsContainers(raw)
}

/** A container that a workflow asks for gets nothing of this machine: on a runner that is thrown away it may have all of it. */
function ofTheMachine(raw: unknown): string | null {
  const containers = [at(raw, 'container'), ...entriesAt(raw, 'services').map(([, service]) => service)]
  for (const container of containers) {
    const [volume] = textsAt(container, 'volumes')
    if (volume !== undefined) return `its container would get ${volume.split(':')[0] ?? ''} of this machine`
    const options = textAt(container, 'options') ?? ''
    if (options.includes('${{')) return 'what its container would get of this machine is computed while it runs'
    const option = machineOption(options)
    if (option !== null) return `its container would get hold of this machine by ${option}`
  }
  return null
}

function needsContainers(raw: unknown): string | null {
  if (at(raw, 'container') !== undefined) return 'its job runs in a container'
  const services = entriesAt(raw, 'services').map(([name]) => name)
  if (services.length > 0) return `it needs the service ${services.join(', ')}`
  const image = listAt(raw, 'steps').find((step) => textAt(step, 'uses')?.startsWith('docker://') === true)
  return image === undefined ? null : `it runs the image ${textAt(image, 'uses') ?? ''}`
}

/** Why a leg does not run on this machine, or null. */
function foreignSystem(raw: unknown, leg: Leg): string | null {
  const why = textsAt(raw, 'runs-on').map((label) => foreignLabel(known(label, leg)))
  return why.find((each) => each !== null) ?? null
}

/** A text with the values of a leg; what only a run knows is empty. */
function known(text: string, leg: Leg): string {
  const names = ['github', 'env', 'vars', 'secrets', 'needs', 'inputs', 'steps', 'runner', 'job', 'strategy']
  try {
    return interpolate(text, { ...Object.fromEntries(names.map((name) => [name, {}])), matrix: nested(leg) })
  } catch (error) {
    if (error instanceof ExpressionRefused) return text
    throw error
  }
}

/** Jobs that wait for one that can not run can not run either. */
function stopWhatWaits(jobs: readonly PlannedJob[]): void {
  const stopped = () => new Set(jobs.flatMap(({ id, obstacle }) => (obstacle === null ? [] : [id])))
  for (let before = -1; before !== stopped().size;) {
    const gone = stopped()
    before = gone.size
    for (const job of jobs) {
      const missing = job.needs.find((need) => gone.has(need))
      if (job.obstacle === null && missing !== undefined)
        job.obstacle = `it needs the job ${missing}, which can not run here`
    }
  }
}

function jobForAct(job: PlannedJob, value: unknown, mode: ActMode['kind']): unknown {
  const raw = at(value, 'jobs', job.id)
  const label = textAt(raw, 'runs-on')
  const steps = listAt(raw, 'steps').map((step, place) => stepForAct(step, job.steps[place], mode))
  const shell = textAt(raw, 'defaults', 'run', 'shell') ?? textAt(value, 'defaults', 'run', 'shell')
  const run = {
    ...(at(raw, 'defaults', 'run') as object | undefined),
    ...(shell === null ? { shell: 'bash -e {0}' } : {}),
  }
  const strategy = at(raw, 'strategy')
  const local = legsOf(strategy).filter((leg) => foreignSystem(raw, leg) === null)
  return {
    ...(raw as object),
    'runs-on': label !== null && /^[\w.-]+$/.test(label) ? label : LABEL,
    defaults: { run },
    ...(job.foreign.length > 0
      ? { strategy: { ...(strategy as object), matrix: { include: local.map(nested) } } }
      : {}),
    steps,
  }
}

/** A checkout of the tree itself never asks the network; an action that is a command is that command, on a machine that has it. */
function stepForAct(step: unknown, planned: PlannedStep | undefined, mode: ActMode['kind']): unknown {
  if (planned !== undefined && planned.missing !== null) return { ...without(step), run: 'exit 1' }
  const uses = textAt(step, 'uses')
  if (uses === null || uses.startsWith('./')) return step
  if (/^actions\/checkout@/i.test(uses)) return ownCheckout(step)
  if (mode === 'containers') return step // what the action installs is not there
  const commands = planned === undefined || planned.setup ? '' : commandsOfAction(planned.readings[0], uses)
  if (typeof commands === 'string') return step
  const [first] = commands
  return {
    ...without(step),
    name: textAt(step, 'name') ?? uses,
    run: commands.map(({ script }) => script).join('\n'),
    ...(first === undefined || first.cwd === '.' ? {} : { 'working-directory': first.cwd }),
  }
}

/** A step without what it does. */
function without(step: unknown): Record<string, unknown> {
  const { uses: _, with: __, run: ___, shell: ____, ...rest } = step as Record<string, unknown>
  return rest
}

/** Act takes the folder that it is given only where a checkout names nothing else. */
function ownCheckout(step: unknown): unknown {
  const given = at(step, 'with')
  if (given === undefined || given === null) return step
  const repository = textAt(step, 'with', 'repository') ?? ''
  const ours =
    repository === '' ||
    /^\$\{\{\s*(?:github\.repository|github\.event\.pull_request\.head\.repo\.full_name)\s*\}\}$/.test(repository)
  if (!ours) return step
  const { path } = given as Record<string, unknown>
  return { ...(step as object), with: path === undefined ? undefined : { path } }
}

/** The actions of other repositories that the steps of a job name, those inside local composite actions too. */
function usesIn(job: unknown, workflow: ClassifiedWorkflow, id: string): string[] {
  const own = listAt(job, 'steps').flatMap((step) => textAt(step, 'uses') ?? [])
  const local = workflow.jobs
    .find((each) => each.id === id)
    ?.steps.filter(({ uses }) => uses !== null && own.includes(uses))
    .flatMap(({ inner }) => inner.flatMap(usesOf))
  return [...own, ...(local ?? [])].filter((uses) => readUses(uses) !== null)
}

/**
 * What of a plan act can not run here, and why.
 * @param elsewhere jobs that are run all the same, in a plan of their own
 */
export function lacksOf({ jobs }: ActPlan, elsewhere: ReadonlySet<string> = new Set()): string[] {
  return jobs.flatMap((job) => {
    if (elsewhere.has(job.id)) return []
    if (job.obstacle !== null) return [`job ${job.id} is not run: ${job.obstacle}`]
    const foreign = whyForeign(job)
    return foreign === null ? [] : [`not all legs of job ${job.id} are run: ${foreign}`]
  })
}

/** Why some legs of a job are left out; null: none is. */
export function whyForeign({ foreign }: PlannedJob): string | null {
  return foreign.length === 0 ? null : [...new Set(foreign)].join('; ')
}
