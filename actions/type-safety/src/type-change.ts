import { byteOffset } from '@upkeep/workspace'
import { Edit, findingId } from '@upkeep/schema'
import type { Finding, PatchProposal } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { TextEdit } from './comment-edit.ts'
import type { Evidence } from './decide.ts'
import { toEdits } from './edit.ts'
import { EvidenceData } from './evidence.ts'
import { lineOf } from './source-file.ts'
import type { SourceFile } from './suppression.ts'

/** Each kind is proven as one tree and published as one pull request. */
export const CASTS = 'casts'
export const ANNOTATIONS = 'annotations'

/** The payload of a finding about types, and of the proposal that settles it. It carries its edits: tools have found them. */
const Shape = {
  kind: z.enum(['cast', 'annotation']),
  path: z.string(),
  /** 1-based. */
  line: z.int(),
  /** The code as it stands, and as it will. */
  was: z.string(),
  now: z.string(),
  evidence: z.array(EvidenceData),
  edits: z.array(Edit),
}
export const TypeChangeData = z.strictObject({
  ...Shape,
  /** Of a proposal for several findings: the payloads of the others. */
  also: z.optional(z.array(z.strictObject(Shape))),
  /** A formatter of the repository wrote lines of this proposal. */
  formatted: z.optional(z.boolean()),
})
export type TypeChangeData = z.infer<typeof TypeChangeData>
export type TypeChangeProposal = PatchProposal<TypeChangeData>

/** A change of types in a file, before anybody said anything of it. Offsets are UTF-16 units of the decoded text. */
export interface TypeChange {
  kind: TypeChangeData['kind']
  rule: string
  file: Omit<SourceFile, 'suppressions' | 'enables'>
  start: number
  end: number
  was: string
  now: string
  symbol: string
  edits: readonly TextEdit[]
}

/** The same as the prover sees it: something that edits files and can be blamed. */
export interface Blamed {
  id: string
  edits: Edit[]
  change: TypeChange
}

/** Names every change; equal ones of a file are told apart by their order. */
export function blamable(changes: readonly TypeChange[]): Blamed[] {
  const ordinals = new Map<string, number>()
  return changes.map((change) => {
    const { rule, file, start, symbol } = change
    const line = lineOf(file.text, start)
    const equal = JSON.stringify([rule, file.path, symbol, line.replace(/\s+/g, ' ').trim()])
    const ordinal = ordinals.get(equal) ?? 0
    ordinals.set(equal, ordinal + 1)
    const id = findingId({ action: 'type-safety', rule, path: file.path, symbol, line, ordinal })
    return { id, edits: toEdits(file, change.edits), change }
  })
}

/** The payloads of all findings that a proposal settles, each alone. */
export function changesOf({ also = [], ...first }: TypeChangeData): TypeChangeData[] {
  return [first, ...also]
}

/** Proposals whose lines a formatter put together, as one. */
export function typesTogether(group: readonly TypeChangeProposal[], edits: readonly Edit[]): TypeChangeProposal {
  const [first] = group
  if (first === undefined) throw new Error('a group has a member')
  const findings = group.flatMap((one) => one.findings)
  const [data, ...also] = group.flatMap((one) => changesOf(one.data))
  if (data === undefined) throw new Error('a proposal settles a finding')
  const line = findings.join(' ')
  const own = { action: 'type-safety', rule: data.kind, path: data.path, symbol: '', line, ordinal: 0 }
  return {
    kind: 'patch',
    id: group.length === 1 ? first.id : findingId(own),
    findings,
    data: { ...data, ...(also.length === 0 ? {} : { also }), formatted: true },
    edits: [...edits],
  }
}

const MESSAGES: Readonly<Record<TypeChangeData['kind'], (was: string, now: string) => string>> = {
  cast: (was, now) => `\`${was}\` can be \`${now}\`: the compiler reports nothing new, and emits the same program`,
  annotation: (was, now) => `\`${was}\` can be \`${now}\`: the checkers report nothing new`,
}

export function typeFinding({ id, edits, change }: Blamed, evidence: readonly Evidence[]): Finding<TypeChangeData> {
  const { kind, rule, file, start, end, was, now } = change
  const at = (index: number) => byteOffset(file.text, index, file.encoding, file.bom)
  const line = file.text.slice(0, start).split('\n').length
  return {
    id,
    rule,
    batch: kind === 'cast' ? CASTS : ANNOTATIONS,
    at: { path: file.path, quote: file.text.slice(start, end), start: at(start), end: at(end) },
    severity: 'notice',
    message: MESSAGES[kind](plain(was), plain(now)),
    data: {
      kind,
      path: file.path,
      line,
      was,
      now,
      evidence: evidence.map((one) => ({ ...one, checks: [...one.checks] })),
      edits,
    },
  }
}

function plain(text: string): string {
  return text.replaceAll('`', "'").replace(/\s+/g, ' ').slice(0, 120)
}
