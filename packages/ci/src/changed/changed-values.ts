import { posix } from 'node:path'
import { filledCheck, trackedPaths } from '../checks/filled-check.ts'
import { filledScript } from '../checks/open-arguments.ts'
import type { Classification, FileSource, FoundCheck } from '../model.ts'
import { changedOutput } from './changed-output.ts'

/**
 * A check with the files that a pull request changes in the places of values in which known actions list them; the check itself where it
 * has others, or where a list would be empty: CI would not run it.
 * @param changed paths from the root, of files that are gone too
 * @param files of the tree that the check will judge
 */
export async function withChangedFiles(
  found: FoundCheck,
  { workflows }: Pick<Classification, 'workflows'>,
  changed: readonly string[],
  files: FileSource,
): Promise<FoundCheck> {
  const { check, openScript } = found
  // A step of an action or of a called workflow reads steps of its own
  const isOwn = check.evidence[0]?.file === check.workflow
  const workflow = workflows.find(({ path }) => path === check.workflow)?.yaml.value
  if (openScript === undefined || !isOwn) return found
  const tracked = trackedPaths(await files.list())
  const values = openScript.expressions.map((expression) => {
    const output = changedOutput(expression, workflow, check.job ?? '')
    return changed.filter((path) => output?.lists(path) === true && (output.listsDeleted || tracked.has(path)))
  })
  if (values.some((paths) => paths.length === 0)) return found
  const texts = values.map((paths) => paths.join(' '))
  const script = filledScript(openScript.script, texts, (path) => tracked.has(posix.join(check.cwd, path)))
  return script === null ? found : await filledCheck(found, script, files)
}
