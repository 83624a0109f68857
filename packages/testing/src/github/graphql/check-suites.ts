import { iso } from '../answer.ts'
import { nodeId, slugOf } from '../model.ts'
import type { CheckRun, Repository } from '../model.ts'
import { isJob, jobPage } from '../routes/jobs.ts'
import { forbidden, refusal } from './answer.ts'
import type { GraphQLCall } from './answer.ts'

type Fields = Readonly<Record<string, unknown>>

interface RunsAsked {
  first?: number
  filterBy?: { checkType?: 'ALL' | 'LATEST'; conclusions?: readonly string[]; checkName?: string }
}

/** One suite for each workflow run, and one for all that was made through the API. */
export function checkSuites(
  call: GraphQLCall,
  repository: Repository,
  sha: string,
  asked: { first?: number; after?: string },
): Fields {
  if (!call.allows(repository, 'checks/graphql')) throw forbidden()
  const suites = new Map<number, CheckRun[]>()
  for (const run of repository.checkRuns.values()) {
    if (run.headSha === sha) suites.set(run.job?.run ?? 0, [...(suites.get(run.job?.run ?? 0) ?? []), run])
  }
  const nodes = [...suites].map(([run, checks]) => suiteFields(call, repository, run, checks))
  return connection(nodes, asked, 'checkSuites')
}

function suiteFields(call: GraphQLCall, repository: Repository, id: number, checks: readonly CheckRun[]): Fields {
  const run = repository.runs.get(id)
  return {
    __typename: 'CheckSuite',
    status: checks.every(({ status }) => status === 'completed') ? 'COMPLETED' : 'IN_PROGRESS',
    app: { slug: run === undefined ? 'an-app' : 'github-actions' },
    workflowRun: () => {
      if (run === undefined) return null
      if (!call.allows(repository, 'actions/graphql')) throw forbidden()
      return { event: run.event, file: { path: run.path }, workflow: { name: run.path } }
    },
    checkRuns: ({ filterBy = {}, ...asked }: RunsAsked) => {
      const { checkType = 'ALL', conclusions, checkName } = filterBy
      const latest = new Map(checks.map((check) => [check.name, check]))
      const wanted = (checkType === 'ALL' ? checks : [...latest.values()])
        .filter(({ conclusion }) => conclusions?.includes(conclusion?.toUpperCase() ?? '') !== false)
        .filter(({ name }) => checkName === undefined || name === checkName)
      return connection(
        wanted.map((check) => runFields(call, repository, check)),
        asked,
        'checkRuns',
      )
    },
  }
}

function runFields(call: GraphQLCall, repository: Repository, check: CheckRun): Fields {
  const slug = slugOf(repository)
  return {
    __typename: 'CheckRun',
    id: nodeId('CheckRun', check.id),
    name: check.name,
    status: check.status.toUpperCase(),
    conclusion: check.conclusion?.toUpperCase() ?? null,
    title: check.title,
    summary: check.summary,
    text: check.text,
    detailsUrl: isJob(check) ? jobPage(call, slug, check) : (check.detailsUrl ?? call.web),
    startedAt: iso(check.startedAt),
    completedAt: iso(check.completedAt),
    // GraphQL's integers end where the ids of jobs have been for long
    databaseId: check.id > 2_147_483_647 ? null : check.id,
    steps: (asked: RunsAsked) =>
      isJob(check)
        ? connection(
            check.job.steps.map(({ startedAt, completedAt, status, conclusion, ...step }) => ({
              ...step,
              status: status.toUpperCase(),
              conclusion: conclusion?.toUpperCase() ?? null,
              startedAt: iso(startedAt),
              completedAt: iso(completedAt),
            })),
            asked,
            'steps',
          )
        : null,
    annotations: (asked: RunsAsked) =>
      connection(
        check.annotations.map((annotation) => ({
          path: annotation.path,
          annotationLevel: annotation.annotation_level.toUpperCase(),
          location: {
            start: { line: annotation.start_line, column: annotation.start_column ?? null },
            end: { line: annotation.end_line, column: annotation.end_column ?? null },
          },
          title: annotation.title ?? null,
          message: annotation.message,
          rawDetails: annotation.raw_details ?? null,
          blobUrl: `${call.web}/${slug}/blob/${check.headSha}/${annotation.path}`,
        })),
        asked,
        'annotations',
      ),
  }
}

function connection(nodes: readonly Fields[], asked: { first?: number; after?: string }, name: string): Fields {
  const { first, after } = asked
  if (first === undefined || first < 1 || first > 100)
    throw refusal('UNPROCESSABLE', `The \`${name}\` connection needs a \`first\` of 1 to 100.`)
  const start = after === undefined || after === null ? 0 : Number(Buffer.from(after, 'base64url').toString())
  const end = start + first
  return {
    totalCount: nodes.length,
    nodes: nodes.slice(start, end),
    pageInfo: {
      hasNextPage: end < nodes.length,
      hasPreviousPage: start > 0,
      endCursor: Buffer.from(String(Math.min(end, nodes.length))).toString('base64url'),
      startCursor: null,
    },
  }
}
