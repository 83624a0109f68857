import { comparisonIn, identify } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import { observe } from '@upkeep/proof'
import type { CheckKind, CheckResult } from '@upkeep/schema'
import { isPart, partOf, partsOf } from './parts.ts'

/** A check that was run on the tree as it is. */
export interface Observed {
  found: FoundCheck
  result: CheckResult
  /** It writes into files that git tracks, so that it fixes what it judges. */
  fixes: boolean
}

export interface Observations {
  /** Fail here as well: what this run is about. */
  red: Observed[]
  green: Observed[]
  /** Not run, since nothing said that they fail: what they say of a fix is asked of the fixed tree. */
  standby: FoundCheck[]
  /** Of these the steps behind the first that fails: their job never came to them. */
  unreached: Set<FoundCheck>
  /** What was not run, or gave no answer, and why. */
  left: { what: string; why: string }[]
  /** What GitHub says that failed, in words; with the check where it is known and is run here. */
  reported: readonly ReportedFailure[]
}

/** Something that failed on the head of the pull request. */
export interface ReportedFailure {
  what: string
  found: FoundCheck | null
  /** Why it is not run here; null: it is. */
  why: string | null
}

const KINDS: readonly CheckKind[] = ['lint', 'format', 'typecheck']

/**
 * Runs the checks that lint, format or check types on the untouched tree. Those of the job that this is a step of where it has any: the
 * others are set up elsewhere, and what they say here means little.
 */
export async function observeChecks(context: Context): Promise<Observations> {
  const { run, standby, stops, telling, reported } = await checksToRun(context.checks, context)
  const found: Observations = { red: [], green: [], standby, unreached: new Set(), left: [], reported }
  for (const one of run) {
    // a model is to know all that fails
    if (!stops || found.red.length === 0 || context.models.length > 0) {
      const parts = (telling.get(one) ?? []).filter(isPart).map((leaf) => partOf(one, leaf))
      if (!(await observeParts(one, parts, found, context))) await observeOne(one, found, context)
    } else {
      found.standby.push(one)
      found.unreached.add(one)
    }
  }
  if (found.red.length > 0) return found
  // what was named does not fail here: perhaps it was named wrongly, and a formatter fails that was not reached
  await observeBehind(found, context)
  return found
}

/** Runs what stands by and may well fail: formatters, and what its job never came to. */
export async function observeBehind(found: Observations, context: Context): Promise<void> {
  for (const one of found.standby.splice(0))
    if (one.check.kind === 'format' || found.unreached.has(one)) await observeOne(one, found, context)
}

/**
 * Runs, of a check that is known to have failed, only the commands of it that complained. False where none of them does so by itself.
 * What the check as a whole says is asked of the fixed tree, and of this one only where it still fails there.
 */
async function observeParts(
  one: FoundCheck,
  parts: readonly FoundCheck[],
  found: Observations,
  { judging, log, workspace }: Context,
): Promise<boolean> {
  if (!one.check.runnable || one.handed !== undefined || one.leaves.length < 2) return false
  const failed: CheckResult[] = []
  for (const part of parts) {
    const result = await observe(part, undefined, judging)
    log.info(`${part.check.command}: ${result.status}`)
    // it was picked for what it said: where it says nothing, it is called in another way here
    if (result.status === 'fail' && result.why === undefined && result.diagnostics.length > 0) failed.push(result)
  }
  const [first] = failed
  if (first === undefined) return false
  const tracked = new Set((await workspace.files()).map(({ path }) => path))
  const fixes = failed.some(({ rewrote }) => rewrote.some((path) => tracked.has(path)))
  const result = { ...first, check: one.check.id, diagnostics: failed.flatMap(({ diagnostics }) => diagnostics) }
  found.red.push({ found: one, result, fixes })
  return true
}

