import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'

/** A step of a job, as GitHub tells of it. */
export interface CheckStep {
  name: string
  /** From 1; set-up and clean-up of the runner are steps too. */
  number: number
  failed: boolean
  /** Milliseconds since the epoch, to the second; null: not told. */
  startedAt: number | null
  completedAt: number | null
}

export interface CheckAnnotation {
  path: string
  /** 1-based. */
  line: number
  endLine: number
  /** 1-based; null where it names none, as over several lines. */
  column: number | null
  endColumn: number | null
  level: 'failure' | 'warning' | 'notice'
  title: string | null
  message: string
}

/** The latest check run of its name, completed with `failure` or `timed_out`. */
export interface FailedCheckRun {
  name: string
  conclusion: 'failure' | 'timed-out'
  /** Slug of the app that made it: `github-actions`; null where GitHub doesn't tell. */
  app: string | null
  /** Id of the job of Actions that it is of; null: another app made it, or a command through the API. */
  job: number | null
  /** Path of the workflow's file; null: of no workflow, or not told. */
  workflow: string | null
  /** The event that started the workflow: `pull_request`. */
  event: string | null
  title: string | null
  steps: readonly CheckStep[]
  /** The first ones: GitHub keeps ten of each level of a step. They are hints, not the whole. */
  annotations: readonly CheckAnnotation[]
}

export interface FailedCheckRuns {
  runs: readonly FailedCheckRun[]
  /** Check suites of the commit that are not completed: what fails there is not known yet. */
  pending: number
  /** What was not read, in a sentence; null: nothing. */
  notRead: string | null
}

const Time = z.nullish(z.string())
const Nodes = <T extends z.ZodMiniType>(node: T) => z.nullish(z.object({ nodes: z.nullish(z.array(z.nullable(node))) }))
const Step = z.object({
  name: z.string(),
  number: z.int(),
  conclusion: z.nullish(z.string()),
  startedAt: Time,
  completedAt: Time,
})
const Position = z.object({ line: z.int(), column: z.nullish(z.int()) })
const Annotation = z.object({
  path: z.string(),
  annotationLevel: z.nullish(z.enum(['FAILURE', 'WARNING', 'NOTICE'])),
  location: z.object({ start: Position, end: Position }),
  title: z.nullish(z.string()),
  message: z.string(),
})
const Run = z.object({
  name: z.string(),
  conclusion: z.enum(['FAILURE', 'TIMED_OUT']),
  detailsUrl: z.nullish(z.string()),
  title: z.nullish(z.string()),
  steps: Nodes(Step),
  annotations: Nodes(Annotation),
})
const Suite = z.object({
  status: z.string(),
  app: z.nullish(z.object({ slug: z.string() })),
  workflowRun: z.nullish(z.object({ event: z.string(), file: z.nullish(z.object({ path: z.string() })) })),
  checkRuns: z.nullish(z.object({ totalCount: z.int(), nodes: z.nullish(z.array(z.nullable(Run))) })),
})
const Page = z.object({
  totalCount: z.int(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullish(z.string()) }),
  nodes: z.nullish(z.array(z.nullable(Suite))),
})
const Answer = z.object({
  repository: z.object({ object: z.nullable(z.object({ checkSuites: z.nullish(Page) })) }),
})

const SUITES = 30
const MOST_PAGES = 5
const RUNS = 30

/**
 * The check runs of a commit that failed, with the steps of those that are jobs. One request for thirty check suites (a workflow is
 * one), 150 at most. Empty for a commit that GitHub doesn't know. Needs `checks: read` and, for what a workflow made, `actions: read`.
 */
