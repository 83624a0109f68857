import type { Unresolved } from '@upkeep/schema'
import { kindsOfToolIn } from './action-kinds.ts'
import { withBuildReading } from './build-reading.ts'
import { classifyStep, valuesOf } from './classify-step.ts'
import { withNamedChecks } from './named-checks.ts'
import { expand, isNever } from '../workflow/expressions.ts'
import type { KnownContexts } from '../workflow/expressions.ts'
import { secretObstacle } from './handed-values.ts'
import { intentOf, intentOfAction } from '../kinds/intent.ts'
import { chooseLeg } from '../legs/choose-leg.ts'
import type { FindInstalled } from '../legs/installed.ts'
import { requirementsOf } from '../legs/requirements.ts'
import { localPath } from '../workflow/local-action.ts'
import { legsOf, nested, openAxesOf } from '../workflow/matrix.ts'
import type { ClassifiedJob, ClassifiedStep, FileSource, Leg } from '../model.ts'
import { at, entriesAt, listAt, textAt, textsAt, variablesAt } from '../workflow/raw.ts'
import type { YamlFile } from '../workflow/yaml-file.ts'
import { readYaml } from '../workflow/yaml-file.ts'
import { onLeg, shellOf } from './step-place.ts'
import type { StepPlace } from './step-place.ts'

export interface JobSource {
  path: string
  text: string
  yaml: YamlFile
  workflow: unknown
  id: string
  job: unknown
  /** Inputs that a calling workflow gave. */
  inputs?: Readonly<Record<string, unknown>>
  installed?: FindInstalled | undefined
}

export async function classifyJob(
  source: JobSource,
  files: FileSource,
  unresolved: Unresolved[],
): Promise<ClassifiedJob> {
  const { path, yaml, workflow, id, job, inputs = {} } = source
  const legs = legsOf(at(job, 'strategy'))
  if (typeof at(job, 'strategy', 'matrix') === 'string')
    unresolved.push({ workflow: path, job: id, step: null, reason: 'its matrix is computed while it runs' })
  const openAxes = openAxesOf(at(job, 'strategy'))
  const declared = { ...defaultInputs(workflow), ...inputs }
  const written = { ...variablesAt(workflow, 'env'), ...variablesAt(job, 'env') }
  const knownOn = (each: Leg): KnownContexts => {
    const bare: KnownContexts = { matrix: nested(each), env: {}, inputs: declared, openAxes }
    return { ...bare, env: valuesOf(written, bare) }
  }
  const setUps = async (each: Leg) => await requirementsOf(listAt(job, 'steps'), knownOn(each), files)
  const { legs: ranked, choice } = await chooseLeg(legs, setUps, source.installed)
  const [leg = {}] = ranked
  const known = knownOn(leg)
  const { env } = known
  const runsOn = textsAt(job, 'runs-on').map((label) => expand(label, known).text)
  const uses = textAt(job, 'uses')
  const condition = textAt(job, 'if')
  const defaults = (key: string) => textAt(job, 'defaults', 'run', key) ?? textAt(workflow, 'defaults', 'run', key)
  const placeOn = (each: Leg): StepPlace => ({
    path,
    leg: each,
    known: knownOn(each),
    variables: written,
    job: id,
    shell: shellOf(defaults('shell')),
    cwd: expand(defaults('working-directory') ?? '.', knownOn(each)).text,
    line: (index) => yaml.line('jobs', id, 'steps', index),
  })
  const read = async (step: unknown, index: number, each: Leg): Promise<ClassifiedStep> => {
    const classified = await classifyStep(step, index, placeOn(each), files, unresolved)
    if (!isNever(condition, knownOn(each))) return classified
    return { ...classified, skipped: `its job never runs${onLeg(each)} (if: ${condition ?? ''})` }
  }
  const linux = ranked.filter((each) => isLinux(job, knownOn(each)))
  const steps: ClassifiedStep[] = []
  const variants: ClassifiedStep[] = []
  for (const { step, index } of membersOf(listAt(job, 'steps'))) {
    let first = await read(step, index, leg)
    // What is left out on the leg that stands for all may be what another one is for.
    for (const each of linux)
      if (first.skipped !== null && each !== leg) first = await kept(first, () => read(step, index, each))
    steps.push(first)
    variants.push(...(await otherTasks(step, first, linux, (each) => read(step, index, each))))
  }
  const told = await withBuildReading(withNamedChecks(steps), files)
  const called = uses === null ? [] : await calledSteps(source, uses, known, files, unresolved)
  return {
    id,
    name: textAt(job, 'name') ?? id,
    runsOn,
    legs,
    leg,
    choice,
    uses,
    env,
    variants,
    needs: textsAt(job, 'needs'),
    steps: [...told, ...called],
    line: yaml.line('jobs', id),
    services: entriesAt(job, 'services').map(([name]) => name),
    container: at(job, 'container') !== undefined,
  }
}

/** Steps with their place in the file; the members of a group of parallel steps stand at the group's. */
function membersOf(steps: readonly unknown[]): { step: unknown; index: number }[] {
  return steps.flatMap((step, index) => {
    const group = at(step, 'parallel')
    return (Array.isArray(group) ? group : [step]).map((each: unknown) => ({ step: each, index }))
  })
}

async function kept(first: ClassifiedStep, read: () => Promise<ClassifiedStep>): Promise<ClassifiedStep> {
  const other = await read()
  return other.skipped === null ? other : first
}

function isLinux(job: unknown, known: KnownContexts): boolean {
  return !textsAt(job, 'runs-on').some((label) => /^(?:windows|macos)/i.test(expand(label, known).text))
}

