import { parse } from 'yaml'
import { Refusal, found, iso, noContent, notFound, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { entryOf } from '../bodies/commit.ts'
import { repositoryBody, repositoryUrl } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { readObject } from '../git/objects.ts'
import { nodeId, slugOf, takeId } from '../model.ts'
import type { Run } from '../model.ts'
import { resolveCommit } from '../refs.ts'

function runBody(call: Call, run: Run): Body {
  const url = `${repositoryUrl(call, call.repository)}/actions/runs/${run.id}`
  return {
    id: run.id,
    node_id: nodeId('WorkflowRun', run.id),
    name: run.path,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    display_title: run.path,
    status: 'completed',
    conclusion: 'success',
    workflow_id: 1,
    url,
    html_url: `${call.web}/${slugOf(call.repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: iso(run.createdAt),
    updated_at: iso(run.createdAt),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    artifacts_url: `${url}/artifacts`,
    check_suite_url: `${repositoryUrl(call, call.repository)}/check-suites/1`,
    workflow_url: `${repositoryUrl(call, call.repository)}/actions/workflows/1`,
    head_commit: null,
    repository: repositoryBody(call, call.repository),
    head_repository: repositoryBody(call, call.repository),
  }
}

const getRun: Handler = (call) => ok(runBody(call, found(call.repository.runs.get(Number(call.path['run_id'])))))

/** By the name of its file, as clients do that know no number. */
const fileOf = (call: Call) => `.github/workflows/${call.path['workflow_id'] ?? ''}`

const listRuns: Handler = (call) => {
  const { event } = call.query
  const runs = [...call.repository.runs.values()]
    .filter((run) => run.path === fileOf(call) && (event === undefined || run.event === event))
    .toSorted((a, b) => b.id - a.id)
  return page(call, runs, (part) => ({
    total_count: runs.length,
    workflow_runs: part.map((run) => runBody(call, run)),
  }))
}

interface Declared {
  on?: { workflow_dispatch?: { inputs?: Record<string, { required?: boolean; default?: unknown }> } | null }
}

/** https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event */
const dispatch: Handler = (call) => {
  const ref = String(call.body['ref'])
  const headSha = resolveCommit(call, call.repository, ref)
  if (headSha === null) throw new Refusal(422, `No ref found for: ${ref}`)
  const on = triggersAt(call, headSha)
  if (on === null || !('workflow_dispatch' in on)) {
    throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger")
  }
  const declared = on.workflow_dispatch?.inputs ?? {}
  const given = (call.body['inputs'] ?? {}) as Record<string, string>
  const unexpected = Object.keys(given).filter((name) => !(name in declared))
  if (unexpected.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`)
  for (const [name, { required, default: value }] of Object.entries(declared)) {
    if (required === true && value === undefined && !(name in given))
      throw new Refusal(422, `Required input '${name}' not provided`)
  }
  const id = takeId(call.state)
  const event = 'workflow_dispatch'
  const run = { id, headBranch: ref, headSha, event, path: fileOf(call), inputs: given, createdAt: call.now }
  call.repository.runs.set(id, run)
  return noContent
}

function triggersAt(call: Call, commit: string): NonNullable<Declared['on']> | null {
  const bytes = readObject(call.store, entryOf(call, commit, fileOf(call)).sha, 'blob')
  if (bytes === null) throw notFound()
  const { on } = parse(bytes.toString('utf8')) as Declared
  return typeof on === 'object' ? on : null
}

export const runRoutes: Readonly<Record<string, Handler>> = {
  'actions/get-workflow-run': getRun,
  'actions/list-workflow-runs': listRuns,
  'actions/create-workflow-dispatch': dispatch,
}
