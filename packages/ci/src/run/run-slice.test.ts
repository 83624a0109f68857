import { describe, expect, it } from '@jest/globals'
import { outcomes, run, why } from './run-slice.fixture.ts'

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

  it('runs no check that is not asked for, though its step installs something', async () => {
    const done = await run('- run: |\n    pip install pytest\n    mypy .\n- run: pytest true')
    expect([done.verdict, outcomes(done)]).toEqual(['pass', ['done', 'success']])
    expect(why(done)).toMatch(/what it checks is not asked for/)
  })

  it('takes no set-up as done whose packages are not there, and says so', async () => {
    const steps =
      '- run: npm install --no-save @a/left-pad@1 b\n- run: pytest true\n- run: npm install ./here -g c\n  if: always()'
    const done = await run(steps)
    expect([done.verdict, why(done)]).toEqual(['not-run', 'it installs @a/left-pad, b, which is not installed here'])
    expect(outcomes(done).slice(1)).toEqual(['not-run'])
  })

  it.each([
    ['a service', '    services: { db: { image: postgres } }\n', /service db/],
    ['a container', '    container: alpine\n', /container/],
  ])('runs no job that needs %s', async (_, lines, reason) => {
    const done = await run(
      `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${lines}    steps:\n      - run: pytest true\n`,
    )
    expect([done.verdict, why(done)]).toEqual(['not-run', expect.stringMatching(reason)])
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

describe('what comes of a step', () => {
  it('is an outcome and a conclusion, by which the ones behind it go on', async () => {
    const done = await run(
      [
        '- id: a\n  continue-on-error: true\n  run: pytest false',
        "- if: steps.a.outcome == 'failure' && steps.a.conclusion == 'success'\n  run: pytest true",
        '- if: failure()\n  run: pytest false',
        '- run: pytest false',
        '- run: pytest true',
        '- if: failure()\n  run: pytest true',
        '- if: success() || cancelled()\n  run: pytest true',
        '- if: always()\n  run: pytest true',
      ].join('\n'),
    )
    expect(outcomes(done)).toEqual([
      'tolerated',
      'success',
      'skipped',
      'failure',
      'skipped',
      'success',
      'skipped',
      'success',
    ])
  })

  it('is not known behind one that could not be run', async () => {
    const done = await run('- run: pytest true\n- shell: fish\n  run: pytest true\n- run: pytest true')
    expect([done.verdict, ...outcomes(done)]).toEqual(['not-run', 'success', 'not-run', 'not-run'])
  })

  it('fails nothing where its job may fail', async () => {
    const done = await run(`on: push
jobs:
  one:
    continue-on-error: \${{ matrix.new }}
    strategy: { matrix: { new: [true] } }
    runs-on: ubuntu-latest
    steps:
      - run: pytest false
`)
    expect([done.verdict, ...outcomes(done)]).toEqual(['pass', 'tolerated'])
  })

  it('ends with the time of its job', async () => {
    const done = await run(`on: push
jobs:
  one:
    timeout-minutes: 0.01
    runs-on: ubuntu-latest
    steps:
      - run: pytest sleep 20
        timeout-minutes: \${{ 5 }}
`)
    expect([done.verdict, why(done)]).toEqual(['fail', expect.stringMatching(/longer than 0\.\d+ s/)])
  })

  it('is told where the folder of a step is not there', async () => {
    const done = await run('- working-directory: no\n  run: pytest true')
    expect(done.verdict).toBe('fail')
  })

  it('knows the variables and contexts of a runner', async () => {
    const { verdict } = await run(
      `- run: |\n    pytest test "$GITHUB_SHA" = abc -a "$GITHUB_JOB" = one -a "$GITHUB_EVENT_NAME" = push -a "$RUNNER_OS" = "\${{ runner.os }}" -a -d "$RUNNER_TEMP" -a -z "$GITHUB_TOKEN" -a "$CI" = true\n- if: hashFiles('sub/*.txt') != '' && hashFiles('no/*') == ''\n  run: pytest true`,
      { github: { sha: 'abc', token: 'x' } },
    )
    expect(verdict).toBe('pass')
  })

  it.each([
    ['nightly', '', 'success'],
    ['master', '  with: { toolchain: "${{ matrix.rust || \'nightly-2026-01-01\' }}" }\n', 'not-run'],
    ['beta', '', 'not-run'],
    ['stable', '', 'failure'],
  ])('needs the unreleased Rust that its job sets up: %s', async (ref, rest, outcome) => {
    const done = await run(
      `- uses: dtolnay/rust-toolchain@${ref}\n${rest}- run: pytest test "$RUSTUP_TOOLCHAIN" = nightly`,
    )
    expect(done.steps[1]?.outcome).toBe(outcome)
    if (outcome === 'not-run')
      expect(why(done)).toMatch(/sets up Rust (?:beta|nightly-2026-01-01), which is not installed/)
  })

  it.each([
    ['error: no such command: `hack`', 'cargo-hack is not installed'],
    ["error: 'cargo-miri' is not installed for the toolchain 'nightly'", 'cargo-miri is not installed'],
    ["error: toolchain 'nightly-x86_64' is not installed", 'the Rust toolchain nightly-x86_64 is not installed'],
    ['error: No interpreter found for Python 3.14 in managed installations', 'Python 3.14 is not installed'],
    ['error: Failed to spawn: tox', 'tox is not installed'],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'it needs the Docker daemon, which is kept from commands here',
    ],
  ])('is not known where a tool lacks another one: %s', async (message, reason) => {
    const done = await run(`- run: |\n    pytest true\n    cat >&2 <<'E'\n    ${message}\n    E\n    exit 1`)
    expect([done.verdict, why(done)]).toEqual(['not-run', reason])
  })

  it('is told where GitHub rejects an expression of its job', async () => {
    const done = await run(
      'on: push\njobs:\n  one:\n    if: ${{ no( }}\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest true\n',
    )
    expect([done.verdict, why(done)]).toEqual(['not-run', expect.stringMatching(/expression of its job/)])
  })
})

describe('outputs that nobody knows here', () => {
  const gate = (first: string, second: string) =>
    `on: push\njobs:\n  first:\n${first}\n  second:\n    needs: first\n    runs-on: ubuntu-latest\n${second}`
  const steps = '    steps:\n      - run: pytest true\n'
  const elsewhere =
    '    runs-on: windows-latest\n    outputs: { a: "${{ steps.x.outputs.a }}" }\n    steps:\n      - { id: x, run: echo a }'

  it.each([
    ['a workflow of another repository', '    uses: someone/else/.github/workflows/gate.yml@v1'],
    ['a job for another system', elsewhere],
    [
      'an action that looks what changed',
      '    runs-on: ubuntu-latest\n    outputs: { a: "${{ steps.x.outputs.a }}" }\n    steps:\n      - { id: x, uses: dorny/paths-filter@v3 }',
    ],
  ])('open the gates that ask for them: %s', async (_, first) => {
    const done = await run(gate(first, `    if: needs.first.outputs.a == 'true'\n${steps}`))
    expect([done.verdict, done.steps.at(-1)?.outcome]).toEqual(['pass', 'success'])
  })

  it('open the gates of steps too, and stop those that need their value', async () => {
    const done = await run(
      `- id: changed\n  uses: dorny/paths-filter@v3\n- if: steps.changed.outputs.src == 'true'\n  run: pytest true\n- if: always() && steps.changed.outputs['src']\n  run: pytest true\n- run: pytest test "\${{ steps.changed.outputs.list }}"`,
    )
    expect([done.verdict, ...outcomes(done)]).toEqual(['not-run', 'done', 'success', 'success', 'not-run'])
    expect(why(done, 3)).toBe('it reads outputs of the step changed, which was not run here')
    const job = await run(gate(elsewhere, `    env: { A: "\${{ needs.first.outputs.a }}" }\n${steps}`))
    expect([job.verdict, why(job, 1)]).toEqual([
      'not-run',
      'its job reads outputs of the job first, which was not run here',
    ])
  })

  it('do not stop those that ask for what is known', async () => {
    const known =
      '    runs-on: ubuntu-latest\n    outputs: { a: "${{ steps.x.outputs.a }}", b: "${{ steps.y.outputs.b }}" }\n    steps:\n      - { id: x, uses: dorny/paths-filter@v3 }\n      - { id: y, run: echo b=no >> $GITHUB_OUTPUT }'
    const done = await run(gate(known, `    if: needs.first.outputs.b == 'yes'\n${steps}`))
    expect(done.steps.at(-1)?.outcome).toBe('skipped')
  })

  it('are told apart from a matrix that a job computes', async () => {
    const makes =
      '    runs-on: ubuntu-latest\n    outputs: { legs: "${{ steps.x.outputs.legs }}" }\n    steps:\n      - id: x\n        run: echo \'legs=[{"n":1},{"n":2}]\' >> $GITHUB_OUTPUT'
    const legs = '    strategy: { matrix: { leg: "${{ fromJSON(needs.first.outputs.legs) }}" } }\n'
    const done = await run(gate(makes, `${legs}    steps:\n      - run: pytest test \${{ matrix.leg.n }} = 1\n`))
    expect(outcomes(done)).toEqual(['success', 'success', 'failure'])
  })
})

describe('the secrets of a run', () => {
  const job = (rest: string, steps: string) =>
    `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${rest}    steps:\n${steps.replaceAll(/^/gm, '      ')}\n`

  it('are asked for by the names that are computed, on the leg that runs', async () => {
    const text = job(
      '    strategy: { matrix: { at: [test] } }\n',
      '- run: pytest test "$K" = v\n  env: { K: "${{ secrets[format(\'{0}_KEY\', matrix.at)] }}" }',
    )
    const missing = await run(text)
    expect([missing.verdict, why(missing)]).toEqual(['not-run', 'it needs the secret test_KEY'])
    expect((await run(text, { secrets: { TEST_KEY: 'v' } })).verdict).toBe('pass')
  })

  it('are missed by the steps that read them through a variable of their job', async () => {
    const text = job('    env: { K: "${{ secrets.KEY }}" }\n', '- run: pytest true\n- run: pytest test "$K" = v')
    const missing = await run(text)
    expect(missing.steps.map(({ outcome, why: reason }) => [outcome, reason])).toEqual([
      ['success', undefined],
      ['not-run', 'it needs the secret KEY'],
    ])
    expect((await run(text, { secrets: { KEY: 'v' } })).verdict).toBe('pass')
  })

  it('and variables are given by their names, and one that only makes a cache is not missed', async () => {
    const { verdict } = await run('- run: pytest test "${{ vars.A }}${{ vars.NONE }}${{ secrets.TURBO_TOKEN }}" = b', {
      variables: { A: 'b' },
    })
    expect(verdict).toBe('pass')
  })
})
