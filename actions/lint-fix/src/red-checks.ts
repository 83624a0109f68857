import { comparisonIn, identify } from '@upkeep/ci'
import type { FoundCheck, Identified, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import { observe } from '@upkeep/proof'
import type { CheckKind, CheckResult, Diagnostic } from '@upkeep/schema'
import { filesPartOf, isPart, partOf, partsOf } from './parts.ts'

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
      if (!(await observeTelling(one, telling.get(one), found, context))) await observeOne(one, found, context)
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
 * Runs, of a check that is known to have failed, only the commands of it that complained; where all that they complained of is files of
 * the pull request, only of these. False where none of them does so by itself. What the check as a whole says is asked of the fixed
 * tree, and of this one only where it still fails there.
 */
async function observeTelling(
  one: FoundCheck,
  telling: Telling | undefined,
  found: Observations,
  context: Context,
): Promise<boolean> {
  if (telling === undefined || !one.check.runnable || one.handed !== undefined) return false
  const { leaves, files } = telling
  const onFiles = files.length === 0 ? [] : leaves.map((leaf) => filesPartOf(one, leaf, files))
  const named = onFiles.flatMap((part) => part ?? [])
  if (named.length === onFiles.length && (await observeParts(one, named, isError, found, context))) return true
  const parts = one.leaves.length < 2 ? [] : leaves.filter(isPart).map((leaf) => partOf(one, leaf))
  return await observeParts(one, parts, () => true, found, context)
}

/** Called on files alone, a tool may end with a failure for a warning. */
function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

/** Runs parts of a check; those that complain are what fails of it. False: none does. */
async function observeParts(
  one: FoundCheck,
  parts: readonly FoundCheck[],
  counts: (diagnostic: Diagnostic) => boolean,
  found: Observations,
  { judging, log, workspace }: Context,
): Promise<boolean> {
  const failed: CheckResult[] = []
  for (const part of parts) {
    const result = await observe(part, undefined, judging)
    log.info(`${part.check.command}: ${result.status}`)
    // it was picked for what it said: where it says nothing, it is called in another way here
    if (result.status === 'fail' && result.why === undefined && result.diagnostics.some(counts)) failed.push(result)
  }
  const [first] = failed
  if (first === undefined) return false
  const tracked = new Set((await workspace.files()).map(({ path }) => path))
  const fixes = failed.some(({ rewrote }) => rewrote.some((path) => tracked.has(path)))
  const result = { ...first, check: one.check.id, diagnostics: failed.flatMap(({ diagnostics }) => diagnostics) }
  const commands = parts.filter(({ check: { id } }) => failed.some(({ check }) => check === id))
  judging.told.set(one.check.id, { ...result, why: whyFailing(commands) })
  found.red.push({ found: one, result, fixes })
  return true
}

/** What is known of a check of which only these commands were run. */
function whyFailing(parts: readonly FoundCheck[]): string {
  const commands = parts.map(({ check, shown }) => `\`${shown ?? check.command}\``).join(' and ')
  return `before: it failed in CI, and ${commands} ${parts.length === 1 ? 'fails' : 'fail'} here`
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
  // what it could not install keeps none of its tools from speaking for itself
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
  /** Of those that are known to have failed what complained. */
  telling: ReadonlyMap<FoundCheck, Telling>
  reported: readonly ReportedFailure[]
}

/** What the log of a check says that complained. */
interface Telling {
  leaves: readonly Leaf[]
  /** All that was complained of, where that is files of the pull request. */
  files: readonly string[]
}

/**
 * The checks of these kinds in the job itself. Where it has none (a job of its own for fixes), those that failed on the head of the
 * pull request; where GitHub tells of none, all.
 */
async function checksToRun(checks: readonly FoundCheck[], context: Context): Promise<Wanted> {
  const { job, pull, log } = context
  const fitting = checks.filter(isOurs)
  const own = ownIn(fitting, job)
  const failing = own.length > 0 ? null : ((await pull?.failing()) ?? null)
  const identified: Identified[] = []
  const reported: ReportedFailure[] = []
  for (const one of failing?.failing ?? []) {
    const found = identify(one, checks)
    log.info('why' in found ? `${one.job}: ${found.why}` : `${one.job}: failed by ${found.check.check.command}`)
    reported.push(reportedOf(one.job, found, fitting))
    if (!('why' in found)) identified.push(found)
  }
  const telling = await tellingOf(identified, context)
  if (own.length > 0) return { run: own, standby: [], stops: true, telling, reported }
  const picked = fitting.filter((one) => telling.has(one))
  if (picked.length === 0) return { run: fitting, standby: [], stops: false, telling, reported }
  return { run: picked, standby: fitting.filter((one) => !picked.includes(one)), stops: false, telling, reported }
}

/** No word of a log is put into a command: the files are those of the pull request, as git and GitHub have them. */
async function tellingOf(
  identified: readonly Identified[],
  { pull, workspace, models }: Context,
): Promise<ReadonlyMap<FoundCheck, Telling>> {
  // a model is to know all that fails
  const asked = identified.length === 0 || models.length > 0 ? null : ((await pull?.facts())?.paths ?? null)
  const tracked = new Set((await workspace.files()).map(({ path }) => path))
  const changed = (asked ?? []).filter((path) => tracked.has(path))
  return new Map(
    [...Map.groupBy(identified, ({ check }) => check)].map(([check, all]) => {
      const complained = new Set(all.flatMap(({ files }) => files))
      const files = changed.filter((path) => complained.has(path))
      const isAll = all.every((each) => each.files.length > 0) && files.length === complained.size
      return [check, { leaves: [...new Set(all.flatMap(({ leaves }) => leaves))], files: isAll ? files : [] }]
    }),
  )
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
