import { sha256 } from '@upkeep/schema'
import type { CheckRow, Grant, Operation, Publication, Skip, Usage } from '@upkeep/schema'
import type { Verified } from '@upkeep/proof'
import type { Workspace } from '@upkeep/workspace'
import type { ActionDetection } from './definition.ts'

export interface PublicationParts {
  version: string
  run: string
  grant: Grant
  operations: Operation[]
  skips: Skip[]
  proof: CheckRow[]
  detection: ActionDetection<unknown>
  usage: Usage
}

export function publicationOf({
  version,
  run,
  grant,
  operations,
  skips,
  proof,
  detection,
  usage,
}: PublicationParts): Publication {
  const coverage = { examined: detection.examined, notExamined: detection.left }
  return {
    format: 'upkeep/publication@1',
    action: grant.action,
    version,
    run,
    grant,
    operations,
    skips,
    proof,
    coverage,
    usage,
  }
}

/** The files of a proven batch by the SHA-256 of their contents: what an operation lists, and the blobs that travel with it. */
export async function filesOf(
  verified: Verified,
  workspace: Workspace,
): Promise<{ files: { path: string; before: string | null; after: string | null }[]; blobs: Map<string, Uint8Array> }> {
  const tree = await workspace.compose(verified.proposals.flatMap(({ edits }) => edits))
  if ('conflict' in tree) throw new Error('a proven batch can not hold overlapping edits')
  const blobs = new Map<string, Uint8Array>()
  const files: { path: string; before: string | null; after: string | null }[] = []
  for (const [path, after] of tree.files) {
    const before = await workspace.read(path)
    if (after !== null) blobs.set(sha256(after), after)
    files.push({ path, before: before === null ? null : sha256(before), after: after === null ? null : sha256(after) })
  }
  return { files, blobs }
}
