import { join } from 'node:path'
import { VERSION } from '@upkeep/entry'
import type { Annotation, RunOutput } from '@upkeep/entry'
import { reportHtml, summaryMarkdown, terminalReport } from '@upkeep/report'
import type { ReportData } from '@upkeep/report'
import { Publication, Result } from '@upkeep/schema'
import type { Operation, PatchProposal } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import { describeSandbox } from '@upkeep/workspace'
import type { Poster } from './context.ts'
import type { ActionDefinition, ActionDetection, Context, ProvenBatch } from './definition.ts'
import type { BatchOutcome } from './engine.ts'
import { retirement } from './known.ts'
import { modelPart } from './record/model-part.ts'
import type { OutFolder } from './record/out-folder.ts'
import { filesOf, publicationOf } from './publication.ts'
import type { ProposedReviews } from './propose-reviews.ts'
import { proofTable, skipsOf, withReviews } from './result.ts'

/** What a run of the pipeline gives beside what an entry point needs. */
export interface ActionOutput extends RunOutput {
  patch: string
  terminal: (options: { color: boolean; width: number }) => string
}

export interface OutParts<X, P extends PatchProposal<X>> {
  action: ActionDefinition<X, P>
  context: Context
  result: Result
  detection: ActionDetection<X>
  batches: readonly BatchOutcome<P>[]
  /** What is proposed beside the action's own batches. */
  reviews: ProposedReviews | null
  run: string
  out: OutFolder
  redact: Redactor
  patch: string
  /** What is to be posted beside what is proven; null: nothing at all, since the run was ended early. */
  operations: readonly Operation[] | null
  post: Poster | null
}

/** Writes the OUT folder of design §9, each file parsed by its own schema first, and puts it in place. */
export async function writeOut<X, P extends PatchProposal<X>>(parts: OutParts<X, P>): Promise<ActionOutput> {
  const { action, context, detection, out, redact, patch } = parts
  const { batches } = withReviews(detection, parts.batches, parts.reviews)
  const { operations, blobs } =
    parts.operations === null
      ? { operations: [], blobs: new Map<string, Uint8Array>() }
      : await operationsOf(parts, parts.operations)
  const [proof, skips] = [proofTable(batches, context.unchecked), skipsOf(batches)]
  const publication = publicationOf({
    version: VERSION,
    run: parts.run,
    grant: context.grant,
    operations,
    skips,
    proof,
    detection,
    usage: parts.result.usage,
  })
  const posted = await postWhereGranted(parts, Publication.parse(publication), blobs)
  const data: ReportData = {
    result: Result.parse(posted.result),
    patch,
    proof,
    skips,
    isolation: isolationOf(context),
    title: action.title,
    examines: action.examines ?? 'file',
    left: leftOver(detection, posted.result),
    ...modelPart(join(out.staging, 'record', 'events.jsonl'), detection),
  }
  const summary = redact(summaryMarkdown(data))
  out.write('result.json', json(data.result))
  out.write('publication.json', json(publication))
  for (const [name, bytes] of blobs) out.write(join('blobs', name), bytes)
  out.write('patch.diff', patch)
  out.write('summary.md', summary)
  out.write('report.html', redact(reportHtml(data)))
  out.finish()
  if (posted.error !== null) throw posted.error
  return {
    result: data.result,
    summary,
    patch,
    reportPath: join(out.path, 'report.html'),
    hasPublication: operations.length > 0,
    annotations: data.result.published.length > 0 ? [] : annotationsOf(data.result, context),
    terminal: (options) => redact(terminalReport(data, options)),
  }
}

/** What is worth a person's time, without what this run proposes to settle. */
function leftOver({ ranked }: ActionDetection<unknown>, { findings }: Result): ReportData['left'] {
  const proposed = new Set(findings.filter(({ state }) => state === 'proposed').map(({ id }) => id))
  return ranked.filter(({ finding }) => finding === undefined || !proposed.has(finding))
}

/** An error in posting is kept until the folder is in place, so that nothing that was proven is lost. */
async function postWhereGranted<X, P extends PatchProposal<X>>(
  { context, result, post }: OutParts<X, P>,
  publication: Publication,
  blobs: ReadonlyMap<string, Uint8Array>,
): Promise<{ result: Result; error: Error | null }> {
  if (post === null || context.grant.may.write !== 'direct' || publication.operations.length === 0)
    return { result, error: null }
  try {
    const {
      result: ended,
      reason,
      incomplete,
      posted,
      withheld,
    } = await context.log.group('Publish', () => post(publication, blobs))
    const notExamined = [...result.coverage.notExamined, ...withheld]
    const published = posted.map(({ op, url }) => ({ op, url }))
    const outcome = ended === 'failed' || ended === 'skipped' ? { result: ended, reason } : {}
    return {
      result: { ...result, ...outcome, incomplete, published, coverage: { ...result.coverage, notExamined } },
      error: null,
    }
  } catch (error) {
    return { result, error: error instanceof Error ? error : new Error(String(error)) }
  }
}

/** On a pull request that nothing is posted to, what is proven stands beside its lines. */
function annotationsOf({ findings }: Result, { grant }: Context): Annotation[] {
  if (grant.target.kind !== 'pull-request') return []
  return findings.flatMap(({ state, path, range, rule, message }) =>
    state !== 'proposed' || path === null || range === null
      ? []
      : [{ level: 'notice' as const, title: rule, message, path, line: range[0] }],
  )
}

async function operationsOf<X, P extends PatchProposal<X>>(
  { action, batches, reviews, context, detection }: OutParts<X, P>,
  further: readonly Operation[],
): Promise<{ operations: Operation[]; blobs: Map<string, Uint8Array> }> {
  const proven: ProvenBatch<P>[] = []
  const blobs = new Map<string, Uint8Array>()
  for (const { verified } of batches) {
    if (verified === null) continue
    const held = await filesOf(verified, context.workspace)
    proven.push({ verified, files: held.files })
    for (const [name, bytes] of held.blobs) blobs.set(name, bytes)
  }
  const narrowed = [context.inputs['paths'], context.inputs['ignore']].some(
    (globs) => Array.isArray(globs) && globs.length > 0,
  )
  const retired = retirement(action.name, action.batches, detection, context.known, narrowed)
  const verified = reviews?.outcome.verified ?? null
  const proposed: Operation[] = []
  if (reviews !== null && verified !== null) {
    const held = await filesOf(verified, context.workspace)
    for (const [name, bytes] of held.blobs) blobs.set(name, bytes)
    proposed.push(reviews.publish({ verified, files: held.files }))
  }
  const own = await action.publish(proven, context)
  return { operations: [...further, ...own, ...proposed, ...retired], blobs }
}

function isolationOf({ workspace: { isolation, sandbox } }: Context): string {
  const tree =
    isolation.kind === 'overlay' ? 'overlay of the work tree' : `copy of the work tree, since ${isolation.why}`
  return `${tree}; ${describeSandbox(sandbox)}`
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
