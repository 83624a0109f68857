import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { failingCommands, identify } from '@upkeep/ci'
import { connect } from '@upkeep/github'
import { runnerLog } from '@upkeep/testing'
import type { LoggedStep } from '@upkeep/testing'
import { fakeGitHub, jumpingClock } from '@upkeep/testing/github'
import type { FakeGitHub, JobOptions } from '@upkeep/testing/github'
import { checksOf } from './workflows.fixture.ts'

let fake: FakeGitHub
const clock = jumpingClock()
beforeEach(async () => {
  fake = await fakeGitHub({ clock })
})
afterEach(async () => {
  await fake.close()
  expect([...fake.violations(), ...fake.leaks()]).toEqual([])
})

const github = (token = fake.token) =>
  connect({
    token,
    repository: { owner: 'octocat', name: 'example' },
    apiUrl: fake.apiUrl,
    clock,
    signal: new AbortController().signal,
    log: () => {},
  })
const head = () => fake.repository().branch('main') ?? ''
const ESLINT: LoggedStep = {
  run: 'npx eslint .',
  output:
    '/home/runner/work/example/example/src/a.ts\n  1:7  error  "a" is never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)\n',
  exit: 1,
}

/** A job that failed; its id is one of those that GitHub gives today. */
function job(options: Partial<JobOptions> = {}, steps: readonly LoggedStep[] = [ESLINT]): number {
  const { text, steps: told } = runnerLog(steps)
  return fake.repository().job({ name: 'lint', steps: told, log: text, id: 51_234_567_890, ...options })
}

