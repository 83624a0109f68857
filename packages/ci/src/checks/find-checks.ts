import { matchersOfAction, withMatchers } from '@upkeep/checkers'
import type { ProblemMatcher } from '@upkeep/checkers'
import type { Check, CheckKind, Unresolved } from '@upkeep/schema'
import { NOTHING_GIVEN, whyNotGiven } from './given-values.ts'
import { jobObstacle } from '../classify/classify-job.ts'
import { usesOf, withInner } from '../classify/inner-steps.ts'
import { JUDGING } from '../kinds/kinds.data.ts'
import type {
  Classification,
  ClassifiedJob,
  ClassifiedStep,
  ClassifiedWorkflow,
  FoundCheck,
  Leaf,
  OpenScript,
  WrittenStep,
} from '../model.ts'
import { leadsToComparison, writerBefore } from './compares-files.ts'
import { installsWithin, judgingPart } from '../resolve/judging-part.ts'
import { openScriptOf } from './open-arguments.ts'
import { OPEN_VALUE } from '../workflow/expressions.ts'
import { neverOf } from '../slice/keep.ts'

/** A job with a step of one of these is never run, whatever else it holds. */
const FORBIDDEN: readonly CheckKind[] = ['publish', 'release', 'deploy']
const EVENTS: ReadonlySet<string> = new Set([
  'push',
  'pull_request',
  'merge_group',
  'workflow_call',
  'workflow_dispatch',
  'schedule',
])
/** What judges the tree in CI. */
export interface FoundChecks {
  checks: FoundCheck[]
  /** What judges it too and is no command that could be run, each with its reason. */
  unchecked: Check[]
  unresolved: Unresolved[]
}

/** The repository's own checks: every step that judges the tree, without the commands that only set up. Equal ones once. */
export function findChecks({ workflows, unresolved }: Classification): FoundChecks {
  const checks: FoundCheck[] = []
  const ids = new Set<string>()
  const others: (() => Check | null)[] = []
  for (const workflow of workflows) {
    const foreign = workflow.events.some((event) => EVENTS.has(event)) ? null : foreignEvents(workflow)
    for (const job of workflow.jobs) {
      const steps = [...job.steps, ...job.variants].flatMap((outer) =>
        withInner(outer).map((step) => ({ step, written: writtenAs(workflow, job, outer, step) })),
      )
      for (const { step, written } of steps) {
        const left = foreign ?? step.skipped ?? (step.command === null ? withoutCommand(step) : null)
        if (left !== null) {
          others.push(() => checkOf(workflow, job, step, ids, left)?.check ?? null)
          continue
        }
        const blocked = whyNotRunnable(job, step)
        const found = checkOf(workflow, job, step, ids, blocked ?? whyNotGiven(step.handed, NOTHING_GIVEN))
        if (found === null) continue
        if (blocked === null && step.handed !== null) found.handed = step.handed
        const open = step.handed === null ? openIn(job, step) : null
        if (open !== null) found.openScript = open
        const same = checks.find((each) => sameCheck(each.check, found.check) && sameSecrets(each, found))
        const all = [...(same?.written ?? []), written]
        if (same === undefined) checks.push({ ...found, written: all })
        else if (same.check.runnable || !found.check.runnable) checks[checks.indexOf(same)] = { ...same, written: all }
        else checks[checks.indexOf(same)] = { ...found, check: { ...found.check, id: same.check.id }, written: all }
      }
    }
  }
  return { checks, unchecked: uncheckedOf(others, checks), unresolved: [...unresolved] }
}

/** Each once, and none that is a check elsewhere. */
function uncheckedOf(others: readonly (() => Check | null)[], checks: readonly FoundCheck[]): Check[] {
  const found: Check[] = []
  for (const other of others) {
    const one = other()
    if (one === null || checks.some(({ check }) => check.command === one.command && check.cwd === one.cwd)) continue
    if (!found.some(({ command, cwd, why }) => command === one.command && cwd === one.cwd && why === one.why))
      found.push(one)
  }
  return found
}

