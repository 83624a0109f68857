import { identify, withChangedFiles, withLoggedValues } from '@upkeep/ci'
import type { FailingCommand, FoundCheck } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'
import { isOurs, ownIn } from './red-checks.ts'
import { changedPaths } from './scope.ts'

/**
 * The checks with values that only a runner knew: as the logs of the jobs that failed show them; where none does, the files of the pull
 * request, if an action that lists those gives the value. A job that has checks of its own has no log yet, and nobody asks for those of
 * others.
 */
export async function checksWithValues(context: Context): Promise<readonly FoundCheck[]> {
  const { checks, classification, files, log } = context
  if (!checks.some((found) => isOpen(found) && isOurs(found))) return checks
  const failing = await failingIn(context)
  const logged = await withLoggedValues(checks, failing, files)
  const changed = (await changedPaths(context)) ?? []
  const known: FoundCheck[] = []
  for (const [index, found] of logged.entries()) {
    const before = checks[index] ?? found
    const isLeft = !isOpen(found) || isShown(found, logged, failing)
    const after = isLeft ? found : await withChangedFiles(found, classification, changed, files)
    if (after !== before)
      log.info(
        `\`${before.check.command}\` is run ${after === found ? 'as its log shows it' : 'on the files that are changed'}: \`${after.check.command}\``,
      )
    known.push(after)
  }
  return known
}

function isOpen({ openScript }: FoundCheck): boolean {
  return openScript !== undefined
}

/** Whether a log shows what the check was run on: then it is nothing else. */
function isShown(found: FoundCheck, all: readonly FoundCheck[], failing: readonly FailingCommand[]): boolean {
  const identified = failing.map((one) => identify(one, all))
  return identified.some((one) => !('why' in one) && one.check === found && one.by === 'command')
}

async function failingIn({ checks, job, pull }: Context): Promise<readonly FailingCommand[]> {
  if (pull === null || ownIn(checks.filter(isOurs), job).length > 0) return []
  return (await pull.failing())?.failing ?? []
}
