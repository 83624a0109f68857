import { describe, expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { exampleFiles, exampleRepository, shippedWorkflows, workflowText } from './examples.fixture.ts'
import type { ExampleRepository, WorkflowRun } from './examples.fixture.ts'

const BRANCH = 'upkeep/type-safety/suppressions'

/** What needs a tool that is not here says so, once for each. */
const withTools = (tools: readonly string[], body: () => Promise<void>) => async () => {
  const missing = ['act', ...tools].filter((tool) => !toolOnPath(tool))
  if (missing.length > 0) notRun('workflows of examples by act', `no ${missing.join(', ')} on PATH`)
  else await body()
}

const suppressionsOf = ({ fake }: ExampleRepository, branch: string) =>
  Object.values(fake.repository().files(branch)).flatMap(({ text }) => text.match(/@ts-ignore/g) ?? []).length

/** Steps that did not pass, with the end of the log. */
const failedIn = ({ steps, log }: WorkflowRun) =>
  steps
    .filter(({ outcome }) => outcome !== 'success')
    .map(({ job, step, outcome, why }) => `${job}/${step} ${outcome}: ${why ?? ''}\n${log.slice(-3000)}`)

function pullRequest(checkout: TestRepository): unknown {
  const head = checkout.git('rev-parse', 'HEAD').trim()
  const repo = { id: 1, full_name: 'octocat/example' }
  const pull = { number: 5, base: { sha: head, ref: 'main', repo }, head: { sha: head, ref: 'topic', repo } }
  return { number: 5, pull_request: pull, repository: { default_branch: 'main', full_name: 'octocat/example' } }
}

/** The workflows that this file runs; a new one in examples/workflows has to be run too. */
const TYPESCRIPT = [
  'type-safety-one-job.yml',
  'type-safety-pull-request.yml',
  'type-safety-schedule.yml',
  'type-safety-two-jobs.yml',
]

describe('examples/workflows, each run by act with the real bundles against a GitHub on this machine', () => {
  it('are all run by a test', () => {
    expect(shippedWorkflows()).toEqual(TYPESCRIPT)
  })

  it(
    'type-safety-two-jobs.yml opens one pull request with six dead suppressions less',
    withTools([], async () => {
      await using at = await exampleRepository(exampleFiles('typescript-app'))
      const run = await at.run(workflowText('workflows/type-safety-two-jobs.yml'), { event: 'schedule' })
      expect(failedIn(run)).toEqual([])
      expect(run.uploads['upkeep-publication']).toEqual(expect.arrayContaining(['patch.diff', 'publication.json']))
      expect(at.fake.state()['octocat/example']?.pulls).toMatchObject([{ head: BRANCH, base: 'main', state: 'open' }])
      expect(suppressionsOf(at, 'main') - suppressionsOf(at, BRANCH)).toBe(6)
      expect(at.fake.violations()).toEqual([])
      expect(at.fake.leaks()).toEqual([])
    }),
  )

  it(
    'type-safety-one-job.yml opens the same pull request in one job',
    withTools([], async () => {
      await using at = await exampleRepository(exampleFiles('typescript-app'))
      const run = await at.run(workflowText('workflows/type-safety-one-job.yml'), { event: 'schedule' })
      expect(failedIn(run)).toEqual([])
      expect(at.fake.state()['octocat/example']?.pulls).toMatchObject([{ head: BRANCH, base: 'main', state: 'open' }])
      expect(suppressionsOf(at, 'main') - suppressionsOf(at, BRANCH)).toBe(6)
      expect(at.fake.violations()).toEqual([])
    }),
  )

  it(
    'type-safety-schedule.yml leaves the patch, the report and the record as an artifact, and writes nothing',
    withTools([], async () => {
      await using at = await exampleRepository(exampleFiles('typescript-app'))
      const run = await at.run(workflowText('workflows/type-safety-schedule.yml'), { event: 'schedule' })
      expect(failedIn(run)).toEqual([])
      const names = ['patch.diff', 'publication.json', 'report.html', 'result.json', 'summary.md']
      expect(run.uploads['upkeep-type-safety']).toEqual(expect.arrayContaining(names))
      expect(at.fake.writes()).toEqual([])
    }),
  )

  it(
    'type-safety-pull-request.yml looks at the head of a pull request with a token that may only read',
    withTools([], async () => {
      await using at = await exampleRepository(exampleFiles('typescript-app'))
      const token = at.fake.addToken({ permissions: { contents: 'read' } })
      const text = workflowText('workflows/type-safety-pull-request.yml')
      const run = await at.run(text, { event: 'pull_request', payload: pullRequest, token })
      expect(failedIn(run)).toEqual([])
      expect(run.uploads['upkeep-type-safety']).toContain('patch.diff')
      expect(run.log).toMatch(/::notice [^\n]*file=src\/report\.ts/)
      expect(at.fake.writes()).toEqual([])
    }),
  )
})

describe('the repositories to fork', () => {
  it(
    'examples/typescript-app: its own workflow finds the six, and its CI is green',
    withTools([], async () => {
      await using at = await exampleRepository(exampleFiles('typescript-app'))
      const own = workflowText('typescript-app/.github/workflows/upkeep.yml')
      const run = await at.run(own, { event: 'workflow_dispatch' })
      expect(failedIn(run)).toEqual([])
      expect(run.uploads['upkeep-type-safety']).toContain('patch.diff')
      const ci = await at.run(workflowText('typescript-app/.github/workflows/ci.yml'), { event: 'push' })
      expect(failedIn(ci)).toEqual([])
    }),
  )

  it(
    'examples/python-app: the same with mypy and ruff',
    withTools(['python', 'mypy', 'ruff'], async () => {
      await using at = await exampleRepository(exampleFiles('python-app'))
      const own = workflowText('python-app/.github/workflows/upkeep.yml')
      const run = await at.run(own, { event: 'workflow_dispatch' })
      expect(failedIn(run)).toEqual([])
      expect(run.uploads['upkeep-type-safety']).toContain('patch.diff')
      const ci = await at.run(workflowText('python-app/.github/workflows/ci.yml'), { event: 'push' })
      expect(failedIn(ci)).toEqual([])
    }),
  )
})