function foreignEvents({ events }: ClassifiedWorkflow): string {
  return events.length === 0 ? 'nothing starts its workflow' : `its workflow runs on ${events.join(', ')} alone`
}

function withoutCommand({ index }: ClassifiedStep): string {
  return index < 0 ? 'it calls a workflow that is not here' : 'its action can not be run here'
}

function writtenAs(
  { path }: ClassifiedWorkflow,
  job: ClassifiedJob,
  outer: ClassifiedStep,
  { run, uses }: ClassifiedStep,
): WrittenStep {
  const shown = outer.name ?? `Run ${outer.uses ?? outer.run?.trimStart().split('\n')[0] ?? ''}`
  return { workflow: path, job: job.name, step: shown, run: uses === null ? run : null, uses }
}
function sameCheck(one: Check, other: Check): boolean {
  return one.command === other.command && one.cwd === other.cwd && JSON.stringify(one.env) === JSON.stringify(other.env)
}
/** One that needs no secret stands for one that does. */
function sameSecrets({ handed: one }: FoundCheck, { handed: other }: FoundCheck): boolean {
  const [some, others] = [one?.secrets ?? [], other?.secrets ?? []]
  return some.length === 0 || others.length === 0 || JSON.stringify(some) === JSON.stringify(others)
}
function checkOf(
  workflow: ClassifiedWorkflow,
  job: ClassifiedJob,
  step: ClassifiedStep,
  ids: Set<string>,
  why: string | null,
): FoundCheck | null {
  const all = allKinds(step)
  const kinds = all.filter((kind) => JUDGING.includes(kind))
  if (kinds.length === 0) return null
  const env = { ...job.env, ...step.env }
  const told = why === null || step.handed?.open === false
  const command =
    told && step.handed?.open !== true ? (step.judging ?? judgingPart(step.command ?? '')) : shownCommand(step)
  const before = why === null ? writerBefore(command, step, job) : null
  const writer = before !== null && whyNotRunnable(job, before) === null ? before : null
  const kind = tellingKind(step, kinds)
  const check: Check = {
    id: uniqueId(workflow, job, step, ids),
    kind,
    kinds: all,
    command: writer === null ? command : `${writer.command?.trim()}\n${command}`,
    cwd: step.cwd,
    env: { ...writer?.env, ...env },
    shell: step.shell,
    workflow: workflow.path,
    job: job.id,
    step: step.index,
    matrix: { ...step.leg },
    ...(job.choice === null || step.leg !== job.leg ? {} : { leg: { ...job.choice, of: job.legs.length } }),
    evidence: [...step.evidence],
    confidence: step.confidence,
    runnable: why === null,
    ...(why === null ? {} : { why }),
  }
  return {
    check,
    ...(writer === null ? leavesOf(step.leaves, step.judging !== null) : { leaves: [] }),
    legs: job.legs,
    setup: setupOf(job),
    ...(step.version === null ? {} : { brings: { version: step.version, workflow: workflow.path } }),
    ...matchersBefore(job, step),
    ...leadsToComparison(step.leaves, (file) => (file === workflow.path ? '' : (workflow.sources.get(file) ?? ''))),
  }
}
/** What its workflow says, expressions not replaced: nobody runs it. */
function shownCommand({ run, uses, command }: ClassifiedStep): string {
  const script = run ?? command
  return script === null ? `uses: ${uses ?? ''}` : judgingPart(script)
}

/** What is on when a step of a job runs. */
function matchersBefore({ steps }: ClassifiedJob, { index }: ClassifiedStep): Pick<FoundCheck, 'matchers'> {
  const before = steps.filter((step) => step.index < index)
  const known = before
    .flatMap(usesOf)
    .reduce((all: ProblemMatcher[], uses) => withMatchers(all, matchersOfAction(uses)), [])
  const files = before
    .flatMap(withInner)
    .flatMap(({ run }) => [...(run ?? '').matchAll(/::add-matcher::([\w./-]+)/g)].map(([, file]) => file ?? ''))
  return known.length + files.length === 0 ? {} : { matchers: { known, files } }
}
/** A compiler in a build script builds, and notices wrong types all the same. */
function allKinds({ kinds, leaves }: ClassifiedStep): CheckKind[] {
  const checks = kinds.includes('build') && leaves.some((leaf) => leaf.kinds.includes('typecheck'))
  return checks && !kinds.includes('typecheck') ? [...kinds, 'typecheck'] : [...kinds]
}

