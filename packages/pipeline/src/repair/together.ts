import { together } from '@upkeep/agent-core'
import type { PackedDiagnostic } from '@upkeep/agent-core'
import type { Finding, Id } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { ReadSource } from './read-source.ts'

/** Findings that one change is likely to settle, by where their first diagnostics stand; only groups of more than one. */
export async function findingsTogether<X>(
  findings: readonly Finding<X>[],
  brief: (findings: readonly Finding<X>[]) => { diagnostics: readonly PackedDiagnostic[] },
  workspace: Pick<Workspace, 'read'>,
  sourceOf: ReadSource,
): Promise<Id[][]> {
  const places = findings.flatMap((finding) => {
    const [first] = brief([finding]).diagnostics
    return first === undefined ? [] : [{ id: finding.id, path: first.path, line: first.line }]
  })
  const groups: Id[][] = []
  for (const [path, own] of Map.groupBy(places, (place) => place.path)) {
    const bytes = await workspace.read(path)
    const text = bytes === null ? undefined : decodeText(bytes)?.text
    if (text === undefined) continue
    const lines = own.map(({ line }) => line)
    for (const group of together(sourceOf(path, text), lines))
      groups.push(own.filter(({ line }) => group.includes(line)).map(({ id }) => id))
  }
  return groups.filter((ids) => ids.length > 1)
}
