import { FAMILIES } from './families.data.ts'
import type { ProbedTool } from './families.data.ts'
import type { Judgement, Unused } from './judgement.ts'
import { namedForNoqa, unaskedReader } from './other-readers.ts'
import type { OtherReaders } from './other-readers.ts'
import type { Change, Suppression } from './suppression.ts'

export interface Evidence {
  configuration: string
  command: string
  message: string
  checks: readonly string[]
}

/** What all the votes come to. */
export type Decision =
  | { kind: 'dead'; change: Change; dropped: readonly string[]; evidence: Evidence[] }
  | { kind: 'narrow'; change: Change; evidence: Evidence[] }
  /** Needed somewhere, or nobody may say that it is not; listed for people. */
  | { kind: 'live'; why: string }
  /** All who were asked call it unneeded; somebody who reads it was not asked. */
  | { kind: 'held'; why: string }
  /** No configuration reads the file. */
  | { kind: 'unread'; why: string }

/**
 * Counts the votes on one suppression. It is dead only if every configuration that reads its file says so, single codes
 * likewise; a configuration that could not be run votes against. A directive without codes that is needed gets the codes that
 * it hides, over all configurations.
 */
export function decide(suppression: Suppression, judgements: readonly Judgement[], readers: OtherReaders): Decision {
  const { family, path, guard } = suppression
  const { judges, language } = FAMILIES[family]
  if (judges.length === 0)
    return { kind: 'live', why: 'it silences the whole file, and no tool says whether it has to' }
  const votes = judgements.filter((one) => judges.includes(one.tool) && one.covers(path, family))
  const fromCi = votes.filter(({ checks }) => checks.length > 0)
  if (fromCi.every(({ failure }) => failure !== null)) {
    const why = fromCi[0]?.failure ?? `no ${language} of this repository's checks reads the file`
    return { kind: 'unread', why }
  }
  const blocked = votes.find(({ failure }) => failure !== null)
  if (blocked !== undefined)
    return { kind: 'live', why: `\`${blocked.configuration}\` could not be asked: ${blocked.failure ?? ''}` }
  if (guard !== null && family !== 'noqa' && family !== 'eslint-disable') return { kind: 'live', why: guard }
  const others = { noqa: family === 'noqa' ? namedForNoqa(readers, judgements) : null }
  const counted = count(suppression, votes, others)
  const unasked = counted.kind === 'live' ? null : unaskedReader(suppression, judgements, readers)
  return unasked === null ? counted : { kind: 'held', why: unasked }
}

/** What the codes of other tools forbid. */
interface Others {
  /** A tool that obeys `# noqa` and that was not asked; it is named somewhere, though no check runs it. */
  noqa: string | null
}

function count(suppression: Suppression, votes: readonly Judgement[], others: Others): Decision {
  const said = votes.map((vote) => ({ vote, unused: vote.unused.get(suppression) }))
  const evidence = said.flatMap(({ vote, unused }) => (unused === undefined ? [] : [evidenceOf(vote, unused.message)]))
  const states = said.map(({ unused }) => deadCodes(suppression, unused, others))
  if (states.every((dead) => dead === 'all'))
    return { kind: 'dead', change: { kind: 'remove' }, dropped: namesOf(suppression), evidence }
  // ty reads the codes of `# type: ignore` in a way of its own: where it needs the comment, no code may change
  const keeps = said.some(({ vote, unused }) => vote.tool === 'ty' && unused === undefined)
  if (suppression.family === 'type-ignore' && keeps) return { kind: 'live', why: liveReason(said) }
  // pyright takes any `# type: ignore` for one without codes: it has a say on the whole only
  const own = said.filter(({ vote }) => suppression.family !== 'type-ignore' || vote.tool === 'mypy')
  const perCode = own.map(({ unused }) => deadCodes(suppression, unused, others))
  const names = namesOf(suppression)
  const dropped =
    perCode.length === 0 ? [] : names.filter((name) => perCode.every((dead) => dead === 'all' || dead.includes(name)))
  if (dropped.length > 0 && dropped.length < names.length) {
    const change: Change = { kind: 'codes', codes: names.filter((name) => !dropped.includes(name)) }
    return { kind: 'dead', change, dropped, evidence }
  }
  return narrowed(suppression, votes, others) ?? { kind: 'live', why: liveReason(said) }
}

