import { findingId } from '@upkeep/schema'
import type { Finding, PatchProposal } from '@upkeep/schema'
import { byteOffset } from '@upkeep/workspace'
import * as z from 'zod/mini'
import { EvidenceData } from '../evidence.ts'
import { lineOf } from '../source-file.ts'
import { spelling } from '../suppression.ts'
import type { SourceFile, Suppression } from '../suppression.ts'

/** What models are asked to settle: proven as one tree and published as one pull request. */
export const LIVE = 'live'

const Shape = {
  kind: z.literal('live'),
  family: z.string(),
  path: z.string(),
  /** 1-based. */
  line: z.int(),
  /** The directive as it stands. */
  was: z.string(),
  /** What it hides; 1-based lines. */
  hidden: z.array(
    z.strictObject({
      path: z.string(),
      line: z.int(),
      rule: z.string(),
      message: z.string(),
      /** What the checker says to explain it. */
      notes: z.optional(z.array(z.string())),
    }),
  ),
  evidence: z.array(EvidenceData),
}
/** The payload of a suppression that hides a real error: what the checkers say where it stands, and who has to be content in the end. */
export const LiveData = z.strictObject({
  ...Shape,
  /** Of a proposal for several findings: the payloads of the others. */
  also: z.optional(z.array(z.strictObject(Shape))),
})
export type LiveData = z.infer<typeof LiveData>
export type LiveProposal = PatchProposal<LiveData>

/** The payloads of all findings that a proposal settles, each alone. */
export function liveParts({ also = [], ...first }: LiveData): LiveData[] {
  return [first, ...also]
}

/** A suppression that tools could not settle, in its file. */
export interface LiveSuppression {
  file: SourceFile
  suppression: Suppression
  /** The larger, the sooner it is worth a model's time. */
  score: number
}

/** The finding of a live suppression with what it hides. `ordinal` counts equal ones in its file. */
export function liveFinding(
  { file, suppression }: LiveSuppression,
  told: Pick<LiveData, 'hidden' | 'evidence'>,
  ordinal: number,
): Finding<LiveData> {
  const { path, family, comment, symbol, line } = suppression
  const [start, end] = [comment.start + suppression.start, comment.start + suppression.end]
  const quote = file.text.slice(start, end).trimEnd()
  const at = (index: number) => byteOffset(file.text, index, file.encoding, file.bom)
  const rule = `live-${family}`
  const was = spelling(suppression)
  const [first] = told.hidden
  return {
    id: findingId({ action: 'type-safety', rule, path, symbol, line: lineOf(file.text, comment.start), ordinal }),
    rule,
    batch: LIVE,
    at: { path, quote, start: at(start), end: at(start + quote.length) },
    severity: 'warning',
    message: `\`${plain(was)}\` hides ${told.hidden.length === 1 ? 'an error' : `${told.hidden.length} errors`}: ${plain(first?.message ?? '')}`,
    data: { kind: 'live', family, path, line, was, ...told },
  }
}

function plain(text: string): string {
  return text.replaceAll('`', "'").replace(/\s+/g, ' ').slice(0, 160)
}
