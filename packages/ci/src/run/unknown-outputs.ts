import { entriesAt, textAt } from '../workflow/raw.ts'
import { expressionsOf } from '../workflow/references.ts'
import { holds } from './contexts.ts'
import type { Contexts, Status } from './contexts.ts'

/** Outputs that nobody knows here, because what gives them was taken as done or could not be run. */
export interface UnknownOutputs {
  /** Ids of steps of the same job. */
  steps: ReadonlySet<string>
  /** Of jobs; `all`: whatever they are called. */
  needs: ReadonlyMap<string, ReadonlySet<string> | 'all'>
}

const KEY = String.raw`(?:\.\s*([\w-]+)|\[\s*'([^']+)'\s*\])`
const STEP = new RegExp(String.raw`(?<![\w.-])steps\s*${KEY}\s*(?:\.\s*outputs(?![\w-])|\[\s*'outputs'\s*\])`, 'gi')
const NEED = new RegExp(
  String.raw`(?<![\w.-])needs\s*${KEY}\s*(?:\.\s*outputs(?![\w-])|\[\s*'outputs'\s*\])\s*${KEY}?`,
  'gi',
)

/** The first such output that a value of a workflow reads, in the words of a reason; null: it reads none. */
export function unknownIn(value: unknown, { steps, needs }: UnknownOutputs): string | null {
  if (steps.size === 0 && needs.size === 0) return null
  for (const expression of expressionsOf(value)) {
    for (const [, dotted, quoted] of expression.matchAll(STEP))
      if (steps.has(dotted ?? quoted ?? '')) return `outputs of the step ${dotted ?? quoted}`
    for (const [, dotted, quoted, named, other] of expression.matchAll(NEED)) {
      const job = dotted ?? quoted ?? ''
      const output = named ?? other ?? '*'
      const unknown = needs.get(job)
      if (unknown === 'all' || (unknown !== undefined && (output === '*' || unknown.has(output))))
        return `outputs of the job ${job}`
    }
  }
  return null
}

/**
 * Whether an `if:` holds, where one that asks for an output that nobody knows is open: such gates ask what changed, and what is asked for
 * here is the check itself.
 */
export function holdsOrOpen(
  condition: string | null,
  contexts: Contexts,
  status: Status,
  unknown: UnknownOutputs,
): boolean {
  if (condition === null || unknownIn({ if: condition }, unknown) === null) return holds(condition, contexts, status)
  return status === 'success' || /\balways\s*\(/i.test(condition)
}

/** Which outputs of a job nobody knows. */
export function unknownOutputsOf(raw: unknown, unknown: UnknownOutputs): ReadonlySet<string> {
  return new Set(
    entriesAt(raw, 'outputs').flatMap(([name]) =>
      unknownIn({ value: textAt(raw, 'outputs', name) }, unknown) === null ? [] : [name],
    ),
  )
}
