import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { hasAct, jobOf } from './act.fixture.ts'
import { both } from './both-engines.fixture.ts'

const here = hasAct('how steps hang together, in place and by act')

/** Stands for a test runner: what it judges is its exit code. */
const FILES = {
  'bin/pytest': '#!/bin/sh\necho "ran $*"\nexec "$@"\n',
  'matcher.json': JSON.stringify({
    problemMatcher: [
      {
        owner: 'own',
        pattern: [{ regexp: String.raw`^PROBLEM (\S+) (\d+) (\S+) (.+)$`, file: 1, line: 2, code: 3, message: 4 }],
      },
    ],
  }),
  'sub/a.py': 'a = 1\n',
}
const TEST = 'PATH=$PWD/bin:$PATH pytest'

const seen = async (workflow: string) =>
  await both(workflow, {
    files: FILES,
    for: ['test'],
    prepare: (repository) => {
      chmodSync(join(repository.root, 'bin/pytest'), 0o755)
      repository.git('commit', '--quiet', '--all', '--amend', '--no-edit', '--allow-empty')
    },
  })

/** One step after the other; each `!` in `outcomes` is a step, by its outcome. */
type Case = [title: string, steps: string, verdict: string, outcomes: string[]]

const CASES: readonly Case[] = [
  [
    'the first red skips what comes behind it, and `if: failure()` and `always()` run',
    `- run: ${TEST} false\n- run: ${TEST} true\n- if: failure()\n  run: ${TEST} true\n- if: always()\n  run: ${TEST} true`,
    'fail',
    ['failure', 'skipped', 'success', 'success'],
  ],
  [
    '`if: failure()` is skipped where nothing failed',
    `- run: ${TEST} true\n- if: failure()\n  run: ${TEST} false`,
    'pass',
    ['success', 'skipped'],
  ],
  [
    'a step that may fail is tolerated, its outcome is a failure and its conclusion a success',
    `- id: a\n  continue-on-error: true\n  run: ${TEST} false\n- run: ${TEST} test "\${{ steps.a.outcome }} \${{ steps.a.conclusion }}" = "failure success"`,
    'pass',
    ['tolerated', 'success'],
  ],
  [
    'outputs, variables and folders of PATH come from one step to the next',
    `- id: a
  run: |
    echo "x=one two" >> "$GITHUB_OUTPUT"
    { echo 'MANY<<END'; echo first; echo second; echo END; } >> "$GITHUB_ENV"
    mkdir -p tools && printf '#!/bin/sh\\necho found\\n' > tools/own && chmod +x tools/own
    echo "$PWD/tools" >> "$GITHUB_PATH"
- run: ${TEST} test "\${{ steps.a.outputs.x }}" = "one two" -a "$(own)" = found -a "$(echo "$MANY" | tail -n 1)" = second`,
    'pass',
    ['success', 'success'],
  ],
  [
    'a step sees its own variables over those of its job and of GITHUB_ENV',
    `- run: echo "A=file" >> "$GITHUB_ENV"\n- env: { A: own }\n  run: ${TEST} test "$A" = own\n- run: ${TEST} test "$A" = file`,
    'pass',
    ['success', 'success', 'success'],
  ],
  [
    'a condition on an output decides',
    `- id: a\n  run: echo "go=no" >> "$GITHUB_OUTPUT"\n- if: steps.a.outputs.go == 'yes'\n  run: ${TEST} false\n- if: steps.a.outputs.go == 'no'\n  run: ${TEST} true`,
    'pass',
    ['success', 'skipped', 'success'],
  ],
  [
    'a pipe hides a red without `shell: bash`, and shows it with it',
    `- run: ${TEST} false | cat\n- shell: bash\n  run: ${TEST} false | cat`,
    'fail',
    ['success', 'failure'],
  ],
  [
    'a tool that is not there is no red',
    `- run: PATH=/nowhere pytest\n- run: ${TEST} true`,
    'not-run',
    ['not-run', 'not-run'],
  ],
  [
    'an unreleased Rust that is not there is no red',
    `- uses: dtolnay/rust-toolchain@nightly-1999-01-01\n- run: ${TEST} true`,
    'not-run',
    ['not-run', 'not-run'],
  ],
  [
    'what belongs to git may be written, as package managers and release tools do',
    `- run: |
    git config core.hooksPath hooks && mkdir -p .git/hooks && echo x > .git/hooks/pre-commit
    git -c core.hooksPath=/dev/null -c user.name=t -c user.email=t@t commit -q --allow-empty -m mine
    ${TEST} test "$(git log --format=%s -n 1)" = mine`,
    'pass',
    ['success'],
  ],
]