describe('what failed on a commit', () => {
  it('is read with one request for the check runs and one for the log of each job that failed', async () => {
    job()
    job({ name: 'other', conclusion: 'success', id: 51_234_567_891 })
    const found = await failingCommands(github(), head())
    expect(found).toMatchObject({ pending: 0, notRead: [], others: [] })
    expect(found.failing).toMatchObject([
      {
        workflow: '.github/workflows/ci.yml',
        job: 'lint',
        step: { name: 'Run npx eslint .', number: 3 },
        command: 'npx eslint .',
        shell: '/usr/bin/bash -e {0}',
        exit: 1,
        root: '/home/runner/work/example/example',
        problems: [{ path: 'src/a.ts', line: 1, code: 'no-unused-vars', owner: 'eslint-stylish' }],
        log: 'whole',
      },
    ])
    expect(fake.requests().map(({ operation }) => operation)).toEqual([
      'query',
      'actions/download-job-logs-for-workflow-run',
    ])
    const checks = await checksOf(
      'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx eslint .\n',
    )
    expect(found.failing.map((one) => identify(one, checks))).toMatchObject([{ tool: 'eslint' }])
  })

  it('is nothing on a commit without failures, and on one that GitHub does not know', async () => {
    job({ conclusion: 'success' })
    job({ conclusion: null, id: 2 })
    expect(await failingCommands(github(), head())).toEqual({ failing: [], others: [], pending: 1, notRead: [] })
    expect(await failingCommands(github(), '1'.repeat(40))).toEqual({
      failing: [],
      others: [],
      pending: 0,
      notRead: [],
    })
  })

  it('is the latest run of each job', async () => {
    const run = fake.repository().run({ headSha: head(), path: '.github/workflows/ci.yml' })
    job({ run })
    job({ run, conclusion: 'success', id: 51_234_567_899 })
    expect((await failingCommands(github(), head())).failing).toEqual([])
  })

  it.each([
    ['missing', { log: null }, 'The log of "lint": Job 51234567890 has no log (any more).'],
    ['expired', { expired: true }, 'The log of "lint": The log of job 51234567890 has expired.'],
    [
      'gone from its storage',
      { storage: { times: 9, status: 404 } },
      'The log of "lint": The log of job 51234567890 is not in its storage (any more).',
    ],
  ])('is told by its steps where the log is %s', async (_, options: Partial<JobOptions>, said) => {
    job(options)
    const { failing, notRead } = await failingCommands(github(), head())
    expect(notRead).toEqual([said])
    expect(failing).toMatchObject([{ step: { name: 'Run npx eslint .' }, command: null, excerpt: '', log: 'missing' }])
  })

  it('is read again where the download breaks off, and once more', async () => {
    job({ storage: { times: 2, cutAfter: 900 } })
    const found = await failingCommands(github(), head())
    expect(found).toMatchObject({ notRead: [], failing: [{ command: 'npx eslint .', exit: 1, log: 'whole' }] })
  })

  it('is what there is of a log that breaks off each time', async () => {
    job({ storage: { times: 3, cutAfter: runnerLog([ESLINT]).text.indexOf('is never used') } })
    const { failing, notRead } = await failingCommands(github(), head())
    expect(notRead).toEqual([
      expect.stringMatching(/^The log of "lint" is not read to its end: its download broke off after \d+ bytes\.$/),
    ])
    expect(failing).toMatchObject([{ command: 'npx eslint .', log: 'cut' }])
  })

  it.each(['encoded', 'gzip'] as const)('is read where its storage holds it packed (%s)', async (packed) => {
    job({ storage: { times: 1, packed } })
    const { failing, notRead } = await failingCommands(github(), head())
    expect(failing).toMatchObject([{ command: 'npx eslint .', exit: 1, log: 'whole' }])
    expect(notRead).toEqual([])
  })

  it('is told without a log where that is an archive', async () => {
    job({ storage: { times: 1, packed: 'zip' } })
    const { failing, notRead } = await failingCommands(github(), head())
    expect(failing).toMatchObject([{ step: { name: 'Run npx eslint .' }, command: null }])
    expect(notRead).toEqual(['The log of "lint" is not read to its end: it is a zip archive and no text.'])
  })

  it('is read the same with other line ends, without colours, and without a line end at its end', async () => {
    const { text, steps } = runnerLog([ESLINT])
    const shapes = [text, text.replaceAll('\n', '\r\n'), text.trimEnd(), stripVTControlCharacters(text)]
    for (const [index, log] of shapes.entries()) {
      const headSha = fake.repository().commit({ files: { 'a.txt': String(index) } })
      job({ log, steps, headSha, id: 200 + index })
      const { failing } = await failingCommands(github(), headSha)
      expect([index, failing]).toMatchObject([index, [{ command: 'npx eslint .', exit: 1, log: 'whole' }]])
    }
  })

  it('is read through a storage that fails once', async () => {
    job({ storage: { times: 1, status: 503 } })
    expect((await failingCommands(github(), head())).failing).toMatchObject([{ exit: 1 }])
  })

  it('survives errors of GitHub before the log', async () => {
    job()
    fake.fault({ kind: 'error', status: 502, match: 'actions/download-job-logs-for-workflow-run' })
    fake.fault({ kind: 'graphql-errors', data: 'null', match: 'query' })
    expect((await failingCommands(github(), head())).failing).toMatchObject([{ exit: 1 }])
  })

  it('names the permission that a token lacks', async () => {
    fake.addRepository({ slug: 'octocat/private', private: true, files: { a: '' } })
    job()
    const repository = fake.repository('octocat/private')
    const sha = repository.branch('main') ?? ''
    repository.job({ name: 'lint', headSha: sha })
    const token = fake.addToken({ permissions: { contents: 'read' } })
    const asking = connect({
      token,
      repository: { owner: 'octocat', name: 'private' },
      apiUrl: fake.apiUrl,
      clock,
      signal: new AbortController().signal,
      log: () => {},
    })
    await expect(failingCommands(asking, sha)).rejects.toThrow(/checks: read/)
  })

  it('holds what other apps and commands report as hints only, whatever address they give', async () => {
    const sha = head()
    const id = job({ conclusion: 'success' })
    const response = await fetch(`${fake.apiUrl}/repos/octocat/example/check-runs`, {
      method: 'POST',
      headers: { authorization: `token ${fake.token}`, 'user-agent': 'test', 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'linter',
        head_sha: sha,
        status: 'completed',
        conclusion: 'failure',
        details_url: `${fake.url}/octocat/example/actions/runs/1/job/${id}`,
        output: {
          title: 't',
          summary: 's',
          annotations: [{ path: 'a.ts', start_line: 3, end_line: 3, annotation_level: 'failure', message: 'bad' }],
        },
      }),
    })
    expect(response.status).toBe(201)
    const before = fake.requests().length
    expect(await failingCommands(github(), sha)).toMatchObject({
      failing: [],
      others: [
        { name: 'linter', annotations: [{ path: 'a.ts', line: 3, level: 'failure', title: null, message: 'bad' }] },
      ],
    })
    expect(fake.requests().length - before).toBe(1)
  })

  it('reads a bounded number of logs, and says of which it did not', async () => {
    const run = fake.repository().run({ headSha: head(), path: '.github/workflows/ci.yml' })
    for (let index = 0; index < 4; index++) job({ name: `lint (${index})`, run, id: 100 + index })
    const { failing, notRead } = await failingCommands(github(), head(), { jobs: 3 })
    expect(failing.map(({ log }) => log)).toEqual(['whole', 'whole', 'whole', 'missing'])
    expect(notRead).toEqual(['The log of "lint (3)": 3 logs are read at most.'])
  })

  it('pages through many workflows, and leaves out what is not wanted', async () => {
    for (let index = 0; index < 70; index++)
      job({ name: `job ${index}`, id: 100 + index, conclusion: index < 68 ? 'success' : 'failure' })
    const { failing } = await failingCommands(github(), head(), { wanted: ({ name }) => name !== 'job 69' })
    expect(failing.map((one) => one.job)).toEqual(['job 68'])
    expect(fake.requests().map(({ operation }) => operation)).toEqual([
      'query',
      'query',
      'query',
      'actions/download-job-logs-for-workflow-run',
    ])
  })

  it('is told as the checks to run again, each once, and what is left', async () => {
    const run = fake.repository().run({ headSha: head(), path: '.github/workflows/ci.yml' })
    job({ name: 'lint (22)', run, id: 100 })
    job({ name: 'lint (24)', run, id: 101 })
    job({ name: 'deploy', run, id: 102 }, [{ run: './deploy', exit: 1 }])
    job({ name: 'lint (26)', run, id: 103, expired: true })
    const checks = await checksOf(
      'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx eslint .\n',
    )
    const { failing, pending, notRead } = await failingCommands(github(), head())
    const found = failing.map((one) => ({ job: one.job, ...identify(one, checks) }))
    const failed = found.filter((one) => 'check' in one)
    expect(new Set(failed.map(({ check }) => check)).size).toBe(1)
    expect(failed[0]).toMatchObject({ check: { check: { command: 'npx eslint .' } }, tool: 'eslint', by: 'command' })
    expect({ left: found.filter((one) => 'why' in one), notRead, pending }).toEqual({
      pending: 0,
      left: [
        {
          job: 'deploy',
          why: 'the step "Run ./deploy" of the job "deploy" is none of the checks that are found in .github/workflows/ci.yml',
        },
      ],
      notRead: ['The log of "lint (26)": The log of job 103 has expired.'],
    })
  })
})
