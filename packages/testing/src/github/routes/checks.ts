import { Refusal, created, found, iso, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { repositoryUrl } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { nodeId, slugOf, takeId } from '../model.ts'
import type { Annotation, CheckRun } from '../model.ts'
import { resolveCommit } from '../refs.ts'

interface Output {
  title?: string
  summary?: string
  text?: string
  annotations?: Annotation[]
}

interface CheckRunText {
  name?: string
  head_sha?: string
  status?: string
  conclusion?: string
  started_at?: string
  completed_at?: string
  external_id?: string
  details_url?: string
  output?: Output
}

const TEXT = 65_535

function checkRunBody(call: Call, run: CheckRun): Body {
  const url = `${repositoryUrl(call, call.repository)}/check-runs/${run.id}`
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: `${call.web}/${slugOf(call.repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? call.web,
    status: run.status,
    conclusion: run.conclusion,
    started_at: iso(run.startedAt),
    completed_at: iso(run.completedAt),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
  }
}

/** Annotations are added to those that the check run has. */
function applyText(run: CheckRun, text: CheckRunText, now: number): void {
  const { output } = text
  for (const field of ['summary', 'text'] as const) {
    if ((output?.[field]?.length ?? 0) > TEXT) {
      throw new Refusal(
        422,
        `Invalid request.\n\nOnly ${TEXT} characters are allowed; ${output?.[field]?.length} were supplied.`,
      )
    }
  }
  run.name = text.name ?? run.name
  run.detailsUrl = text.details_url ?? run.detailsUrl
  run.externalId = text.external_id ?? run.externalId
  run.title = output?.title ?? run.title
  run.summary = output?.summary ?? run.summary
  run.text = output?.text ?? run.text
  run.annotations.push(...(output?.annotations ?? []))
  if (text.started_at !== undefined) run.startedAt = Date.parse(text.started_at)
  if (text.status !== undefined) run.status = text.status
  if (text.conclusion !== undefined || text.status === 'completed') {
    run.status = 'completed'
    run.conclusion = text.conclusion ?? run.conclusion
    run.completedAt = text.completed_at === undefined ? now : Date.parse(text.completed_at)
  }
}

/** That there are fifty at most is in GitHub's description. */
function refuseAnnotations(text: CheckRunText): void {
  for (const { start_line, end_line, start_column, end_column } of text.output?.annotations ?? []) {
    const hasColumns = start_column !== undefined || end_column !== undefined
    if (end_line < start_line || (hasColumns && start_line !== end_line)) {
      throw new Refusal(422, 'Validation Failed', { errors: ['Invalid annotations'] })
    }
  }
}

const createRun: Handler = (call) => {
  const text = call.body as CheckRunText
  refuseAnnotations(text)
  const headSha = text.head_sha ?? ''
  if (!call.store.has(headSha)) throw new Refusal(422, `No commit found for SHA: ${headSha}`)
  const run: CheckRun = {
    id: takeId(call.state),
    name: '',
    headSha,
    status: 'queued',
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    externalId: null,
    detailsUrl: null,
    startedAt: call.now,
    completedAt: null,
    job: null,
  }
  applyText(run, text, call.now)
  call.repository.checkRuns.set(run.id, run)
  return created(checkRunBody(call, run))
}

const runOf = (call: Call) => found(call.repository.checkRuns.get(Number(call.path['check_run_id'])))

const updateRun: Handler = (call) => {
  const text = call.body as CheckRunText
  const run = runOf(call)
  refuseAnnotations(text)
  applyText(run, text, call.now)
  return ok(checkRunBody(call, run))
}

const getRun: Handler = (call) => ok(checkRunBody(call, runOf(call)))

const listAnnotations: Handler = (call) => {
  const run = runOf(call)
  return page(call, run.annotations, (part) =>
    part.map((annotation) => ({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...annotation,
      blob_href: `${call.web}/${slugOf(call.repository)}/blob/${run.headSha}/${annotation.path}`,
    })),
  )
}

const listForRef: Handler = (call) => {
  const ref = call.path['ref'] ?? ''
  const sha = resolveCommit(call, call.repository, ref)
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${ref}`)
  const { check_name: name, status, filter = 'latest' } = call.query
  const all = [...call.repository.checkRuns.values()].filter((run) => run.headSha === sha)
  const latest = new Map(all.map((run) => [run.name, run]))
  const runs = (filter === 'all' ? all : [...latest.values()]).filter(
    (run) => (name === undefined || run.name === name) && (status === undefined || run.status === status),
  )
  return page(call, runs, (part) => ({
    total_count: runs.length,
    check_runs: part.map((run) => checkRunBody(call, run)),
  }))
}

export const checkRoutes: Readonly<Record<string, Handler>> = {
  'checks/create': createRun,
  'checks/update': updateRun,
  'checks/get': getRun,
  'checks/list-annotations': listAnnotations,
  'checks/list-for-ref': listForRef,
}
