import { Refusal, found, iso, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { repositoryUrl } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { nodeId, slugOf } from '../model.ts'
import type { CheckRun, Job } from '../model.ts'

type JobRun = CheckRun & { job: Job }

export function isJob(run: CheckRun): run is JobRun {
  return run.job !== null
}

/** The page of a job. */
export function jobPage(call: Pick<Call, 'web'>, slug: string, { id, job }: JobRun): string {
  return `${call.web}/${slug}/actions/runs/${job.run}/job/${id}`
}

function jobBody(call: Call, check: JobRun): Body {
  const base = repositoryUrl(call, call.repository)
  const run = call.repository.runs.get(check.job.run)
  return {
    id: check.id,
    run_id: check.job.run,
    run_url: `${base}/actions/runs/${check.job.run}`,
    run_attempt: 1,
    node_id: nodeId('CheckRun', check.id),
    head_sha: check.headSha,
    url: `${base}/actions/jobs/${check.id}`,
    html_url: jobPage(call, slugOf(call.repository), check),
    status: check.status,
    conclusion: check.conclusion,
    created_at: iso(check.startedAt),
    started_at: iso(check.startedAt),
    completed_at: iso(check.completedAt),
    name: check.name,
    steps: check.job.steps.map(({ startedAt, completedAt, ...step }) => ({
      ...step,
      started_at: iso(startedAt),
      completed_at: iso(completedAt),
    })),
    check_run_url: `${base}/check-runs/${check.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
    workflow_name: run?.path ?? null,
    head_branch: run?.headBranch ?? null,
  }
}

const jobs = (call: Call) => [...call.repository.checkRuns.values()].filter(isJob)
const jobOf = (call: Call) => found(jobs(call).find(({ id }) => id === Number(call.path['job_id'])))

const listJobs: Handler = (call) => {
  const run = found(call.repository.runs.get(Number(call.path['run_id'])))
  const own = jobs(call).filter(({ job }) => job.run === run.id)
  return page(call, own, (part) => ({ total_count: own.length, jobs: part.map((job) => jobBody(call, job)) }))
}

const getJob: Handler = (call) => ok(jobBody(call, jobOf(call)))

/** https://docs.github.com/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run */
const downloadLog: Handler = (call) => {
  const { id, job } = jobOf(call)
  const log = found(job.log)
  if (log.expired) throw new Refusal(410, 'Server Error')
  return { status: 302, headers: { location: `${call.storage}/job-logs/${id}.txt?sig=fake` } }
}

export const jobRoutes: Readonly<Record<string, Handler>> = {
  'actions/list-jobs-for-workflow-run': listJobs,
  'actions/get-job-for-workflow-run': getJob,
  'actions/download-job-logs-for-workflow-run': downloadLog,
}
