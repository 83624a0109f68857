import { CONVENTIONS_FILES } from '@upkeep/agent-core'
import type { Workspace } from '@upkeep/workspace'

/**
 * What tells an action how to work is read from the base commit, so that nobody can change it by what is examined. Of these files those
 * that differ there, as a report tells it.
 */
export async function notFollowed(
  { commit, readAt }: Pick<Workspace, 'commit' | 'readAt'>,
  base: string,
  paths: readonly string[],
): Promise<{ what: string; why: string }[]> {
  if (commit === base) return []
  const differ = await Promise.all(
    paths.map(async (path) => (await readAt(base, path)) !== (await readAt(commit, path))),
  )
  const why = 'it differs from the base commit, and what it says here was not followed'
  return paths.filter((_, at) => differ[at]).map((what) => ({ what, why }))
}

/** Files that speak to a model, and the configuration of Upkeep. */
export function instructionFiles(configuration: string, withModel: boolean): string[] {
  return [configuration, ...(withModel ? CONVENTIONS_FILES : [])]
}
