import type { Edit, Finding, PatchProposal } from '@upkeep/schema'
import { findingId } from '@upkeep/schema'
import { commentEdit } from './comment-edit.ts'
import type { TextEdit } from './comment-edit.ts'
import { companions } from './companion.ts'
import { toEdits } from './edit.ts'
import { changedEslintDirective } from './eslint-directive.ts'
import { PYTHON_FILE } from './families.data.ts'
import { changeOf, settledBy } from './finding.ts'
import type { SuppressionData } from './finding.ts'
import { changedPythonComment } from './python-directive.ts'
import type { Change, Comment, SourceFile, Suppression } from './suppression.ts'
import { withoutTypescriptDirective } from './typescript-directive.ts'

export type SuppressionProposal = PatchProposal<SuppressionData>

/** A suppression with the finding that says what is to become of it. */
export interface SettledSuppression {
  suppression: Suppression
  finding: Finding<SuppressionData>
}

/** Comments that have to change together. */
interface Group {
  members: SettledSuppression[]
  changes: Map<Comment, Map<Suppression, Change>>
}

/**
 * The proposals for one file, one per comment: two directives of one comment make one edit, and what only exists for the sake of
 * another comment goes with it. What can't be written safely is returned with the reason.
 */
export function proposalsOf(
  file: SourceFile,
  settled: readonly SettledSuppression[],
): { proposals: SuppressionProposal[]; unsafe: { finding: Finding<SuppressionData>; why: string }[] } {
  const proposals: SuppressionProposal[] = []
  const unsafe: { finding: Finding<SuppressionData>; why: string }[] = []
  for (const group of groupsOf(file, settled)) {
    const edits = editsOf(file, group)
    if (typeof edits === 'string') unsafe.push(...group.members.map(({ finding }) => ({ finding, why: edits })))
    else proposals.push(proposalOf(file, group, edits))
  }
  return { proposals, unsafe }
}

function groupsOf(file: SourceFile, settled: readonly SettledSuppression[]): Group[] {
  const groups: Group[] = []
  for (const one of settled) {
    const wanted = changeOf(one.finding.data)
    const own: Group = {
      members: [one],
      changes: new Map([[one.suppression.comment, new Map([[one.suppression, wanted]])]]),
    }
    for (const { suppression, change } of companions(file, one.suppression, wanted))
      add(own.changes, suppression, change)
    const touching = groups.filter((group) => [...own.changes.keys()].some((comment) => group.changes.has(comment)))
    for (const group of touching) {
      merge(own, group)
      groups.splice(groups.indexOf(group), 1)
    }
    groups.push(own)
  }
  return groups
}

function merge(into: Group, from: Group): void {
  into.members.unshift(...from.members)
  for (const changes of from.changes.values())
    for (const [suppression, change] of changes) add(into.changes, suppression, change)
}

/** Two wishes for one directive: only the codes that both want to keep are kept. */
function add(changes: Group['changes'], suppression: Suppression, change: Change): void {
  const own = changes.get(suppression.comment) ?? new Map<Suppression, Change>()
  const before = own.get(suppression)
  const both = before === undefined ? change : intersection(before, change)
  changes.set(suppression.comment, own.set(suppression, both))
}

function intersection(one: Change, other: Change): Change {
  if (one.kind === 'remove' || other.kind === 'remove') return { kind: 'remove' }
  const codes = one.codes.filter((code) => other.codes.includes(code))
  return codes.length === 0 ? { kind: 'remove' } : { kind: 'codes', codes }
}

/** The edits of a group; a sentence where a comment can't be taken away without touching the code around it. */
function editsOf(file: SourceFile, group: Group): TextEdit[] | string {
  const edits: TextEdit[] = []
  for (const [comment, changes] of group.changes) {
    const edit = commentEdit(file.text, comment, changedComment(file.path, comment, changes))
    if (edit === null) return 'the comment stands in the middle of code, where taking it away could change the program'
    edits.push(edit)
    const ends = endsOf(file, changes)
    if (typeof ends === 'string') return ends
    for (const end of ends) {
      const removal = commentEdit(file.text, end, null)
      if (removal === null) return 'the eslint-enable that belongs to it stands in the middle of code'
      edits.push(removal)
    }
  }
  return edits
}

function changedComment(path: string, comment: Comment, changes: ReadonlyMap<Suppression, Change>): string | null {
  if (PYTHON_FILE.test(path)) return changedPythonComment(comment.text, changes)
  const [first] = changes
  if (first === undefined) return comment.text
  const [suppression, change] = first
  return suppression.family === 'eslint-disable'
    ? changedEslintDirective(comment.text, suppression, change)
    : withoutTypescriptDirective(comment.text, suppression)
}

/** The `eslint-enable` comments that end exactly what goes; a sentence where one ends more than that. */
function endsOf(file: SourceFile, changes: ReadonlyMap<Suppression, Change>): Comment[] | string {
  const gone: Comment[] = []
  for (const [suppression, change] of changes) {
    if (suppression.family !== 'eslint-disable' || suppression.scope !== 'block') continue
    const names = suppression.codes.map(({ name }) => name)
    const later = file.enables.filter(({ comment }) => comment.start > suppression.comment.start)
    const touching = later.filter(
      ({ rules }) => rules.length === 0 || names.length === 0 || rules.some((rule) => names.includes(rule)),
    )
    if (touching.length === 0) continue
    const [end] = touching
    const same =
      end !== undefined && end.rules.length === names.length && end.rules.every((rule) => names.includes(rule))
    const others = file.suppressions.filter(
      (one) => one !== suppression && one.scope === 'block' && one.family === 'eslint-disable',
    )
    const shared = others.some(
      ({ codes }) => codes.length === 0 || names.length === 0 || codes.some(({ name }) => names.includes(name)),
    )
    if (change.kind !== 'remove' || !same || touching.length > 1 || shared)
      return 'an eslint-enable in this file ends more than what is unneeded'
    gone.push(end.comment)
  }
  return gone
}

function proposalOf(file: SourceFile, { members }: Group, edits: readonly TextEdit[]): SuppressionProposal {
  const [first] = members
  if (first === undefined) throw new Error('a group has a member')
  const findings = members.map(({ finding }) => finding)
  return {
    kind: 'patch',
    id:
      findings.length === 1
        ? first.finding.id
        : idOf(
            findings.map(({ id }) => id),
            file.path,
          ),
    findings: findings.map(({ id }) => id),
    data: together(findings.map(({ data }) => data)),
    edits: toEdits(file, edits),
  }
}

/** Proposals whose lines a formatter put together, as one. */
export function formattedTogether(group: readonly SuppressionProposal[], edits: readonly Edit[]): SuppressionProposal {
  const [first] = group
  if (first === undefined) throw new Error('a group has a member')
  const findings = group.flatMap((one) => one.findings)
  return {
    kind: 'patch',
    id: group.length === 1 ? first.id : idOf(findings, first.data.path),
    findings,
    data: { ...together(group.flatMap(({ data }) => settledBy(data))), formatted: true },
    edits: [...edits],
  }
}

function idOf(findings: readonly string[], path: string): string {
  return findingId({ action: 'type-safety', rule: 'comment', path, symbol: '', line: findings.join(' '), ordinal: 0 })
}

function together([first, ...also]: readonly SuppressionData[]): SuppressionData {
  if (first === undefined) throw new Error('a proposal settles a finding')
  if (also.length === 0) return first
  return { ...first, readers: [first, ...also].flatMap(({ readers }) => readers), also }
}