export async function failedCheckRuns(github: GitHub, commit: string): Promise<FailedCheckRuns> {
  const runs: FailedCheckRun[] = []
  let [pending, left, after]: [number, number, string | null] = [0, 0, null]
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: z.infer<typeof Answer> = await github.query(DOCUMENT, { commit, after }, Answer)
    const suites = answer.repository.object?.checkSuites
    for (const suite of present(suites?.nodes)) {
      if (suite.status !== 'COMPLETED' && suite.workflowRun !== null && suite.workflowRun !== undefined) pending += 1
      const found = present(suite.checkRuns?.nodes)
      left += Math.max(0, (suite.checkRuns?.totalCount ?? 0) - RUNS)
      runs.push(...found.map((run) => failedRun(github, suite, run)))
    }
    after = suites?.pageInfo.hasNextPage === true ? (suites.pageInfo.endCursor ?? null) : null
    if (after === null) break
  }
  const notRead = [
    ...(left > 0 ? [`${left} failed check runs of suites with more than ${RUNS} of them`] : []),
    ...(after === null ? [] : [`check suites behind the first ${MOST_PAGES * SUITES}`]),
  ]
  return { runs, pending, notRead: notRead.length === 0 ? null : notRead.join('; ') }
}

function failedRun(github: GitHub, suite: z.infer<typeof Suite>, run: z.infer<typeof Run>): FailedCheckRun {
  const { workflowRun } = suite
  return {
    name: run.name,
    conclusion: run.conclusion === 'TIMED_OUT' ? 'timed-out' : 'failure',
    app: suite.app?.slug ?? null,
    job: jobOf(github, suite, run),
    workflow: workflowRun?.file?.path ?? null,
    event: workflowRun?.event ?? null,
    title: run.title ?? null,
    steps: present(run.steps?.nodes).map((step) => ({
      name: step.name,
      number: step.number,
      failed: step.conclusion === 'FAILURE' || step.conclusion === 'TIMED_OUT',
      startedAt: milliseconds(step.startedAt),
      completedAt: milliseconds(step.completedAt),
    })),
    annotations: present(run.annotations?.nodes).map(({ path, annotationLevel, location, title, message }) => ({
      path,
      line: location.start.line,
      endLine: location.end.line,
      column: location.start.column ?? null,
      endColumn: location.end.column ?? null,
      level: LEVELS[annotationLevel ?? 'NOTICE'],
      title: title ?? null,
      message,
    })),
  }
}

const LEVELS = { FAILURE: 'failure', WARNING: 'warning', NOTICE: 'notice' } as const

/**
 * From the address of its page: ids of jobs have outgrown GraphQL's integers. A command of a workflow may make check runs with any
 * address, but none with steps.
 */
function jobOf(github: GitHub, suite: z.infer<typeof Suite>, run: z.infer<typeof Run>): number | null {
  const { owner, name } = github.repository
  const [, of, id] =
    /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/actions\/runs\/\d+\/job\/(\d{1,15})$/.exec(run.detailsUrl ?? '') ?? []
  const isHere = of?.toLowerCase() === `${owner}/${name}`.toLowerCase()
  const isJob = suite.workflowRun !== null && suite.workflowRun !== undefined && present(run.steps?.nodes).length > 0
  return isHere && isJob ? Number(id) : null
}

function present<T>(nodes: readonly (T | null)[] | null | undefined): T[] {
  return (nodes ?? []).filter((node) => node !== null)
}

function milliseconds(time: string | null | undefined): number | null {
  const value = Date.parse(time ?? '')
  return Number.isNaN(value) ? null : value
}

const DOCUMENT = `query FailedCheckRuns($owner: String!, $name: String!, $commit: GitObjectID!, $after: String) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit {
    checkSuites(first: ${SUITES}, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        status
        app { slug }
        workflowRun { event file { path } }
        checkRuns(first: ${RUNS}, filterBy: { checkType: LATEST, conclusions: [FAILURE, TIMED_OUT] }) {
          totalCount
          nodes {
            name
            conclusion
            detailsUrl
            title
            steps(first: 100) { nodes { name number conclusion startedAt completedAt } }
            annotations(first: 30) { nodes { path annotationLevel location { start { line column } end { line column } } title message } }
          }
        }
      }
    }
  } } }
}` as const
