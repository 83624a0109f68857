import { checkerNamed } from '@upkeep/checkers'
import type { CheckerName } from '@upkeep/checkers'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import { fixFiles } from './fix-files.ts'
import type { FixedFile } from './fix-files.ts'
import type { Observed } from './red-checks.ts'
import type { Scope } from './scope.ts'
import { formattingSteps, leavesOf, writingStep } from './steps.ts'
import type { Step } from './steps.ts'

/** How the safe fixes of a tool become all of its fixes. */
const ALL_FIXES: Partial<Record<CheckerName, (words: readonly string[]) => string[]>> = {
  ruff: (words) => words.map((word) => (word === '--no-unsafe-fixes' ? '--unsafe-fixes' : word)),
  biome: (words) => [...words, '--unsafe'],
  oxlint: (words) => [...words, '--fix-suggestions', '--fix-dangerously'],
  rubocop: (words) => words.map((word) => (word === '-a' ? '-A' : word)),
}

/** Whether anybody can be shown a suggestion, and asked for it. */
export async function maySuggest({ inputs, pull, models }: Context): Promise<boolean> {
  if (inputs['unsafe-fixes'] !== 'suggest' || pull === null || models.length > 0) return false
  return (await pull.facts()).files !== null
}

/** What tools call unsafe, on files that they fix no other way: a person has to say yes to each. */
export async function unsafeFixes(
  red: readonly Observed[],
  formatters: readonly FoundCheck[],
  scope: Scope,
  fixed: ReadonlyMap<string, FixedFile>,
  context: Context,
): Promise<ReadonlyMap<string, FixedFile>> {
  const steps: Step[] = []
  for (const { found } of red)
    for (const leaf of await leavesOf(found, (one) => wordsOf(one) !== null, context)) {
      const words = wordsOf(leaf)
      if (words !== null)
        steps.push(writingStep(leaf, found, `${leaf.invocation?.checker ?? ''} (unsafe)`, words, context))
    }
  if (steps.length === 0) return new Map()
  steps.push(...(await formattingSteps(formatters, context)))
  const refusal = (path: string) => (fixed.has(path) ? 'it is fixed safely first' : scope.refusal(path))
  return (await fixFiles(steps, { ...scope, refusal }, async () => await Promise.resolve(steps), context)).files
}

function wordsOf({ invocation, argv }: Leaf): string[] | null {
  const change = invocation === null ? undefined : ALL_FIXES[invocation.checker]
  const safe = invocation === null ? null : checkerNamed(invocation.checker).fix(argv)
  if (change === undefined || safe === null || invocation?.kinds.every((kind) => kind === 'format') === true)
    return null
  return change(safe)
}
