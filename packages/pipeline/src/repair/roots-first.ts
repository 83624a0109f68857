import { followingOf, rootOf } from '@upkeep/agent-core'
import type { PackedDiagnostic } from '@upkeep/agent-core'
import type { Finding } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'
import type { ReadSource } from './read-source.ts'
import { filesOf } from './repair-task.ts'

/**
 * Findings in the order in which they are asked: those of files that the pull request changes before others, and before what may follow
 * from them. What is gone with a change is not asked for.
 */
export async function rootsFirst<X>(
  findings: readonly Finding<X>[],
  brief: (findings: readonly Finding<X>[]) => { diagnostics: readonly PackedDiagnostic[] },
  changed: readonly string[] | null,
  workspace: Pick<Workspace, 'read'>,
  sourceOf: ReadSource,
): Promise<Finding<X>[]> {
  const said = findings.map((finding) => ({ finding, diagnostics: brief([finding]).diagnostics }))
  const all = said.flatMap(({ diagnostics }) => diagnostics)
  const following = followingOf(all, await filesOf(all, workspace, sourceOf))
  const rank = ({ diagnostics }: { diagnostics: readonly PackedDiagnostic[] }) => {
    const isElsewhere = diagnostics.every(({ path }) => changed?.includes(path) === false)
    const follows = diagnostics.some((one) => !diagnostics.includes(rootOf(one, following)))
    return Number(isElsewhere) * 2 + Number(follows)
  }
  const ranked = said.map((one) => ({ ...one, rank: rank(one) }))
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ finding }) => finding)
}
