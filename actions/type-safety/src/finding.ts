import { byteOffset } from '@upkeep/workspace'
import { findingId } from '@upkeep/schema'
import type { Finding } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { Decision, Evidence } from './decide.ts'
import { EvidenceData } from './evidence.ts'
import type { ProofReader } from './proof-readers.ts'
import { lineOf } from './source-file.ts'
import { spelling } from './suppression.ts'
import type { Change, SourceFile, Suppression } from './suppression.ts'

/** Dead and broad ones are proven as one tree and published as one pull request; their rules tell them apart. */
export const BATCH = 'suppressions'

const Shape = {
  kind: z.literal('suppression'),
  family: z.string(),
  path: z.string(),
  /** 1-based. */
  line: z.int(),
  /** The directive as it stands, and the codes that it will name; null: it goes. */
  was: z.string(),
  now: z.nullable(z.array(z.string())),
  /** Codes that go (`remove`, `drop-codes`) or that it will name (`narrow`). */
  codes: z.array(z.string()),
  action: z.enum(['remove', 'drop-codes', 'narrow']),
  evidence: z.array(EvidenceData),
  /** Who reads this comment in CI: of the checks of each, one has to be fine in the proof. */
  readers: z.array(z.strictObject({ configuration: z.string(), checks: z.array(z.string()) })),
}

/** The payload of a finding and of the proposal that settles it. */
export const SuppressionData = z.strictObject({
  ...Shape,
  /** Of a proposal for several findings: the payloads of the others. */
  also: z.optional(z.array(z.strictObject(Shape))),
  /** A formatter of the repository wrote lines of this proposal. */
  formatted: z.optional(z.boolean()),
})
export type SuppressionData = z.infer<typeof SuppressionData>

export type Settled = Exclude<Decision, { kind: 'live' | 'held' | 'unread' }>

/** The finding of a suppression that all votes settled. `ordinal` counts equal ones in its file. */
export function findingOf(
  file: SourceFile,
  suppression: Suppression,
  decision: Settled,
  { ordinal, readers }: { ordinal: number; readers: readonly ProofReader[] },
): Finding<SuppressionData> {
  const { path, family, comment, symbol, line } = suppression
  const rule = ruleOf(suppression, decision)
  const [start, end] = [comment.start + suppression.start, comment.start + suppression.end]
  const quote = file.text.slice(start, end).trimEnd()
  const at = (index: number) => byteOffset(file.text, index, file.encoding, file.bom)
  const data = dataOf(suppression, decision)
  return {
    id: findingId({ action: 'type-safety', rule, path, symbol, line: lineOf(file.text, comment.start), ordinal }),
    rule,
    batch: BATCH,
    at: { path, quote, start: at(start), end: at(start + quote.length) },
    severity: 'notice',
    message: messageOf(data),
    data: { ...data, kind: 'suppression', family, line, readers: readers.map((one) => ({ ...one })) },
  }
}

export function ruleOf({ family }: Suppression, { kind }: Settled): string {
  return `${kind === 'dead' ? 'unused' : 'broad'}-${family}`
}

function dataOf(
  suppression: Suppression,
  { kind, change, evidence, ...rest }: Settled,
): Omit<SuppressionData, 'readers' | 'kind'> {
  const was = spelling(suppression)
  const { path, family, line } = suppression
  const shown = evidence.map(copied)
  if (change.kind === 'remove') {
    const dropped = 'dropped' in rest ? [...rest.dropped] : []
    return { family, path, line, was, now: null, codes: dropped, action: 'remove', evidence: shown }
  }
  const codes = kind === 'dead' && 'dropped' in rest ? [...rest.dropped] : [...change.codes]
  const action = kind === 'dead' ? 'drop-codes' : 'narrow'
  return { family, path, line, was, now: [...change.codes], codes, action, evidence: shown }
}

/** The payloads of all findings that a proposal settles, each alone. */
export function settledBy({ also = [], ...first }: SuppressionData): SuppressionData[] {
  return [first, ...also]
}

/** What the payload wants done with its directive. */
export function changeOf({ now }: SuppressionData): Change {
  return now === null ? { kind: 'remove' } : { kind: 'codes', codes: now }
}

function copied({ configuration, command, message, checks }: Evidence): SuppressionData['evidence'][number] {
  return { configuration, command, message, checks: [...checks] }
}

function messageOf({ was, codes, action, evidence }: Omit<SuppressionData, 'readers' | 'kind'>): string {
  const names = codes.map((code) => `\`${code}\``).join(', ')
  const configurations = new Set(evidence.map(({ configuration }) => configuration)).size
  const where =
    configurations === 1 ? `\`${evidence[0]?.configuration ?? ''}\`` : `each of ${configurations} configurations`
  if (action === 'remove') return `\`${plain(was)}\` suppresses nothing: ${where} reports no error without it`
  if (action === 'drop-codes') return `\`${plain(was)}\`: ${names} suppresses nothing in ${where}`
  return `\`${plain(was)}\` hides every error; only ${names} is needed in ${where}`
}

function plain(text: string): string {
  return text.replaceAll('`', "'").slice(0, 120)
}
