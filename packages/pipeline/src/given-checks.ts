import { readValues, withGiven } from '@upkeep/ci'
import type { FoundCheck, GivenValues } from '@upkeep/ci'
import { variableOf } from '@upkeep/entry'
import type { Log } from '@upkeep/entry'
import type { Grant } from '@upkeep/schema'
import type { SandboxReport } from '@upkeep/workspace'

/** Checks with the secrets and variables of this run, and what the runner may hand over. */
export interface GivenChecks {
  checks: FoundCheck[]
  given: GivenValues
}

/**
 * A pull request of a fork gets no secret, whatever is in the environment: its code is anybody's. Nor does a run in which code of a model
 * is not kept in: it could read what is handed to others.
 */
export function givenChecks(
  checks: readonly FoundCheck[],
  given: GivenValues,
  { target, may }: Grant,
  { modelCode }: Pick<SandboxReport, 'modelCode'>,
): GivenChecks {
  const fork = target.kind === 'pull-request' && target.fork
  const loose = may.askModel && modelCode === 'unsafe'
  const refused = fork ? 'to pull requests of forks' : loose ? 'where code of a model runs without a sandbox' : null
  return {
    checks: withGiven(checks, given, refused),
    given: refused === null ? given : { ...given, secrets: {} },
  }
}

/** Says, before anything is run, what checks read of secrets and variables, where, and what is missing; never a value. */
export function tellGiven({ checks, given }: GivenChecks, log: Log): void {
  for (const { kind, name, given: isGiven, readers } of readValues(checks, given)) {
    const places = readers.join(', ')
    if (isGiven) log.info(`The ${kind} ${name} is given; it is read by ${places}.`)
    else {
      const loss = kind === 'secret' ? 'not run without it: ' : 'it is read by '
      log.info(`The ${kind} ${name} is not given (${variableOf(kind, name)}); ${loss}${places}.`)
    }
  }
}
