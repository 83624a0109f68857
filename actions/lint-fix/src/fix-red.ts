import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import { noticing, observe } from '@upkeep/proof'
import type { Edit } from '@upkeep/schema'
import { afterwards } from './afterwards.ts'
import type { After } from './afterwards.ts'
import { fixFiles } from './fix-files.ts'
import type { FixedFiles } from './fix-files.ts'
import { observeBehind, observeOne } from './red-checks.ts'
import type { Observations, Observed } from './red-checks.ts'
import type { Scope } from './scope.ts'
import { canFix, formatsOnly, formattingSteps, inOrder, stepsOf, wouldFormat } from './steps.ts'

/**
 * What the tools of the failing checks make of the files in scope: first on the files that the checks name (a formatter, which takes
 * each file by itself, else on all in scope), and only where that is not enough on all that they are called on. Formatters that passed,
 * or that nobody had to ask, have a turn where they mind the result. What turns out to fail on the untouched tree is added to what fails.
 */
export async function fixRed(observed: Observations, scope: Scope, context: Context): Promise<FixedFiles> {
  const minding = new Set<FoundCheck>()
  const apart = new Map<string, string>()
  const named = (leaf: Leaf, failing: Observed) => {
    const paths = namedIn(leaf, failing) ?? (formatsOnly(leaf) ? scope.paths : null)
    for (const path of paths ?? []) {
      const why = scope.refusal(path)
      if (why !== null) apart.set(path, why)
    }
    return paths?.filter((path) => !apart.has(path)) ?? null
  }
  const steps = await stepsOf(observed.red, named, context)
  const isWhole = (failing: Observed) => failing.found.leaves.every((leaf) => named(leaf, failing) === null)
  const whole = new Set(observed.red.filter(isWhole).map(({ found }) => found))
  let last = { key: keyOf(observed, [], minding), steps: inOrder(steps) }
  const next = async (edits: readonly Edit[]) => {
    const red = observed.red.length
    if (edits.length === 0) await observeBehind(observed, context) // what fails first is nothing for a tool
    const open = (await afterwards(observed.red, edits, context)).filter(({ passes }) => !passes)
    const unsettled = open.filter((one) => hasUnreached(one) || !isSettled(one, scope)).map(({ found }) => found)
    if (unsettled.length === 0) {
      for (const found of await mindingIn(observed, edits, context)) minding.add(found)
      const isNew = observed.red.length > red || keyOf(observed, [], minding) !== last.key
      if (!isNew && (open.length === 0 || steps.length < 2)) return null
    }
    const key = keyOf(
      observed,
      unsettled.filter((found) => !whole.has(found)),
      minding,
    )
    if (last.key === key) return last.steps
    const all = (leaf: Leaf, failing: Observed) => (unsettled.includes(failing.found) ? null : named(leaf, failing))
    const fixing = await stepsOf(observed.red, all, context)
    last = { key, steps: inOrder([...fixing, ...(await formattingSteps([...minding], context))]) }
    return last.steps
  }
  return await fixFiles(last.steps, scope, next, context, apart)
}

function ids(checks: readonly FoundCheck[]): string[] {
  return checks.map(({ check }) => check.id)
}

/** What a pass is made of: the same again changes nothing, unless tools undo each other. */
function keyOf(observed: Observations, unsettled: readonly FoundCheck[], minding: ReadonlySet<FoundCheck>): string {
  return JSON.stringify([ids(observed.red.map(({ found }) => found)), ids(unsettled), ids([...minding])])
}

/**
 * The files that a tool complained of; none where another one of its check did, which was as far as the check came. Null where nobody
 * says them all.
 */
function namedIn({ invocation }: Leaf, { found, result }: Observed): string[] | null {
  const tools = new Set(found.leaves.map((leaf) => leaf.invocation?.checker))
  const known = result.diagnostics.filter(({ tool }) => [...tools].some((name) => name === tool))
  const paths = new Set(known.filter(({ tool }) => tool === invocation?.checker).map(({ path }) => path))
  if (known.length === 0 || paths.has(null)) return null
  return [...paths].flatMap((path) => path ?? [])
}

/** A tool that the check did not come to may have something to fix as well. */
function hasUnreached(failing: Observed): boolean {
  return failing.found.leaves.some((leaf) => canFix(leaf) && namedIn(leaf, failing)?.length === 0)
}

/** What is still said was said before, of files that their tools had a turn on, or is not to be touched: another call changes nothing. */
function isSettled({ result, remaining }: After, scope: Scope): boolean {
  const named = new Set(result.diagnostics.map(({ path }) => path))
  const open = remaining.filter(({ path }) => path === null || (scope.refusal(path) === null && !named.has(path)))
  return remaining.length > 0 && open.length === 0
}

/**
 * The formatters that pass without these edits and fail with them. Where none does, what else stands by is asked of the tree with them, if
 * it might notice them: the proof would ask it as well. What fails without them too is red from then on.
 */
async function mindingIn(
  observed: Observations,
  edits: readonly Edit[],
  context: Context,
): Promise<readonly FoundCheck[]> {
  const { workspace, judging } = context
  const tree = await workspace.compose(edits)
  if ('conflict' in tree || tree.files.size === 0) return []
  const paths = [...tree.files].flatMap(([path, bytes]) => (bytes === null ? [] : [path]))
  const isNoticed = await noticing(tree, judging)
  const fails = async (found: FoundCheck) =>
    found.check.runnable && (await isNoticed(found)) && (await observe(found, tree, judging)).status === 'fail'
  const minding: FoundCheck[] = []
  for (const { found } of observed.green) if (wouldFormat(found, paths) && (await fails(found))) minding.push(found)
  const red = observed.red.length
  for (const found of observed.standby.filter((one) => wouldFormat(one, paths)))
    if ((await fails(found)) && (await isGreen(found, observed, context))) minding.push(found)
  if (minding.length > 0 || observed.red.length > red) return minding
  for (const found of observed.standby.filter((one) => !wouldFormat(one, paths)))
    if (await fails(found)) await isGreen(found, observed, context)
  return []
}

/** Runs what stood by on the untouched tree. */
async function isGreen(found: FoundCheck, observed: Observations, context: Context): Promise<boolean> {
  observed.standby.splice(observed.standby.indexOf(found), 1)
  await observeOne(found, observed, context)
  return observed.green.some((one) => one.found === found)
}
