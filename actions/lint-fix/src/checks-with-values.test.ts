import { expect, it } from '@jest/globals'
import { runnerLog } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import type { PullJob, StepResult } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000

/** A run in a job of its own, behind one that checked only what changed and shows this command in its log. */
async function behind(said: string, look: (at: PullJob, step: StepResult) => void): Promise<void> {
  const base = {
    ...BASE,
    'src/old.ts': 'export   const old = 1\n',
    'evil.mjs': 'process.exit(1)\n',
    '.github/workflows/ci.yml': workflow('prettier --check ${{ needs.changes.outputs.files }}', 'tsc --noEmit'),
  }
  await using at = await pullJob({ base, change: { 'src/b.ts': 'export   const b = 1\n' } })
  const output = 'Checking formatting...\n[warn] src/b.ts\n[warn] Code style issues found in the above file.\n'
  const { text, steps } = runnerLog([
    { name: 'Run prettier --check ${{ needs.changes.outputs.files }}', run: said, output, exit: 1 },
  ])
  const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
  at.fake.repository().job({ name: 'check', steps, log: text, headSha })
  look(at, await at.step({ env: { GITHUB_JOB: 'fixes' }, inputs: { 'job-status': 'success' } }))
  expect(at.fake.violations()).toEqual([])
}

it(
  'A command on the files that changed is replayed on those that its log shows, before the fix and behind it',
  async () => {
    await behind('prettier --check src/a.ts src/b.ts', (at, { outputs, log, result }) => {
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
      expect(log).toContain('is run as its log shows it: `prettier --check src/a.ts src/b.ts`')
      expect(log).toContain('prettier --check --ignore-unknown src/b.ts: fail')
      expect(at.branch()).toMatchObject({
        'src/b.ts': 'export const b = 1\n',
        'src/old.ts': 'export   const old = 1\n',
      })
      expect(at.written()[0]).toContain('Proven by `prettier --check src/a.ts src/b.ts`')
      expect(result?.proposals[0]?.checks).toMatchObject([
        { command: 'prettier --check src/a.ts src/b.ts', before: 'fail', after: 'pass' },
        { command: 'tsc --noEmit', after: 'not-run' },
      ])
      expect(at.fake.requests().filter(({ operation }) => operation.includes('download-job-logs'))).toHaveLength(1)
    })
  },
  LONG,
)

it.each(['prettier --check --plugin=./evil.mjs src/b.ts', 'prettier --check src/b.ts; node evil.mjs'])(
  'A log that shows anything but tracked files in the place of a value leads to no command: %s',
  async (said) => {
    await behind(said, (at, { outputs, log }) => {
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'not-reproduced' } })
      expect(log).not.toContain('evil.mjs')
      expect(at.written()).toEqual([])
    })
  },
  LONG,
)

it(
  'In the job itself a command on the files that changed is run on those of the pull request, where a known action lists them',
  async () => {
    const ci = `on: pull_request
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - id: changed
        uses: tj-actions/changed-files@v46
        with: { files: 'src/**' }
      - run: prettier --check \${{ steps.changed.outputs.all_changed_files }}
`
    const base = { ...BASE, 'src/old.ts': 'export   const old = 1\n', '.github/workflows/ci.yml': ci }
    const change = { 'src/b.ts': 'export   const b = 1\n', 'src/c.ts': 'export const c = 1\n', 'README.md': '*  x\n' }
    await using at = await pullJob({ base, change })
    const { outputs, log, result } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(log).toContain('is run on the files that are changed: `prettier --check src/b.ts src/c.ts`')
    expect(at.branch()).toMatchObject({ 'src/b.ts': 'export const b = 1\n', 'README.md': '*  x\n' })
    expect(result?.proposals[0]?.checks).toMatchObject([
      { command: 'prettier --check src/b.ts src/c.ts', before: 'fail', after: 'pass' },
    ])
  },
  LONG,
)
