import { posix } from 'node:path'
import { filledCheck, trackedPaths } from '../checks/filled-check.ts'
import { filledScript } from '../checks/open-arguments.ts'
import type { FileSource, FoundCheck, OpenScript } from '../model.ts'
import type { FailingCommand, LoggedCommand } from './failing-command.ts'
import { isOf } from './identify.ts'
import { valuesIn } from './template.ts'

/**
 * The checks with values that only a runner knew, as the logs of the steps that failed show them: the files of `eslint ${{ … }}`. What
 * is put in are paths that git tracks and nothing else, as arguments; all around it is what the workflow declares.
 * @param files of the tree that the checks will judge
 */
export async function withLoggedValues(
  checks: readonly FoundCheck[],
  failing: readonly FailingCommand[],
  files: FileSource,
): Promise<FoundCheck[]> {
  if (!checks.some(({ openScript }) => openScript !== undefined)) return [...checks]
  const paths = trackedPaths(await files.list())
  const all: FoundCheck[] = []
  for (const found of checks) {
    const script = loggedScript(found, failing, (path) => paths.has(posix.join(found.check.cwd, path)))
    all.push(script === null ? found : await filledCheck(found, script, files))
  }
  return all
}

function loggedScript(
  { openScript, written = [] }: FoundCheck,
  failing: readonly FailingCommand[],
  isThere: (path: string) => boolean,
): string | null {
  if (openScript === undefined) return null
  const own = failing.filter((one) => written.some((step) => isOf(one, step)))
  for (const logged of own.flatMap(({ ran }) => ran)) {
    const values = logged.whole ? valuesOf(openScript, logged) : null
    const script = values === null ? null : filledScript(openScript.script, values, isThere)
    if (script !== null) return script
  }
  return null
}

/** For each placeholder what a log shows in its place; null where it does not show this script, or not with all of them. */
function valuesOf({ declared, variables }: OpenScript, { command, env }: LoggedCommand): string[] | null {
  const written = command === null ? null : valuesIn(command, declared)
  if (written === null) return null
  const values = variables.map((name) => (name === null ? written.shift() : env.get(name)))
  return values.includes(undefined) ? null : values.flatMap((value) => value ?? [])
}
