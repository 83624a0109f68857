import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import { observe } from '@upkeep/proof'
import type { Edit } from '@upkeep/schema'
import { afterwards } from './afterwards.ts'
import type { After } from './afterwards.ts'
import { fixFiles } from './fix-files.ts'
import type { FixedFiles } from './fix-files.ts'
import { observeOne } from './red-checks.ts'
import type { Observations, Observed } from './red-checks.ts'
import type { Scope } from './scope.ts'
import { formattingSteps, inOrder, stepsOf, wouldFormat } from './steps.ts'

/**
 * What the tools of the failing checks make of the files in scope. First on the files that the checks name; only where that is not
 * enough, on all that they are called on. Formatters that passed, or that nobody had to ask, have a turn where they mind the result.
 * A formatter that turns out to fail on the untouched tree is added to what fails.
 */
export async function fixRed(observed: Observations, scope: Scope, context: Context): Promise<FixedFiles> {
  const minding = new Set<FoundCheck>()
  const apart = new Map<string, string>()
  let narrowed = false
  const named = (leaf: Leaf, failing: Observed) => {
    const paths = namedIn(leaf, failing)
    if (paths === null) return null
    narrowed = true
    return paths.filter((path) => {
      const why = scope.refusal(path)
      if (why !== null) apart.set(path, why)
      return why === null
    })
  }
  const first = inOrder(await stepsOf(observed.red, named, context))
  const keyOf = () => [...observed.red.map(({ found }) => found), ...minding].map(({ check }) => check.id).join('|')
  let last = { key: narrowed ? null : keyOf(), steps: first }
  const next = async (edits: readonly Edit[]) => {
    const open = (await afterwards(observed.red, edits, context)).filter(({ passes }) => !passes)
    if (open.every((one) => isSettled(one, scope))) {
      for (const found of await mindingIn(observed, edits, context)) minding.add(found)
      if (minding.size === 0 && (open.length === 0 || first.length < 2)) return null
      if (open.length === 0 && last.key === keyOf()) return null
    }
    if (last.key === keyOf()) return last.steps
    const steps = [...(await stepsOf(observed.red, null, context)), ...(await formattingSteps([...minding], context))]
    last = { key: keyOf(), steps: inOrder(steps) }
    return last.steps
  }
  return await fixFiles(first, scope, next, context, apart)
}

/** The files that a tool complained of; null where it did not say them all. */
function namedIn({ invocation }: Leaf, { result }: Observed): string[] | null {
  const own = result.diagnostics.filter(({ tool }) => tool === invocation?.checker)
  const paths = new Set(own.map(({ path }) => path))
  if (paths.size === 0 || paths.has(null)) return null
  return [...paths].flatMap((path) => path ?? [])
}

/** What is still said was said before, of files that their tools had a turn on, or is not to be touched: another call changes nothing. */
function isSettled({ result, remaining }: After, scope: Scope): boolean {
  const named = new Set(result.diagnostics.map(({ path }) => path))
  const open = remaining.filter(({ path }) => path === null || (scope.refusal(path) === null && !named.has(path)))
  return remaining.length > 0 && open.length === 0
}

/** The formatters that pass without these edits and fail with them. */
async function mindingIn(
  observed: Observations,
  edits: readonly Edit[],
  context: Context,
): Promise<readonly FoundCheck[]> {
  const { workspace, judging } = context
  const tree = await workspace.compose(edits)
  if ('conflict' in tree || tree.files.size === 0) return []
  const paths = [...tree.files].flatMap(([path, bytes]) => (bytes === null ? [] : [path]))
  const passing = observed.green.map(({ found }) => found)
  const minding: FoundCheck[] = []
  for (const found of [...passing, ...observed.standby]) {
    if (!found.check.runnable || !wouldFormat(found, paths)) continue
    if ((await observe(found, tree, judging)).status !== 'fail') continue
    if (!passing.includes(found)) {
      observed.standby.splice(observed.standby.indexOf(found), 1)
      await observeOne(found, observed, context)
    }
    if (observed.green.some((one) => one.found === found)) minding.push(found)
  }
  return minding
}
