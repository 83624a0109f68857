import { join } from 'node:path'
import { reportHtml, summaryMarkdown, terminalReport } from '@upkeep/report'
import type { ReportData } from '@upkeep/report'
import { Publication, Result } from '@upkeep/schema'
import type { Operation, PatchProposal } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import type { ActionDefinition, ActionDetection, Context, ProvenBatch } from './definition.ts'
import type { BatchOutcome } from './engine.ts'
import type { OutFolder } from './out-folder.ts'
import { filesOf, publicationOf } from './publication.ts'
import { proofRows, skipsOf } from './result.ts'
import type { ActionOutput } from './run-action.ts'
import { VERSION } from './version.data.ts'

export interface OutParts<X, P extends PatchProposal<X>> {
  action: ActionDefinition<X, P>
  context: Context
  result: Result
  detection: ActionDetection<X>
  batches: readonly BatchOutcome<P>[]
  run: string
  out: OutFolder
  redact: Redactor
  patch: string
  /** Whether operations are made; a run that was ended early posts nothing. */
  operations: boolean
}

/** Writes the OUT folder of design §9, each file parsed by its own schema first, and puts it in place. */
export async function writeOut<X, P extends PatchProposal<X>>(parts: OutParts<X, P>): Promise<ActionOutput> {
  const { action, context, result, detection, batches, out, redact, patch } = parts
  const { operations, blobs } = parts.operations
    ? await operationsOf(parts)
    : { operations: [], blobs: new Map<string, Uint8Array>() }
  const [proof, skips] = [proofRows(batches), skipsOf(batches)]
  const publication = publicationOf({
    version: VERSION,
    run: parts.run,
    grant: context.grant,
    operations,
    skips,
    proof,
    detection,
  })
  const data: ReportData = {
    result,
    patch,
    proof,
    skips,
    isolation: isolationOf(context),
    title: action.title,
    left: detection.ranked,
  }
  const summary = redact(summaryMarkdown(data))
  out.write('result.json', json(Result.parse(result)))
  out.write('publication.json', json(Publication.parse(publication)))
  for (const [name, bytes] of blobs) out.write(join('blobs', name), bytes)
  out.write('patch.diff', patch)
  out.write('summary.md', summary)
  out.write('report.html', redact(reportHtml(data)))
  out.finish()
  return {
    result,
    summary,
    patch,
    reportPath: join(out.path, 'report.html'),
    hasPublication: operations.length > 0,
    terminal: (options) => redact(terminalReport(data, options)),
  }
}

async function operationsOf<X, P extends PatchProposal<X>>({
  action,
  batches,
  context,
}: OutParts<X, P>): Promise<{ operations: Operation[]; blobs: Map<string, Uint8Array> }> {
  const proven: ProvenBatch<P>[] = []
  const blobs = new Map<string, Uint8Array>()
  for (const { verified } of batches) {
    if (verified === null) continue
    const held = await filesOf(verified, context.workspace)
    proven.push({ verified, files: held.files })
    for (const [name, bytes] of held.blobs) blobs.set(name, bytes)
  }
  return { operations: action.publish(proven, context), blobs }
}

function isolationOf({ workspace: { isolation } }: Context): string {
  return isolation.kind === 'overlay'
    ? `overlay of the work tree (${isolation.via})`
    : `copy of the work tree: ${isolation.why}`
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
