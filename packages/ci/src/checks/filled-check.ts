import { posix } from 'node:path'
import type { FileSource, FoundCheck } from '../model.ts'
import { judgingPart, withoutInstalls } from '../resolve/judging-part.ts'
import { resolveScript } from '../resolve/resolve.ts'
import { leavesOf } from './find-checks.ts'

/** Files, and the folders that hold them. */
export function trackedPaths(list: readonly string[]): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const file of list) for (let path = file; !paths.has(path); path = posix.dirname(path)) paths.add(path)
  return paths
}

/** A check that lacks nothing any more: this is its script. */
export async function filledCheck(found: FoundCheck, script: string, files: FileSource): Promise<FoundCheck> {
  const { openScript: _, installs: __, ...rest } = found
  const { why: ___, ...check } = found.check
  const { cwd, env, evidence } = check
  const place = { cwd, env, path: [], wrapper: [], trail: evidence.slice(0, 1), intent: [] }
  const less = await withoutInstalls(script, { cwd, env }, files)
  const leaves = await resolveScript(script, place, files)
  const command = less ?? judgingPart(script)
  return { ...rest, check: { ...check, command, runnable: true }, ...leavesOf(leaves, less !== null) }
}