/** Other commands than these of one step are not read: more say nothing new. */
const MOST_TASKS = 12

/** The step on the legs where it runs another command, versions left aside: an axis of tasks (`task: [lint, types]`). */
async function otherTasks(
  step: unknown,
  first: ClassifiedStep,
  legs: readonly Leg[],
  read: (leg: Leg) => Promise<ClassifiedStep>,
): Promise<ClassifiedStep[]> {
  const written = JSON.stringify([at(step, 'run'), at(step, 'env'), at(step, 'with')])
  if (first.skipped !== null || !/matrix\./.test(written)) return []
  const byTask = new Map(legs.toReversed().map((leg) => [taskOf(leg), leg]))
  byTask.delete(taskOf(first.leg))
  const found: ClassifiedStep[] = []
  for (const leg of [...byTask.values()].toReversed().slice(0, MOST_TASKS)) {
    const other = await read(leg)
    if (other.skipped === null && ![first, ...found].some((each) => sameTask(each, other))) found.push(other)
  }
  return found
}

function sameTask(one: ClassifiedStep, other: ClassifiedStep): boolean {
  return one.command === other.command && JSON.stringify(one.env) === JSON.stringify(other.env)
}

function taskOf(leg: Leg): string {
  return JSON.stringify(Object.entries(leg).filter(([name, value]) => isTask(name, value)))
}

/** Where, and with what version a job runs, is no task. */
function isTask(name: string, value: unknown): boolean {
  if (/^(?:os|runs-on|runner|platform|arch|image|name|experimental)$|version/i.test(name)) return false
  return (
    typeof value === 'string' &&
    !/^(?:[^a-z]*|(?:v|py|pypy|pypy-?|node|lts)?[\d./*x-]*|latest|lts.*|(?:ubuntu|windows|macos).*)$/i.test(value)
  )
}

/** Why no step of a job can be run here, whatever it is. */
export function jobObstacle({ services, container, runsOn }: ClassifiedJob): string | null {
  if (services.length > 0) return `it needs the service ${services.join(', ')}`
  if (container) return 'its job runs in a container'
  if (runsOn.length > 0 && runsOn.every((label) => /^(?:windows|macos)/i.test(label)))
    return `it runs on ${runsOn.join(', ')}`
  return null
}

/** The steps of a reusable workflow of the same repository, with the caller's inputs. */
async function calledSteps(
  source: JobSource,
  uses: string,
  known: KnownContexts,
  files: FileSource,
  unresolved: Unresolved[],
): Promise<ClassifiedStep[]> {
  const local = localPath(uses)
  const text = local === null ? null : await files.read(local)
  if (local === null || text === null || source.inputs !== undefined) {
    const reason =
      local === null ? `it calls ${uses}, a workflow of another repository` : `it calls ${uses}, which can not be read`
    unresolved.push({ workflow: source.path, job: source.id, step: null, reason })
    return source.inputs === undefined ? [calledStep(source, uses)] : []
  }
  const yaml = readYaml(text)
  const given = Object.fromEntries(
    entriesAt(source.job, 'with').flatMap(([name, value]) => {
      const expanded = typeof value === 'string' ? expand(value, known) : null
      return expanded === null
        ? [[name, value]]
        : expanded.open.length === 0
          ? [[name, expanded.text]]
          : [[name, undefined]]
    }),
  )
  // By other names than those of the caller nothing is handed on
  const inherits = textAt(source.job, 'secrets') === 'inherit'
  const steps: ClassifiedStep[] = []
  for (const [id, job] of entriesAt(yaml.value, 'jobs')) {
    const classified = await classifyJob(
      { path: local, text, yaml, workflow: yaml.value, id, job, inputs: given, installed: source.installed },
      files,
      unresolved,
    )
    const obstacle = jobObstacle(classified)
    for (const step of [...classified.steps, ...classified.variants]) {
      const lacking = inherits ? null : secretObstacle(step.handed)
      const { env, handed } = { env: { ...classified.env, ...step.env }, handed: lacking === null ? step.handed : null }
      steps.push({ ...step, env, handed, obstacle: step.obstacle ?? obstacle ?? lacking })
    }
  }
  return steps
}

/** A job that calls a workflow which is not here: by the name of that workflow, or its own. */
function calledStep({ path, yaml, id, job }: JobSource, uses: string): ClassifiedStep {
  const name = textAt(job, 'name') ?? id.replaceAll(/[-_]/g, ' ')
  const file = uses.replace(/@.*$/, '').replace(/\.ya?ml$/, '')
  const [kind = 'unknown'] = [...intentOfAction(file), ...kindsOfToolIn(file), ...intentOf(name)]
  const line = yaml.line('jobs', id)
  return {
    index: -1,
    id: null,
    name: null,
    uses,
    run: null,
    kinds: [kind],
    confidence: 'guess',
    evidence: [{ file: path, line, text: uses }],
    leaves: [],
    line,
    shell: 'bash',
    cwd: '.',
    env: {},
    condition: textAt(job, 'if'),
    skipped: null,
    command: null,
    judging: null,
    version: null,
    obstacle: null,
    handed: null,
    open: { expressions: [], variables: {} },
    leg: {},
    inner: [],
  }
}

function defaultInputs(workflow: unknown): Record<string, unknown> {
  const declared = [
    ...entriesAt(workflow, 'on', 'workflow_call', 'inputs'),
    ...entriesAt(workflow, 'on', 'workflow_dispatch', 'inputs'),
  ]
  return Object.fromEntries(declared.map(([name, input]) => [name, at(input, 'default') ?? '']))
}
