import type { InputValues, JobEnvironment } from '@upkeep/entry'
import type { Grant, Target } from '@upkeep/schema'

/** What of an action's definition the grant depends on. */
export interface GrantTerms {
  name: string
  owns: readonly string[]
  limits: Readonly<Record<string, number>>
}

/** Events whose text or code comes from outside: their runs never execute the repository (design §5). */
const NO_CODE: ReadonlySet<string> = new Set(['workflow_run', 'issue_comment', 'pull_request_target'])

/** A ceiling for models whose price is unknown; `max-usd` is the limit that users set. */
const MAX_TOKENS = 2_000_000

/** The grant is made of event, inputs and definition alone, before any text of the repository is read. */
export function grantOf(terms: GrantTerms, target: Target, event: string, inputs: InputValues): Grant {
  const fork = target.kind === 'pull-request' && target.fork
  const wish = inputs['publish'] === 'direct' ? 'direct' : 'file'
  return {
    action: terms.name,
    target,
    owns: [...terms.owns],
    limits: { ...terms.limits },
    budget: {
      usd: amount(inputs['max-usd']),
      tokens: MAX_TOKENS,
      turns: amount(inputs['max-turns']),
      seconds: amount(inputs['max-minutes']) * 60,
    },
    may: { runCode: !NO_CODE.has(event), askModel: !fork && !NO_CODE.has(event), write: fork ? 'file' : wish },
  }
}

function amount(value: InputValues[string] | undefined): number {
  return typeof value === 'number' ? value : 0
}

/** Reads the target off the event: the pull request that it names, else the commit that is checked out. */
export function targetOf(environment: JobEnvironment, commit: string): Target {
  const pull = field(environment.payload, 'pull_request')
  const [base, head] = [text(field(field(pull, 'base'), 'sha')), text(field(field(pull, 'head'), 'sha'))]
  const number = field(pull, 'number')
  if (base === null || head === null || typeof number !== 'number')
    return { kind: 'repository', base: commit, head: commit }
  const homes = [field(pull, 'head'), field(pull, 'base')].map((side) => text(field(field(side, 'repo'), 'full_name')))
  const fork = homes[0] === null || homes[0] !== homes[1] // a deleted fork names no repository
  return { kind: 'pull-request', base, head, number, fork, pushable: !fork }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
