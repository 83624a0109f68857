import type { Workspace, Composition } from '@upkeep/workspace'

/** One file of a patch; null before: created; null after: deleted. */
export interface FileChange {
  path: string
  before: Uint8Array | null
  after: Uint8Array | null
}

/** The files that a composition changes against the base tree. */
export async function changesOf(workspace: Workspace, composition: Composition): Promise<FileChange[]> {
  const changes: FileChange[] = []
  for (const [path, after] of composition.files) changes.push({ path, before: await workspace.read(path), after })
  return changes
}
