import type { Grant, Target } from './grant.ts'

/** What of an action's definition the grant depends on. */
export interface GrantTerms {
  name: string
  owns: readonly string[]
  limits: Readonly<Record<string, number>>
}

/** What started the run. `actor` is the login of who did; null off a runner. */
export interface Trigger {
  event: string
  actor: string | null
}

/** What the user asked for: where proven changes go, and the budget (US dollars, turns for one finding, seconds). */
export interface GrantWishes {
  publish: 'file' | 'direct'
  usd: number
  turns: number
  seconds: number
}

/** Events whose text or code comes from outside: their runs never execute the repository (design §5). */
const NO_CODE: ReadonlySet<string> = new Set(['workflow_run', 'issue_comment', 'pull_request_target'])

/** Events on which one job may not both work and post (design §5). */
const NO_DIRECT: ReadonlySet<string> = new Set([...NO_CODE, 'issues'])

/** Its runs get a read-only token and no secrets. */
const DEPENDABOT = 'dependabot[bot]'

/** A ceiling for models whose price is unknown; `max-usd` is the limit that users set. */
const MAX_TOKENS = 2_000_000

/** The grant is made of event, inputs and definition alone, before any text of the repository is read. */
export function grantOf(terms: GrantTerms, target: Target, trigger: Trigger, wishes: GrantWishes): Grant {
  const { event } = trigger
  const outside = target.kind === 'pull-request' && target.fork
  const direct = wishes.publish === 'direct' && directRefusal(target, trigger) === null
  return {
    action: terms.name,
    target,
    owns: [...terms.owns],
    limits: { ...terms.limits },
    budget: { usd: wishes.usd, tokens: MAX_TOKENS, turns: wishes.turns, seconds: wishes.seconds },
    may: {
      runCode: !NO_CODE.has(event),
      askModel: !outside && !NO_CODE.has(event),
      write: direct ? 'direct' : 'file',
    },
  }
}

/**
 * Why one job may not both work and post on this event: the sentence, or null. `usage`: the workflow is wrong; otherwise the token
 * of this event can not write, which no workflow can change, and findings are shown instead.
 */
export function directRefusal(target: Target, { event, actor }: Trigger): { usage: boolean; sentence: string } | null {
  if (event === 'local')
    return {
      usage: true,
      sentence: 'On the command line nothing is posted: what would be stands in the output folder.',
    }
  if (NO_DIRECT.has(event)) {
    const sentence = `On ${event} anybody can bring text, so the job that reads it may not hold a token that writes.`
    return { usage: true, sentence }
  }
  if (target.kind === 'pull-request' && !target.pushable)
    return { usage: false, sentence: 'The pull request comes from a fork, whose jobs get a token that can only read.' }
  if (actor === DEPENDABOT)
    return { usage: false, sentence: 'Dependabot started this run, and its jobs get a token that can only read.' }
  return null
}
