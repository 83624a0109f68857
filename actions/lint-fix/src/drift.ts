import { comparisonIn } from '@upkeep/ci'
import type { ClassifiedStep, FoundCheck } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'

/** The same context, in which the command before `git diff --exit-code` is part of that check: it is what fixes it. */
export function withDrift(context: Context): Context {
  const known = contexts.get(context.judging)
  if (known !== undefined) return known
  const checks = context.checks.map((found) => (comparesFiles(found) ? whole(found, context) : found))
  const changed = { ...context, checks, judging: { ...context.judging, checks } }
  contexts.set(context.judging, changed)
  contexts.set(changed.judging, changed)
  return changed
}

/** One for each run, with the ports that it remembers results by. */
const contexts = new WeakMap<Context['judging'], Context>()

export function comparesFiles({ check }: FoundCheck): boolean {
  return comparisonIn(check.command) !== null
}

/** Where a step only compares, the step before it in its job is what writes. */
function whole(found: FoundCheck, { classification }: Context): FoundCheck {
  const { check } = found
  const at = comparisonIn(check.command) ?? 0
  if (/\w/.test(check.command.slice(0, at).replace(/\b(?:if|test|echo|set|then)\b[^\n;]*|\$\(|\[\[?|!|-[nz]\b/g, '')))
    return found
  const job = classification.workflows
    .find(({ path }) => path === check.workflow)
    ?.jobs.find(({ id }) => id === check.job)
  const before = job?.steps.slice(0, check.step ?? 0).findLast((step) => step.command !== null && !isSetup(step))
  if (before === undefined || before.command === null || before.cwd !== check.cwd) return found
  const command = `${before.command.trim()}\n${check.command}`
  return { ...found, leaves: [], check: { ...check, command, env: { ...before.env, ...check.env } } }
}

function isSetup({ kinds, skipped, obstacle }: ClassifiedStep): boolean {
  return skipped !== null || obstacle !== null || (kinds.length > 0 && kinds.every((kind) => kind === 'setup'))
}
