import type { InputValues, JobEnvironment } from '@upkeep/entry'
import { UserError, directRefusal, grantOf } from '@upkeep/schema'
import type { Grant, GrantTerms, Target } from '@upkeep/schema'

/**
 * The grant of this job. Throws a UserError where the inputs ask to post from a job that may not: on such an event the workflow
 * itself is wrong. Where only this run's token can't write (a fork), the grant says `file` and the run goes on.
 */
export function grantFor(
  terms: GrantTerms,
  target: Target,
  { event, actor }: Pick<JobEnvironment, 'event' | 'actor'>,
  inputs: InputValues,
): Grant {
  const publish = inputs['publish'] === 'direct' ? 'direct' : 'file'
  const refusal = publish === 'direct' ? directRefusal(target, { event, actor }) : null
  if (refusal?.usage === true) {
    throw new UserError(`publish: direct is refused here. ${refusal.sentence}`, {
      remedy: 'Leave "publish" at "file" and add a second job with the publish action (examples/workflows).',
    })
  }
  const wishes = {
    publish,
    usd: amount(inputs['max-usd']),
    turns: amount(inputs['max-turns']),
    seconds: amount(inputs['max-minutes']) * 60,
  } as const
  return grantOf(terms, target, { event, actor }, wishes)
}

function amount(value: InputValues[string] | undefined): number {
  return typeof value === 'number' ? value : 0
}