/** Runs one check on the untouched tree and files what it says. */
export async function observeOne(one: FoundCheck, found: Observations, context: Context): Promise<void> {
  const { judging, log, workspace } = context
  const { check } = one
  const what = `\`${check.command}\``
  if (!check.runnable) {
    found.left.push({ what, why: check.why ?? 'it can not be run here' })
    return
  }
  const result = await observe(one, undefined, judging)
  log.info(`${check.command}: ${result.status}`)
  const parts = result.status === 'not-run' && (one.installs ?? []).length > 0 ? partsOf(one) : []
  for (const part of parts) await observeOne(part, found, context)
  if (parts.length > 0) return
  const tracked = new Set((await workspace.files()).map(({ path }) => path))
  const rewrote = result.rewrote.filter((path) => tracked.has(path)) // what is new is a cache, or what it builds
  if (result.status === 'pass' && rewrote.length === 0) found.green.push({ found: one, result, fixes: false })
  else if (result.status === 'fail' && result.why === undefined)
    found.red.push({ found: one, result, fixes: rewrote.length > 0 })
  else found.left.push({ what, why: result.why ?? `it rewrites ${rewrote.slice(0, 3).join(', ')} and passes` })
}

/** What is run first, and what stands by. */
interface Wanted {
  run: readonly FoundCheck[]
  standby: FoundCheck[]
  /** They are steps of one job, which ends at the first that fails: what comes behind it was never run. */
  stops: boolean
  /** Of those that are known to have failed the commands that complained. */
  telling: ReadonlyMap<FoundCheck, readonly Leaf[]>
  reported: readonly ReportedFailure[]
}

/**
 * The checks of these kinds in the job itself. Where it has none (a job of its own for fixes), those that failed on the head of the
 * pull request; where GitHub tells of none, all.
 */
async function checksToRun(checks: readonly FoundCheck[], { job, pull, log }: Context): Promise<Wanted> {
  const fitting = checks.filter(isOurs)
  const own = ownIn(fitting, job)
  const failing = own.length > 0 ? null : ((await pull?.failing()) ?? null)
  const telling = new Map<FoundCheck, readonly Leaf[]>()
  const reported: ReportedFailure[] = []
  for (const one of failing?.failing ?? []) {
    const found = identify(one, checks)
    log.info('why' in found ? `${one.job}: ${found.why}` : `${one.job}: failed by ${found.check.check.command}`)
    reported.push(reportedOf(one.job, found, fitting))
    if (!('why' in found)) telling.set(found.check, [...(telling.get(found.check) ?? []), ...found.leaves])
  }
  if (own.length > 0) return { run: own, standby: [], stops: true, telling, reported }
  const picked = fitting.filter((one) => telling.has(one))
  if (picked.length === 0) return { run: fitting, standby: [], stops: false, telling, reported }
  return { run: picked, standby: fitting.filter((one) => !picked.includes(one)), stops: false, telling, reported }
}

function reportedOf(job: string, found: ReturnType<typeof identify>, fitting: readonly FoundCheck[]): ReportedFailure {
  if ('why' in found) return { what: job, found: null, why: found.why }
  const { check } = found
  const isFitting = fitting.includes(check)
  const why = isFitting ? null : 'it neither lints nor formats nor checks types'
  return { what: `\`${check.check.command}\``, found: isFitting ? check : null, why }
}

/** Whether this action is about a check. */
export function isOurs(found: FoundCheck): boolean {
  return isWanted(found.check.kinds) || compares(found) || compiles(found)
}

/** Those of the job that the run is a step of. */
export function ownIn(checks: readonly FoundCheck[], job: Context['job']): FoundCheck[] {
  return checks.filter(
    ({ check }) => job !== null && check.job === job.id && (check.workflow === null || check.workflow === job.workflow),
  )
}

/** Generated files that are behind: what made them makes them anew. */
function compares({ check }: FoundCheck): boolean {
  return comparisonIn(check.command) !== null
}

/** Languages whose types are checked by building. */
function compiles({ leaves, check }: FoundCheck): boolean {
  if (!check.kinds.includes('build')) return false
  return leaves.some(({ argv: [tool, command] }) => BUILDS.has(`${tool ?? ''} ${command ?? ''}`))
}

const BUILDS: ReadonlySet<string> = new Set(['cargo build', 'cargo check', 'go build'])

/** Whether something of these kinds is what this action is about. */
export function isWanted(kinds: readonly CheckKind[]): boolean {
  return kinds.some((kind) => KINDS.includes(kind))
}
