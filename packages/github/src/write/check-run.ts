import { Sha } from '@upkeep/schema'
import type { RepoPath } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'
import { once, writeRest } from './once.ts'

export interface Annotation {
  path: RepoPath
  startLine: number
  endLine: number
  /** Within one line only; GitHub refuses columns of a longer range. */
  startColumn?: number
  endColumn?: number
  level: 'notice' | 'warning' | 'failure'
  title: string
  message: string
}

export interface CheckRunRequest {
  name: string
  head: Sha
  /** Kept as the check run's `external_id`. */
  key: string
  conclusion: 'success' | 'failure' | 'neutral' | 'skipped' | 'action_required'
  title: string
  summary: string
  annotations: readonly Annotation[]
}

const CheckRun = z.object({
  id: z.int(),
  html_url: z.nullable(z.string()),
  external_id: z.nullable(z.string()),
  output: z.object({ annotations_count: z.int() }),
})
type CheckRun = z.infer<typeof CheckRun>

const AT_ONCE = 50

/** A check run with all its annotations, in batches of fifty; a run that was cut short is continued at the batch that is missing. */
export async function checkRun(
  github: GitHub,
  request: CheckRunRequest,
): Promise<{ done: 'created' | 'updated' | 'unchanged'; id: number; url: string | null }> {
  const look = () => ownRun(github, request)
  const known = await look()
  const made = known ?? (await once(github, () => posted(github, request), look))
  let count = made.output.annotations_count
  while (count < request.annotations.length) {
    const next = Math.min(count + AT_ONCE, request.annotations.length)
    const arrived = async () => {
      const now = await look()
      return now !== null && now.output.annotations_count >= next ? now : null
    }
    const from = count
    await once(github, () => extended(github, request, made.id, from), arrived)
    count = next
  }
  const done = known === null ? 'created' : count > known.output.annotations_count ? 'updated' : 'unchanged'
  return { done, id: made.id, url: made.html_url }
}

async function posted(github: GitHub, request: CheckRunRequest): Promise<CheckRun> {
  const { name, head, key, conclusion } = request
  const parameters = {
    name,
    head_sha: head,
    external_id: key,
    status: 'completed',
    conclusion,
    output: outputOf(request, 0),
  }
  return counted(await writeRest(github, 'POST /repos/{owner}/{repo}/check-runs', parameters, CheckRun), request, 0)
}

async function extended(github: GitHub, request: CheckRunRequest, id: number, from: number): Promise<CheckRun> {
  const parameters = { check_run_id: id, output: outputOf(request, from) }
  const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}'
  return counted(await writeRest(github, route, parameters, CheckRun), request, from)
}

/** GitHub counts annotations a little later than it takes them. */
function counted(run: CheckRun, request: CheckRunRequest, from: number): CheckRun {
  const sent = Math.min(from + AT_ONCE, request.annotations.length)
  return { ...run, output: { annotations_count: Math.max(sent, run.output.annotations_count) } }
}

function outputOf({ title, summary, annotations }: CheckRunRequest, from: number): object {
  return { title, summary, annotations: annotations.slice(from, from + AT_ONCE).map(wireAnnotation) }
}

function wireAnnotation(annotation: Annotation): object {
  const { path, startLine, endLine, startColumn, endColumn, level, title, message } = annotation
  const columns = startLine === endLine && startColumn !== undefined ? { start_column: startColumn } : {}
  const end = 'start_column' in columns && endColumn !== undefined ? { end_column: endColumn } : {}
  return { path, start_line: startLine, end_line: endLine, ...columns, ...end, annotation_level: level, title, message }
}

const CheckRuns = z.object({ check_runs: z.array(CheckRun) })

async function ownRun(github: GitHub, { name, head, key }: CheckRunRequest): Promise<CheckRun | null> {
  const parameters = { ref: head, check_name: name, filter: 'all', per_page: 100 }
  const found = await github.get('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', parameters, CheckRuns)
  return found?.check_runs.find(({ external_id }) => external_id === key) ?? null
}