function uniqueId({ path }: ClassifiedWorkflow, job: ClassifiedJob, step: ClassifiedStep, ids: Set<string>): string {
  const slug = (step.name ?? step.run ?? step.uses ?? '')
    .split('\n')[0]
    ?.toLowerCase()
    .replace(/\$\{\{.*?\}\}/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  const base = `${
    path
      .split('/')
      .at(-1)
      ?.replace(/\.ya?ml$/, '') ?? path
  }/${job.id}/${slug === '' || slug === undefined ? step.index : slug}`
  let id = base
  for (let count = 2; ids.has(id); count++) id = `${base}-${count}`
  ids.add(id)
  return id
}
/**
 * The commands that judge, and those that install behind what it calls.
 * @param isLess what installs is left out of it
 */
export function leavesOf(leaves: readonly Leaf[], isLess: boolean): Pick<FoundCheck, 'leaves' | 'installs'> {
  const installs = isLess ? [] : leaves.filter(installsWithin)
  return { leaves: leaves.filter((leaf) => !isSetup(leaf)), ...(installs.length === 0 ? {} : { installs }) }
}

function isSetup({ kinds }: Leaf): boolean {
  return kinds.length > 0 && kinds.every((kind) => kind === 'setup' || kind === 'other')
}
/** What its tools are for comes first: a compiler in a build script is there to build. */
function tellingKind({ leaves }: ClassifiedStep, kinds: readonly CheckKind[]): CheckKind {
  const firsts = new Set(leaves.flatMap((leaf) => leaf.kinds.slice(0, 1)))
  const telling = kinds.filter((kind) => firsts.has(kind))
  const ranked = (telling.length > 0 ? telling : kinds).toSorted((a, b) => JUDGING.indexOf(a) - JUDGING.indexOf(b))
  return ranked[0] ?? 'other'
}
function whyNotRunnable(job: ClassifiedJob, step: ClassifiedStep): string | null {
  const forbidden = neverOf(new Set(step.kinds))
  if (forbidden !== undefined) return `it is a ${forbidden} step`
  // Without a condition, each run of the job publishes: it is no job of checks.
  const publishing = job.steps.find(
    ({ kinds, condition }) => condition === null && kinds.some((kind) => FORBIDDEN.includes(kind)),
  )
  if (publishing !== undefined)
    return `its job has a ${publishing.kinds.find((kind) => FORBIDDEN.includes(kind)) ?? ''} step`
  const obstacle = step.obstacle ?? jobObstacle(job)
  if (obstacle !== null) return obstacle
  if (step.shell === 'pwsh') return 'it is written for PowerShell'
  return step.leaves.some(({ argv }) => ['docker', 'docker-compose', 'podman'].includes(argv[0] ?? ''))
    ? 'it needs docker'
    : null
}
/** Null: it lacks no values, or more than those. */
function openIn(job: ClassifiedJob, step: ClassifiedStep): OpenScript | null {
  const obstacle = step.obstacle === OPEN_VALUE ? null : step.obstacle
  const isShell = step.shell === 'bash' || step.shell === 'sh'
  if (!isShell || step.command === null || whyNotRunnable(job, { ...step, obstacle }) !== null) return null
  return openScriptOf(step.command, step.open)
}
function setupOf(job: ClassifiedJob): string[] {
  return job.steps
    .filter(({ kinds }) => kinds.includes('setup'))
    .map(({ name, uses, run }) => (run ?? uses ?? name ?? '').split('\n')[0] ?? '')
}
