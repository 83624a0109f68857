import { existsSync, readFileSync } from 'node:fs'
import type { ReportData } from '@upkeep/report'
import type { ActionDetection } from '../definition.ts'
import { foldRun } from './fold-run.ts'
import { readEvents } from './read-events.ts'

/** What a report shows of models, from the record that the run has just written; nothing where no record is kept. */
export function modelPart(
  events: string,
  { findings }: ActionDetection<unknown>,
): Pick<ReportData, 'attempts' | 'guards'> {
  if (!existsSync(events)) return { attempts: [], guards: [] }
  const run = foldRun(readEvents(readFileSync(events, 'utf8')))
  const known = new Map(findings.map((finding) => [finding.id, finding]))
  const standing = new Map(run.findings.map(({ id, status }) => [id, status]))
  const last = new Map(run.attempts.flatMap(({ attempt, findings: ids }) => ids.map((id) => [id, attempt])))
  const attempts = run.attempts.map(({ attempt, findings: ids, rung, model, stop, usage, tools }) => {
    const finding = known.get(ids[0] ?? '')
    const where = finding?.at?.path ?? finding?.rule ?? (ids.join(', ') || attempt)
    const place = ids.length > 1 ? `${where} (${ids.length} findings)` : where
    return {
      place,
      rung,
      model,
      turns: usage.turns,
      tools,
      read: usage.input + usage.cacheRead + usage.cacheWrite,
      written: usage.output,
      usd: usage.usd,
      end: stop ?? 'not ended',
      // only the last one that was made on a finding can be what stands
      proven: ids.length > 0 && ids.every((id) => standing.get(id) === 'proven' && last.get(id) === attempt),
    }
  })
  return { attempts, guards: run.guards }
}
