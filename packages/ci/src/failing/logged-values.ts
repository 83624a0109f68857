import { posix } from 'node:path'
import { filledScript } from '../checks/open-arguments.ts'
import { leavesOf } from '../checks/find-checks.ts'
import { judgingPart, withoutInstalls } from '../checks/judging-part.ts'
import type { FileSource, FoundCheck } from '../model.ts'
import { resolveScript } from '../resolve/resolve.ts'
import type { FailingCommand } from './failing-command.ts'
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
  const paths = pathsIn(await files.list())
  const all: FoundCheck[] = []
  for (const found of checks) {
    const script = loggedScript(found, failing, (path) => paths.has(posix.join(found.check.cwd, path)))
    all.push(script === null ? found : await filled(found, script, files))
  }
  return all
}

/** Files, and the folders that hold them. */
function pathsIn(list: readonly string[]): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const file of list) for (let path = file; !paths.has(path); path = posix.dirname(path)) paths.add(path)
  return paths
}

function loggedScript(
  { openScript, written = [] }: FoundCheck,
  failing: readonly FailingCommand[],
  isThere: (path: string) => boolean,
): string | null {
  if (openScript === undefined) return null
  const own = failing.filter((one) => written.some((step) => isOf(one, step)))
  for (const { command, whole } of own.flatMap(({ ran }) => ran)) {
    const values = command === null || !whole ? null : valuesIn(command, openScript)
    const script = values === null ? null : filledScript(openScript, values, isThere)
    if (script !== null) return script
  }
  return null
}

async function filled(found: FoundCheck, script: string, files: FileSource): Promise<FoundCheck> {
  const { openScript: _, ...rest } = found
  const { why: __, ...check } = found.check
  const { cwd, env, evidence } = check
  const place = { cwd, env, path: [], wrapper: [], trail: evidence.slice(0, 1), intent: [] }
  const command = (await withoutInstalls(script, { cwd, env }, files)) ?? judgingPart(script)
  const leaves = await resolveScript(script, place, files)
  return { ...rest, check: { ...check, command, runnable: true }, ...leavesOf(leaves) }
}
