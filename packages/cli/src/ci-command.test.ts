import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { CiReport } from '@upkeep/schema'
import { gitRepository, notRun, toolOnPath, treeFingerprint } from '@upkeep/testing'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const { JEST_WORKER_ID: _, DOCKER_HOST: __, ...env } = process.env

function ci(root: string, args: readonly string[] = [], more: Record<string, string> = {}) {
  const command = [main, 'ci', '--repo', root, '--act-mode', 'host', ...args]
  return spawnSync(process.execPath, command, { env: { ...env, ...more }, encoding: 'utf8' })
}

const TEST = "import { equal } from 'node:assert'\nimport { test } from 'node:test'\ntest('a', () => equal(1, 1))\n"
const FILES = {
  'a.test.js': TEST,
  'package.json': '{ "name": "x", "version": "1.0.0", "type": "module" }\n',
  '.github/workflows/ci.yml': `name: CI
on: [push, pull_request]
jobs:
  test:
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        part: [1, 2]
    runs-on: \${{ matrix.os }}
    steps:
      - uses: actions/checkout@v4
      - run: node --test
      - name: Sizes
        run: ls -l a.test.js
  database:
    runs-on: ubuntu-latest
    services:
      db: { image: postgres }
    steps:
      - uses: actions/checkout@v4
      - run: node --test
  shared:
    uses: ./.github/workflows/shared.yml
    with: { wanted: here }
  release:
    needs: test
    if: github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm publish
`,
  '.github/workflows/shared.yml': `name: Shared
on:
  workflow_call:
    inputs:
      wanted: { type: string, default: nothing }
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: test "\${{ inputs.wanted }}" = here && node --test
`,
  '.github/workflows/nightly.yml': `on: { schedule: [{ cron: '1 1 * * *' }] }
jobs:
  night:
    runs-on: ubuntu-latest
    steps:
      - run: exit 1
`,
}
const outcomesOf = (report: CiReport, path: string) =>
  report.workflows
    .find((workflow) => workflow.path === path)
    ?.run?.steps.map(({ job, step, outcome }) => `${job}/${step} ${outcome}`)

describe('upkeep ci', () => {
  it('runs all that judges a change, says before what is not run here, and never publishes', async () => {
    if (!toolOnPath('act')) return notRun('upkeep ci', 'no act on PATH')
    await using repository = await gitRepository(FILES)
    const before = treeFingerprint(repository.root)
    const { status, stdout, stderr } = ci(repository.root, ['--json'])
    const report = CiReport.parse(JSON.parse(stdout))
    expect({ status, verdict: report.verdict, mode: report.mode }).toEqual({ status: 0, verdict: 'pass', mode: 'host' })
    expect(report.workflows.map(({ path, by, verdict }) => [path, by, verdict])).toEqual([
      ['.github/workflows/ci.yml', null, 'pass'],
      ['.github/workflows/shared.yml', '.github/workflows/ci.yml, job shared', 'pass'],
    ])
    expect(report.workflows[0]?.left).toEqual([
      'not all legs of job test are run: it runs on windows-latest',
      'job database is not run: it needs the service db',
      'step 1 of job release (npm publish) is not run: a publish step is never run',
    ])
    expect(outcomesOf(report, '.github/workflows/ci.yml')).toEqual([
      'test/0 success',
      'test/1 success',
      'test/2 success',
      'test/0 success',
      'test/1 success',
      'test/2 success',
      'test/0 not-run',
      'test/1 not-run',
      'test/2 not-run',
      'database/0 not-run',
      'database/1 not-run',
      'shared/-1 not-run',
    ])
    const [plan = '', ran = ''] = stderr.split('\n\n')
    expect(plan).toContain('.github/workflows/ci.yml: test (2 legs)\n')
    for (const left of report.workflows[0]?.left ?? []) expect(plan).toContain(`  ${left}\n`)
    expect(ran).toContain('pass 1')
    expect(treeFingerprint(repository.root)).toBe(before)
    expect(existsSync(join(repository.root, 'node_modules'))).toBe(false)
  })

  it('fails where one of them does, and names its step', async () => {
    if (!toolOnPath('act')) return notRun('a red upkeep ci', 'no act on PATH')
    await using repository = await gitRepository({ ...FILES, 'a.test.js': TEST.replace('1, 1', '1, 2') })
    const { status, stdout } = ci(repository.root, ['--matrix', 'one', '.github/workflows/shared.yml'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/check +│ 1 test .*│ failure/)
    expect(stdout).toMatch(/CI fails\.\n$/)
  })

  it('is no pass where nothing could be run, and refuses what is no workflow', async () => {
    if (!toolOnPath('act')) return notRun('an empty upkeep ci', 'no act on PATH')
    await using repository = await gitRepository({
      'a.test.js': TEST,
      '.github/workflows/w.yml':
        'on: push\njobs:\n  w:\n    runs-on: windows-latest\n    steps:\n      - run: node --test\n',
      '.github/workflows/broken.yml': 'on: push\njobs:\n  w:\n    steps: {\n',
    })
    const { status, stdout } = ci(repository.root, ['--json'])
    const report = CiReport.parse(JSON.parse(stdout))
    expect(status).toBe(1)
    expect(report.workflows.map(({ path, verdict, left }) => [path, verdict, left])).toEqual([
      ['.github/workflows/broken.yml', 'engine', [expect.stringContaining('GitHub does not accept it: ')]],
      ['.github/workflows/w.yml', 'left-out', ['job w is not run: it runs on windows-latest']],
    ])
    const only = ci(repository.root, ['.github/workflows/w.yml'])
    expect([only.status, only.stdout]).toEqual([1, expect.stringContaining('not all that was to be run was')])
    const none = ci(repository.root, ['ci.yml'])
    expect([none.status, none.stderr]).toEqual([
      2,
      expect.stringContaining('ci.yml is no workflow of this repository.'),
    ])
  })

  it('refuses containers where no engine answers', async () => {
    if (!toolOnPath('act')) return notRun('upkeep ci without an engine', 'no act on PATH')
    await using repository = await gitRepository(FILES)
    const { status, stderr } = ci(repository.root, ['--act-mode', 'containers'], {
      DOCKER_HOST: 'unix:///nowhere.sock',
    })
    expect([status, stderr]).toEqual([1, expect.stringContaining('No container engine answers.\n')])
  })
})
