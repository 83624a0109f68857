import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { classifyWorkflow, runSlice, sliceWorkflow } from '@upkeep/ci'
import type { SliceRunOptions } from '@upkeep/ci'
import type { CheckKind, SliceRun } from '@upkeep/schema'
import { openWorkspace } from '@upkeep/workspace'

const PATH = '.github/workflows/ci.yml'
const NO_FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
/** Stands for a test runner: what it judges is its exit code. */
const FILES = { 'bin/pytest': '#!/bin/sh\necho "ran $*"\nexec "$@"\n', 'sub/here.txt': '' }

/** The run of the slice of a workflow with one job of these steps, or of a whole workflow. */
async function run(
  steps: string,
  change: Partial<SliceRunOptions> = {},
  kinds: readonly CheckKind[] = ['test'],
): Promise<SliceRun & { log: string; left: string }> {
  const root = await mkdtemp(join(tmpdir(), 'upkeep-slice-run-'))
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await chmod(join(root, 'bin/pytest'), 0o755)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: root })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'a')
  const text = steps.startsWith('on:')
    ? steps
    : `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n${steps.replaceAll(/^/gm, '      ')}\n`
  const workflow = await classifyWorkflow(PATH, text, NO_FILES, [])
  await using workspace = await openWorkspace({
    directory: root,
    temp: await mkdtemp(join(tmpdir(), 'upkeep-slice-temp-')),
  })
  const files = await realpath(await mkdtemp(join(tmpdir(), 'upkeep-slice-files-')))
  await using worktree = await workspace.open(undefined, { shared: [files] })
  let log = ''
  const done = await runSlice(sliceWorkflow(workflow, text, { for: kinds }), workflow, {
    worktree,
    env: { PATH: `${root}/bin:${process.env['PATH'] ?? ''}` },
    secrets: {},
    variables: {},
    github: {},
    temp: files,
    secondsPerStep: 30,
    signal: new AbortController().signal,
    log: (piece) => (log += piece),
    ...change,
  })
  return { ...done, log, left: git('status', '--porcelain').toString() }
}

const outcomes = ({ steps }: SliceRun) => steps.map(({ outcome }) => outcome)

describe('runSlice', () => {
  it('passes and fails by the wanted steps, with set-up taken as done', async () => {
    const passing = await run('- uses: actions/checkout@v5\n- run: pip install -e .\n- run: pytest true')
    expect([passing.verdict, ...outcomes(passing)]).toEqual(['pass', 'done', 'done', 'success'])
    const failing = await run('- run: pytest false\n- run: pytest true')
    expect([failing.verdict, ...outcomes(failing)]).toEqual(['fail', 'failure', 'skipped'])
  })

  it('hands variables, paths and outputs on from step to step', async () => {
    const { verdict, log } = await run(
      [
        '- id: first\n  run: |\n    echo "A=from a step" >> $GITHUB_ENV\n    mkdir -p tools && printf "#!/bin/sh\\necho tool of mine\\n" > tools/mine && chmod +x tools/mine\n    echo "$PWD/tools" >> $GITHUB_PATH\n    echo "out=value" >> $GITHUB_OUTPUT',
        '- run: |\n    pytest echo "$A" "${{ steps.first.outputs.out }}" "${{ env.A }}"\n    mine',
      ].join('\n'),
    )
    expect(verdict).toBe('pass')
    expect(log).toContain('from a step value from a step')
  })

  it('hands outputs on from job to job, and asks conditions', async () => {
    const text = `on: push
jobs:
  pick:
    runs-on: ubuntu-latest
    outputs:
      go: \${{ steps.x.outputs.go }}
    steps:
      - id: x
        run: echo "go=yes" >> $GITHUB_OUTPUT
  yes:
    needs: pick
    if: needs.pick.outputs.go == 'yes'
    runs-on: ubuntu-latest
    steps:
      - run: pytest true
      - if: github.event_name == 'pull_request'
        run: pytest false
  no:
    needs: pick
    if: needs.pick.outputs.go == 'no'
    runs-on: ubuntu-latest
    steps:
      - run: pytest false
`
    const done = await run(text)
    expect(done.steps.map(({ job, outcome }) => `${job} ${outcome}`)).toEqual([
      'pick success',
      'yes success',
      'yes skipped',
      'no skipped',
    ])
    expect(done.verdict).toBe('pass')
  })

  it('knows defaults, folders, shells and what may fail', async () => {
    const text = `on: push
defaults:
  run:
    working-directory: sub
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: pytest test -f here.txt
      - run: pytest false | true
      - shell: bash
        continue-on-error: true
        run: pytest false | true
      - working-directory: ../..
        run: pytest true
      - shell: cmd
        if: always()
        run: pytest true
`
    expect(outcomes(await run(text))).toEqual(['success', 'success', 'tolerated', 'not-run', 'not-run'])
  })

  it('is no pass where a wanted step was not run', async () => {
    const secret = await run('- run: pytest true\n  env: { KEY: "${{ secrets.KEY }}" }')
    expect([secret.verdict, secret.steps[0]?.why]).toEqual(['not-run', 'it needs the secret KEY'])
    const given = await run('- run: pytest test "$KEY" = v\n  env: { KEY: "${{ secrets.KEY }}" }', {
      secrets: { KEY: 'v' },
    })
    expect(given.verdict).toBe('pass')
    const missing = await run('- run: vitest run', { env: { PATH: '/usr/bin:/bin' } })
    expect([missing.verdict, missing.steps[0]?.outcome]).toEqual(['not-run', 'not-run'])
  })

  it.each([
    ['a service', '    services: { db: { image: postgres } }\n', /service db/],
    ['a container', '    container: alpine\n', /container/],
  ])('runs no job that needs %s', async (_, lines, why) => {
    const done = await run(
      `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${lines}    steps:\n      - run: pytest true\n`,
    )
    expect([done.verdict, done.steps[0]?.why]).toEqual(['not-run', expect.stringMatching(why)])
  })

  it('runs an action that is a command, and says of another one that it can not', async () => {
    const known = await run('- uses: nick-fields/retry@v3\n  with:\n    command: pytest true')
    expect([known.verdict, ...outcomes(known)]).toEqual(['pass', 'success'])
    const other = await run('- uses: someone/run-e2e-test@v1')
    expect([other.verdict, other.steps[0]?.why]).toEqual([
      'not-run',
      'the action someone/run-e2e-test@v1 can not be run here',
    ])
  })

  it('leaves out what a step only installs, and takes its environment from the matrix', async () => {
    const text = `on: push
jobs:
  one:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        include:
          - env: { A: b }
    steps:
      - env: \${{ matrix.env }}
        run: |
          pip install nothing-of-that-name
          pytest test "$A" = b
`
    expect((await run(text)).verdict).toBe('pass')
  })

  it('says which expression GitHub would reject', async () => {
    const done = await run("- run: pytest ${{ 'a }}")
    expect(done.steps[0]).toMatchObject({ outcome: 'not-run', why: expect.stringMatching(/expression/) })
  })

  it('ends a step at its time limit', async () => {
    const done = await run('- run: pytest sleep 20\n  timeout-minutes: 0.005')
    expect(done.steps[0]).toMatchObject({ outcome: 'failure', why: expect.stringMatching(/longer than/) })
  })

  it('leaves the tree of the user as it is', async () => {
    const { verdict, left } = await run('- run: pytest touch made && rm -rf sub')
    expect([verdict, left]).toEqual(['pass', ''])
  })
})