describe('in place and by act the steps of a job hang together in the same way', () => {
  it.each(CASES)('%s', async (_, steps, verdict, outcomes) => {
    if (!here) return
    const { act, place } = await seen(jobOf(`- uses: actions/checkout@v4\n${steps}`))
    expect(act).toEqual(place)
    expect([act.verdict, ...act.steps.map(({ outcome }) => outcome)]).toEqual([verdict, 'success', ...outcomes])
  })
})

describe('in place and by act the same is found', () => {
  it.each([
    [
      'by a matcher that a step adds',
      `- run: |\n    echo "::add-matcher::matcher.json"\n    echo "PROBLEM sub/a.py 1 E1 no good"\n    ${TEST} false`,
      [{ path: 'sub/a.py', rule: 'E1', message: 'no good', range: [1, 1, 1, 1] }],
    ],
    [
      'by a matcher that an earlier step added, until it is removed',
      `- run: echo "::add-matcher::matcher.json"\n- run: |\n    echo "PROBLEM sub/a.py 1 E1 one"\n    echo "::remove-matcher owner=own::"\n    echo "PROBLEM sub/a.py 1 E1 two"\n    ${TEST} false`,
      [{ path: 'sub/a.py', rule: 'E1', message: 'one' }],
    ],
    [
      'by a command, with its place',
      `- run: |\n    echo "::error file=sub/a.py,line=1,col=3,title=T::said so%0Aand more"\n    ${TEST} false`,
      [{ path: 'sub/a.py', severity: 'error' }],
    ],
    [
      'by the matcher of a set-up action',
      `- uses: actions/setup-node@v4\n- run: |\n    echo "sub/a.py(1,3): error TS9999: not this"\n    ${TEST} false`,
      [{ path: 'sub/a.py', rule: 'TS9999', message: 'not this', range: [1, 3, 1, 3] }],
    ],
  ])('%s', async (_, steps, found) => {
    if (!here) return
    const { act, place } = await seen(jobOf(`- uses: actions/checkout@v4\n${steps}`))
    expect(act).toEqual(place)
    expect(act.verdict).toBe('fail')
    expect(act.steps.flatMap(({ diagnostics }) => diagnostics)).toMatchObject(found)
  })
})

describe('in place and by act jobs hang together in the same way', () => {
  it('hands outputs on, skips what waits for a red job, and runs what waits in any case', async () => {
    if (!here) return
    const job = (id: string, rest: string, run: string) =>
      `  ${id}:\n    runs-on: ubuntu-latest\n${rest}    steps:\n      - uses: actions/checkout@v4\n      - id: s\n        run: ${run}\n`
    const workflow = `on: push\njobs:\n${[
      job('first', '    outputs: { x: "${{ steps.s.outputs.x }}" }\n', `${TEST} sh -c 'echo x=1 >> "$GITHUB_OUTPUT"'`),
      job('second', '    needs: first\n', `${TEST} test "\${{ needs.first.outputs.x }}" = 2`),
      job('third', '    needs: second\n', `${TEST} true`),
      job(
        'fourth',
        '    needs: [first, second]\n    if: always()\n',
        `${TEST} test "\${{ needs.second.result }}" = failure`,
      ),
    ].join('')}`
    const { act, place } = await seen(workflow)
    expect(act).toEqual(place)
    expect(act.steps.map(({ at, outcome }) => `${at} ${outcome}`)).toEqual([
      'first/0 success',
      'first/1 success',
      'second/0 success',
      'second/1 failure',
      'third/0 skipped',
      'third/1 skipped',
      'fourth/0 success',
      'fourth/1 success',
    ])
  })
})