function deadCodes(suppression: Suppression, unused: Unused | undefined, others: Others): 'all' | readonly string[] {
  if (unused === undefined) return []
  if (unused.codes === 'all')
    return suppression.codes.length === 0 && others.noqa !== null && suppression.family === 'noqa' ? [] : 'all'
  const dead = [...unused.codes, ...(others.noqa === null ? unused.disabled : [])]
  const names = namesOf(suppression)
  return names.length > 0 && names.every((name) => dead.includes(name)) ? 'all' : dead
}

function namesOf({ codes }: Suppression): string[] {
  return codes.map(({ name }) => name)
}

/** The codes that a directive without codes hides, or the narrower ones that mypy names; null where nobody knows them all. */
function narrowed(suppression: Suppression, votes: readonly Judgement[], others: Others): Decision | null {
  const voters: readonly ProbedTool[] =
    suppression.family === 'type-ignore' ? ['mypy'] : FAMILIES[suppression.family].judges
  const own = votes.filter(({ tool }) => voters.includes(tool))
  if (own.length === 0) return null
  const codes = suppression.codes.length === 0 ? hiddenCodes(suppression, own, others) : narrowerCodes(suppression, own)
  if (codes === null || codes.length === 0) return null
  const evidence = own.map((vote) =>
    evidenceOf(
      vote,
      vote.unused.get(suppression)?.message ?? `it hides ${(vote.hides.get(suppression) ?? []).join(', ')}`,
    ),
  )
  return { kind: 'narrow', change: { kind: 'codes', codes }, evidence }
}

function hiddenCodes(suppression: Suppression, votes: readonly Judgement[], others: Others): string[] | null {
  if (
    suppression.scope === 'block' ||
    suppression.scope === 'file' ||
    (suppression.family === 'noqa' && others.noqa !== null)
  )
    return null
  const hidden = votes.map((vote) => vote.hides.get(suppression) ?? (vote.unused.has(suppression) ? [] : null))
  if (hidden.includes(null)) return null
  return [...new Set(hidden.flatMap((codes) => codes ?? []))].toSorted()
}

function narrowerCodes(suppression: Suppression, votes: readonly Judgement[]): string[] | null {
  const replacements = votes.map((vote) => vote.unused.get(suppression)?.narrower ?? {})
  const names = namesOf(suppression)
  const wide = names.filter((name) => replacements.every((one) => (one[name] ?? []).length > 0))
  if (wide.length === 0) return null
  return [
    ...new Set(
      names.flatMap((name) => (wide.includes(name) ? replacements.flatMap((one) => one[name] ?? []) : [name])),
    ),
  ]
}

function evidenceOf({ configuration, command, checks }: Judgement, message: string): Evidence {
  return { configuration, command: cut(command), message, checks }
}

function liveReason(said: readonly { vote: Judgement; unused: Unused | undefined }[]): string {
  const needing = said.find(({ unused }) => unused === undefined)?.vote ?? said[0]?.vote
  const dead = said.filter(({ unused }) => unused?.codes === 'all').length
  const where = needing === undefined ? '' : ` in \`${needing.configuration}\``
  return dead > 0
    ? `it is unneeded in ${dead} of ${said.length} configurations, but needed${where}`
    : `it is needed${where}`
}

/** A hook manager names every file of the repository: the beginning tells the call. */
function cut(command: string): string {
  return command.length > 400 ? `${command.slice(0, 400)} …` : command
}
