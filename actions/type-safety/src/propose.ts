import { reformatted } from '@upkeep/pipeline'
import type { Context, OpenFinding } from '@upkeep/pipeline'
import type { Finding, RungLevel, Skip } from '@upkeep/schema'
import { byteOffset } from '@upkeep/workspace'
import type { SuppressionData } from './finding.ts'
import type { TypeSafetyData, TypeSafetyProposal } from './payload.ts'
import { formattedTogether, proposalsOf } from './proposal.ts'
import type { SettledSuppression, SuppressionProposal } from './proposal.ts'
import { scanPaths } from './scan.ts'
import { typesTogether } from './type-change.ts'
import type { TypeChangeProposal } from './type-change.ts'
import type { SourceFile } from './suppression.ts'

/**
 * The only rung so far is L0, the tools' own knowledge: one removal for each finding that was not tried yet, laid out
 * as the repository's formatters want it. Nothing is tried
 * twice; a refused one stays, with the reason. Works from the findings alone: the files are read again.
 */
export async function* propose(
  open: readonly OpenFinding<TypeSafetyData, TypeSafetyProposal>[],
  rung: RungLevel,
  context: Context,
): AsyncGenerator<TypeSafetyProposal | Skip> {
  if (rung !== 'L0') return
  const untried = open.filter(({ attempts }) => attempts.length === 0).map(({ finding }) => finding)
  // all of a batch is proposed at once: where anything was tried, what is left over was skipped in the first round
  if (untried.length === 0 || untried.length < open.length) return
  yield* await reformatted(untried.flatMap(typeChange), typesTogether, context)
  const suppressions = untried.filter(
    (finding): finding is Finding<SuppressionData> => finding.data.kind === 'suppression',
  )
  const byPath = Map.groupBy(suppressions, ({ data }) => data.path)
  const removals: SuppressionProposal[] = []
  for (const file of await scanPaths([...byPath.keys()], context)) {
    const { proposals, unsafe } = proposalsOf(file, settledIn(file, byPath.get(file.path) ?? []))
    removals.push(...proposals)
    for (const { finding, why } of unsafe) {
      yield { findings: [finding.id], code: 'unproven', reason: `${finding.data.path}:${finding.data.line}: ${why}` }
    }
  }
  yield* await reformatted(removals, formattedTogether, context)
}

/** What tools have found carries its edits. */
function typeChange({ id, data }: Finding<TypeSafetyData>): TypeChangeProposal[] {
  if (data.kind === 'suppression' || data.kind === 'live') return []
  return [{ kind: 'patch', id, findings: [id], data, edits: data.edits }]
}

/** The findings of a file with the suppressions that stand where they say. */
function settledIn(file: SourceFile, findings: readonly Finding<SuppressionData>[]): SettledSuppression[] {
  const byPlace = new Map(
    file.suppressions.map((one) => [
      byteOffset(file.text, one.comment.start + one.start, file.encoding, file.bom),
      one,
    ]),
  )
  return findings.flatMap((finding) => {
    const suppression = finding.at === null ? undefined : byPlace.get(finding.at.start)
    return suppression === undefined ? [] : [{ suppression, finding }]
  })
}
