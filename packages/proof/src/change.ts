import type { Workspace, Composition } from '@upkeep/workspace'
import type { ClassDecision } from './class/class-decision.ts'

/** One file of a patch; null before: created; null after: deleted. */
export interface FileChange {
  path: string
  before: Uint8Array | null
  after: Uint8Array | null
}

/** A tree, and what it is beside the untouched one. */
export interface ChangedTree {
  tree: Composition
  changes: readonly FileChange[]
  decision: ClassDecision
  /** A test that names a changed file as a text: tests then judge more than the program. */
  asText: string | null
}

/** The files that a composition changes against the base tree. */
export async function changesOf(workspace: Workspace, composition: Composition): Promise<FileChange[]> {
  const changes: FileChange[] = []
  for (const [path, after] of composition.files) changes.push({ path, before: await workspace.read(path), after })
  return changes
}
