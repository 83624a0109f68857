import { kindsOfTool } from '@upkeep/checkers'
import type { FoundCheck } from '@upkeep/ci'
import type { Judgement as Judged } from '@upkeep/proof'
import type { PatchProposal } from '@upkeep/schema'
import type { Judgement } from './judgement.ts'
import { readersOfLeaf } from './other-readers.ts'
import type { Family, Suppression } from './suppression.ts'

/** A reader of a comment, and the checks that run it: one of them has to be fine in the proof. */
export interface ProofReader {
  configuration: string
  checks: string[]
}

const TYPE_FAMILIES: readonly Family[] = ['type-ignore', 'pyright-ignore', 'ty-ignore', 'ts-ignore', 'ts-expect-error']

/**
 * Everything in CI that reads this comment: configurations whose probe read its file, tools without a probe, and checks of types
 * of which nobody knows what they run. Where one of them proves nothing (it is red, flaky or not run), the removal is not proven.
 */
export function proofReaders(
  suppression: Suppression,
  judgements: readonly Judgement[],
  checks: readonly FoundCheck[],
): ProofReader[] {
  const { family, path } = suppression
  const asked = judgements.filter((one) => one.checks.length > 0 && one.covers(path, family))
  const readers = asked.map(({ configuration, checks: ids }) => ({ configuration, checks: [...ids] }))
  for (const { check, leaves } of checks) {
    const unasked = leaves
      .flatMap(readersOfLeaf)
      .filter(
        ({ reader, folder, unasked: blind }) =>
          blind &&
          reader.families.includes(family) &&
          (reader.files?.test(path) ?? true) &&
          (folder === '' || path.startsWith(`${folder}/`)),
      )
    const opaque =
      check.kind === 'typecheck' &&
      TYPE_FAMILIES.includes(family) &&
      leaves.some(({ argv, invocation }) => invocation === null && kindsOfTool(argv).length === 0)
    if (unasked.length > 0 || opaque) readers.push({ configuration: check.command, checks: [check.id] })
  }
  return [...new Map(readers.map((one) => [one.checks.join(' '), one])).values()]
}

type Read = PatchProposal<{ readers: readonly ProofReader[] }>

/** The judgement, less what it proves of proposals with a reader that no check was fine about. */
export function withoutSilentReaders(proposals: readonly Read[], judgement: Judged): Judged {
  const { verdict, rows } = judgement
  if (verdict.status !== 'proven') return judgement
  // a check that passed and was not asked about the base tree: all others are silent
  const fine = new Set(
    rows.filter(({ after, before }) => after === 'pass' && before === 'not-needed').map(({ id }) => id),
  )
  const silentOf = ({ data }: Read) => data.readers.filter(({ checks }) => !checks.some((id) => fine.has(id)))
  const suspects = proposals.filter((one) => silentOf(one).length > 0)
  if (suspects.length === 0) return judgement
  const ids = new Set(suspects.flatMap((one) => silentOf(one).flatMap(({ checks }) => checks)))
  const reasons = rows
    .filter(({ id }) => ids.has(id))
    .map(({ command, why, after }) => `\`${command}\` reads this comment, and it proves nothing: ${why ?? after}`)
  return { ...judgement, verdict: { ...verdict, status: 'unproven', reasons, suspects: suspects.map(({ id }) => id) } }
}
