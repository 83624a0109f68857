import { describe, expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { exampleFiles, exampleRepository, shippedWorkflows, workflowText } from './examples.fixture.ts'
import type { ExampleRepository, WorkflowRun } from './examples.fixture.ts'

/** In milliseconds; on an idle machine each takes a tenth of it. */
const SLOW = 240_000
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

/** Of the pull request from `topic`; where the repository has no such branch, of one that changes nothing. */
function pullRequest({ checkout, fake }: Pick<ExampleRepository, 'checkout' | 'fake'>): unknown {
  const [head, base] = [checkout.git('rev-parse', 'HEAD').trim(), fake.repository().branch('main')]
  const repo = { id: fake.repository().id, full_name: 'octocat/example', fork: false }
  const pull = { number: 1, base: { sha: base, ref: 'main', repo }, head: { sha: head, ref: 'topic', repo } }
  return { number: 1, pull_request: pull, repository: { default_branch: 'main', full_name: 'octocat/example' } }
}

/** The workflows that this file runs; a new one in examples/workflows has to be run too. */
const EXECUTED = [
  'lint-fix-pull-request.yml',
  'type-safety-one-job.yml',
  'type-safety-pull-request.yml',
  'type-safety-schedule.yml',
  'type-safety-two-jobs.yml',
]

describe('examples/workflows, each run by act with the real bundles against a GitHub on this machine', () => {
  it('are all run by a test', () => {
    expect(shippedWorkflows()).toEqual(EXECUTED)
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
    SLOW,
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
    SLOW,
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
    SLOW,
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
    SLOW,
  )

  it(
    'lint-fix-pull-request.yml commits the fixed format to the branch of the pull request, behind the red step',
    withTools([], async () => {
      const files = exampleFiles('typescript-app')
      const manifest = JSON.parse(Buffer.from(files['package.json'] ?? []).toString()) as { scripts: object }
      const scripts = { ...manifest.scripts, lint: 'prettier --check src' }
      const source = Buffer.from(files['src/version.ts'] ?? []).toString()
      await using at = await exampleRepository(
        { ...files, 'package.json': `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n` },
        { 'src/version.ts': source.replace(' = ', '   =   ') },
      )
      const text = workflowText('workflows/lint-fix-pull-request.yml')
      const run = await at.run(text, { event: 'pull_request', payload: pullRequest })
      expect(failedIn(run)).toEqual([expect.stringMatching(/^lint\/3 failure: it ended with 1\n/)])
      expect(run.uploads['upkeep-lint-fix']).toEqual(expect.arrayContaining(['patch.diff', 'publication.json']))
      expect(at.fake.repository().files('topic')['src/version.ts']?.text).toBe(source)
      expect(
        at.fake
          .repository()
          .messages('topic')
          .filter((message) => message.includes('Upkeep-Key:')),
      ).toHaveLength(1)
      expect(at.fake.violations()).toEqual([])
    }),
    SLOW,
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
    SLOW,
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
    SLOW,
  )
})
