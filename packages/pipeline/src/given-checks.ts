import { readValues, withGiven } from '@upkeep/ci'
import type { FoundCheck, GivenValues } from '@upkeep/ci'
import type { Log } from '@upkeep/entry'
import type { Grant } from '@upkeep/schema'

/** Checks with the secrets and variables of this run, and what the runner may hand over. */
export interface GivenChecks {
  checks: FoundCheck[]
  given: GivenValues
}

/** A pull request of a fork gets no secret, whatever is in the environment: its code is anybody's. */
export function givenChecks(checks: readonly FoundCheck[], given: GivenValues, { target }: Grant): GivenChecks {
  const fork = target.kind === 'pull-request' && target.fork
  return {
    checks: withGiven(checks, given, fork ? 'to pull requests of forks' : null),
    given: fork ? { ...given, secrets: {} } : given,
  }
}

/** Says, before anything is run, what checks read of secrets and variables, where, and what is missing; never a value. */
export function tellGiven({ checks, given }: GivenChecks, log: Log): void {
  const read = readValues(checks, given)
  for (const { kind, name, given: isGiven, readers } of read) {
    const places = readers.join(', ')
    const prefix = kind === 'secret' ? 'UPKEEP_SECRET_' : 'UPKEEP_VAR_'
    if (isGiven) log.info(`The ${kind} ${name} is given; it is read by ${places}.`)
    else if (kind === 'secret')
      log.info(`The secret ${name} is not given (${prefix}${name}); not run without it: ${places}.`)
    else log.info(`The variable ${name} is not given (${prefix}${name}); it is read by ${places}.`)
  }
}
