import { checkerNamed } from '@upkeep/checkers'
import { commandCheck, wordsFor } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'

/** Between the id of a check and the number of its part. */
const PART = '#'

/**
 * The commands of one check as checks of their own: where the first of `eslint . && prettier --check .` stays red, or can not install
 * what it wants, the second one is never reached, and only by itself can it say what was won. Empty where a part of the check is nothing
 * that is known.
 */
export function partsOf(found: FoundCheck): FoundCheck[] {
  const { leaves, installs = [], handed } = found
  return handed === undefined && leaves.length > 0 && leaves.length + installs.length > 1 && leaves.every(isPart)
    ? leaves.map((leaf) => partOf(found, leaf))
    : []
}

/** Whether a command can be run by itself, and what it says be read. */
export function isPart({ invocation, runnable, hook }: Leaf): boolean {
  return invocation !== null && runnable && hook === undefined
}

/** One command of a check as a check of its own. */
export function partOf(found: FoundCheck, leaf: Leaf): FoundCheck {
  return commandCheck(found, leaf, `${PART}${found.leaves.indexOf(leaf) + 1}`)
}

/** One command of a check, called about these files alone; null where its tool can not be asked so. */
export function filesPartOf(found: FoundCheck, leaf: Leaf, files: readonly string[]): FoundCheck | null {
  const { invocation, argv, cwd } = leaf
  const words = wordsFor(cwd, files)
  if (invocation === null || words === null || !isPart(leaf)) return null
  const only = checkerNamed(invocation.checker).checkOnly?.(argv, words) ?? null
  return only === null
    ? null
    : commandCheck(found, { ...leaf, argv: only }, `${PART}${found.leaves.indexOf(leaf) + 1}-files`)
}

/** The checks of a judgement: where a proposal speaks of parts of one, its parts in its place. */
export function checksFor(targets: ReadonlySet<string>, { checks }: Pick<Context, 'checks'>): readonly FoundCheck[] {
  const parted = new Set([...targets].filter((id) => id.includes(PART)).map((id) => id.slice(0, id.lastIndexOf(PART))))
  if (parted.size === 0) return checks
  return checks.flatMap((found) => (parted.has(found.check.id) ? partsOf(found) : [found]))
}

/** Whether an id is that of a check, or of a part of it. */
export function isOf(id: string, check: string): boolean {
  return id === check || id.startsWith(`${check}${PART}`)
}
