import { describe, expect, it } from '@jest/globals'
import { matchersOfAction } from '@upkeep/checkers'
import { checksFromInput, inPlaceRunner } from '@upkeep/ci'
import type { CheckRunner, FoundCheck } from '@upkeep/ci'
import { execFileSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckResult } from '@upkeep/schema'
import { notRun, toolOnPath } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'

const FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
const ENV = { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }
const options = () => ({ signal: new AbortController().signal })

async function run(
  command: string,
  change: Partial<FoundCheck> = {},
  runner: CheckRunner = inPlaceRunner({
    env: ENV,
    secondsPerCheck: 30,
    redact: (text) => text.replaceAll('hunter2', '***'),
  }),
  before = '',
) {
  const root = await mkdtemp(join(tmpdir(), 'upkeep-ci-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: root })
  git('init', '-q')
  await writeFile(join(root, 'a.txt'), 'a\n')
  git('add', '.')
  git('commit', '-qm', 'a')
  const [found] = await checksFromInput([command], FILES)
  if (found === undefined) throw new Error('no check')
  await using workspace = await openWorkspace({
    directory: root,
    temp: await mkdtemp(join(tmpdir(), 'upkeep-ci-temp-')),
    sandbox: { env: ENV },
  })
  await using worktree = await workspace.open(undefined, { git: 'own' })
  if (before !== '') await worktree.exec(before, { cwd: '.', env: ENV, shell: 'bash', seconds: 30, network: 'none' })
  return await runner.run({ ...found, ...change }, worktree, options())
}

describe('inPlaceRunner', () => {
  it('passes and fails by the exit code', async () => {
    expect((await run('true')).status).toBe('pass')
    expect(await run('exit 3')).toMatchObject({ status: 'fail', exit: 3 })
  })

  it.each(['git diff --exit-code', 'test -z "$(git status --porcelain)"'])(
    'compares with the tree as a patch left it, and with what was there before the command: %s',
    async (compare) => {
      const patch = 'echo b > a.txt; echo new > b.txt'
      expect(await run(compare, {}, undefined, patch)).toMatchObject({ status: 'pass', exit: 0 })
      expect(await run(`echo c > a.txt; ${compare}`, {}, undefined, patch)).toMatchObject({ status: 'fail', exit: 1 })
      expect(await run(`echo b > a.txt; ${compare}`, {}, undefined, patch)).toMatchObject({ status: 'pass', exit: 0 })
    },
  )

  it('leaves the git commands of such a check in other repositories to those', async () => {
    const command = `git init -q other && test "$(git -C other rev-parse --show-toplevel)" = "$PWD/other" || exit 3
      rm -rf other; git diff --exit-code`
    expect(await run(command, {}, undefined, 'echo b > a.txt')).toMatchObject({ status: 'pass', exit: 0 })
  })

  it('compares so where a script that the command leads to does', async () => {
    const script = '#!/bin/sh\ngofmt -l .\nif [ -n "$(git diff)" ]; then exit 1; fi\n'
    const files = { list: () => Promise.resolve(['check.sh']), read: () => Promise.resolve(script) }
    const [found] = await checksFromInput(['./check.sh'], files)
    expect(found?.comparesFiles).toBe(true)
    const command = 'test -z "$(cat list)"; if [ -n "$(git diff)" ]; then exit 1; fi'
    expect(await run(command, {}, undefined, 'echo b > a.txt; touch list')).toMatchObject({ status: 'pass' })
  })

  it('gives the diagnostics of what was printed, and redacts the output', async () => {
    const result = await run('echo "a.py:1: error: wrong hunter2  [misc]"; exit 1')
    expect(result.diagnostics).toHaveLength(1)
    expect(result.output).not.toContain('hunter2')
  })

  it('gives the diagnostics of problem matchers where no reader of a tool says something of the line', async () => {
    const regexp = '^([^!]+)!(\\d+)!(.*)$'
    const matcher = { problemMatcher: [{ owner: 'mine', pattern: [{ regexp, file: 1, line: 2, message: 3 }] }] }
    const command = `echo '${JSON.stringify(matcher)}' > m.json; echo '::add-matcher::m.json'; echo '::add-mask::not this'
      echo 'a.txt!1!not this'; echo 'a.txt(2,3): error TS1: x'; echo ' a.txt:3:4: y'; exit 1`
    const matchers = { known: matchersOfAction('ammaraskar/gcc-problem-matcher@v1'), files: ['m.json'] }
    const told = ({ diagnostics }: CheckResult) =>
      diagnostics.map(({ tool, range, message }) => [tool, range?.[0], message])
    const own = await run(command)
    expect([told(own), own.output.includes('not this')]).toEqual([
      [
        ['tsc', 2, 'x'],
        ['mine', 1, '***'],
      ],
      false,
    ])
    const rust = { known: matchersOfAction('actions-rust-lang/setup-rust-toolchain@v1'), files: [] }
    const panics = ['a.txt', 'no.txt']
      .map((path) => `echo "thread 'x' panicked at ${path}:2:3:"; echo ${path}`)
      .join(';')
    expect(told(await run(`${panics}; exit 1`, { matchers: rust }))).toEqual([['rust-panic', 2, 'a.txt']])
    const file = `printf '%s' '${JSON.stringify(matcher)}' > m.json; echo 'a.txt!1!from a file'; exit 1`
    expect(told(await run(file, { matchers }))).toEqual([['mine', 1, 'from a file']])
  })

  it('notices what the check rewrote', async () => {
    expect((await run('echo b >> a.txt')).rewrote).toEqual(['a.txt'])
  })

  it('lets commands write to the files of a runner', async () => {
    const result = await run(
      'for f in "$GITHUB_ENV" "$GITHUB_OUTPUT" "$GITHUB_PATH" "$GITHUB_STEP_SUMMARY"; do echo a=b >> "$f"; done',
    )
    expect(result.status).toBe('pass')
  })

  it('did not run where the tool is missing, and names the set-up step', async () => {
    const result = await run('no-such-tool-at-all', { setup: ['actions/checkout@v4', 'npm ci'] })
    expect(result.status).toBe('not-run')
    expect(result.why).toMatch(/no-such-tool-at-all.*npm ci/)
  })

  it.each([
    [
      'a recursive run of pnpm that failed',
      'echo " ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL  a@1.0.0 test: vitest run"; exit 1',
    ],
    ['a module that the code imports and nobody has', `echo "ModuleNotFoundError: No module named 'helper'"; exit 1`],
    ['an import that tsc does not find', `echo "a.ts(1,1): error TS2307: Cannot find module 'x'"; exit 2`],
  ])('takes %s for a failure', async (_, command) => {
    expect((await run(command)).status).toBe('fail')
  })

  it.each([
    [
      'tox',
      'py38: failed with could not find python interpreter matching any of the specs py38\n  py38: FAIL code 1 (1.05 seconds)',
    ],
    [
      'tox, beside one that passes',
      'py38: failed with could not find python interpreter with spec(s): py38\n  py38: FAIL code 1\n  py311: OK (0.3 seconds)',
    ],
    ['nox', 'nox > Session tests-3.8 failed: Python interpreter 3.8 not found.\nnox > * tests-3.8: failed'],
    ['nox, coloured', '\u001b[31mnox > Session py38 failed: Python interpreter 3.8 not found.\u001b[0m'],
  ])('did not run where only an interpreter is missing that %s asks for', async (_, said) => {
    expect(await run(`cat <<'E'\n${said}\nE\nexit 1`)).toMatchObject({
      status: 'not-run',
      why: expect.stringMatching(/no Python is installed here for (?:py38|tests-3\.8)$/),
    })
  })

  it('fails where an environment failed beside one whose interpreter is missing', async () => {
    const tox =
      'py38: failed with could not find python interpreter with spec(s): py38\n  py38: FAIL code 1\n  lint: FAIL code 1'
    const nox = 'nox > Session py38 failed: Python interpreter 3.8 not found.\nnox > Session lint failed.'
    for (const said of [tox, nox]) expect((await run(`cat <<'E'\n${said}\nE\nexit 1`)).status).toBe('fail')
  })

  it('passes with what tox left out, unless that was everything', async () => {
    const skipped =
      'py38: skipped because could not find python interpreter with spec(s): py38\n  py38: SKIP (1.0 seconds)'
    const [some, none] = [`${skipped}\n  py311: OK (0.1 seconds)`, skipped]
    const said = (text: string) => `cat <<'E'\n${text}\nE\n[ "$TOX_SKIP_MISSING_INTERPRETERS" = true ]`
    expect(await run(said(some))).toMatchObject({
      status: 'pass',
      why: expect.stringMatching(/py38, which were left out/),
    })
    expect((await run(said(none))).status).toBe('not-run')
  })

  it.each([
    [
      'cargo',
      'error: failed to get `itoa` as a dependency\n\nCaused by:\n  attempting to make an HTTP request, but --offline was specified',
    ],
    ['npm', 'npm error code EAI_AGAIN\nnpm error syscall getaddrinfo'],
    ['curl', 'curl: (6) Could not resolve host: example.org'],
  ])('did not run where %s could not bring what it needs', async (tool, said) => {
    const leaves = [{ argv: [tool], wrapper: [] }] as unknown as FoundCheck['leaves']
    const command = `cat >&2 <<'E'\n${said}\nE\nexit 1`
    expect(await run(command, { leaves })).toMatchObject({ status: 'not-run', why: expect.stringMatching(/network/) })
    expect((await run(command)).status).toBe('fail')
  })

  it('names what could not be installed in the recipes that it calls, and how the rest of them is run', async () => {
    const installs = [{ argv: ['npm', 'ci'], wrapper: [], command: 'npm ci' }] as unknown as FoundCheck['leaves']
    const leaves = [{ argv: ['eslint'], wrapper: [] }] as unknown as FoundCheck['leaves']
    const command = 'echo "npm error code EAI_AGAIN" >&2; exit 1'
    expect(await run(command, { leaves, installs })).toMatchObject({
      status: 'not-run',
      why: '`npm ci` in it could not bring what it installs: there is no network; the input "checks" can name the commands behind it',
    })
    expect((await run(command, { leaves })).status).toBe('fail')
    expect((await run('echo "npm error code EAI_AGAIN" >&2', { leaves, installs })).status).toBe('pass')
  })

  it.each([
    ['npm', 'npm install --no-save upkeep-not-there'],
    ['pip', 'pip download upkeep-not-there'], // a system's own pip installs nothing
  ])(
    '%s does not wait for a network that is not there',
    async (tool, command) => {
      if (!toolOnPath(tool)) {
        notRun(`${tool} without a network`, `there is no ${tool} on PATH`)
        return
      }
      const leaves = [{ argv: [tool], wrapper: [] }] as unknown as FoundCheck['leaves']
      expect(await run(command, { leaves })).toMatchObject({ status: 'not-run', why: expect.stringMatching(/network/) })
    },
    60_000,
  )

  it('hands a variable over, and a secret on a trusted tree alone, of which nothing is kept', async () => {
    const given = { secrets: { KEY: "it's $HOME `x`" }, variables: { A: 'a b' } }
    const runner = inPlaceRunner({ env: ENV, secondsPerCheck: 30, redact: (text) => text, given })
    const contexts = { matrix: {}, env: {}, inputs: {} }
    const handed = (secrets: string[], open: boolean, env: Record<string, string> = {}) => ({
      handed: { secrets, variables: ['A'], env, open, contexts },
    })
    const plain = await run('[ "${{ vars.A }}" = "a b" ] && echo said', handed([], true), runner)
    expect(plain).toMatchObject({ status: 'pass', output: 'said\n' })
    const reads = handed(['KEY'], true, { K: 'x${{ secrets.KEY }}' })
    const trusting: CheckRunner = { run: (found, tree, more) => runner.run(found, tree, { ...more, trusted: true }) }
    const script = `echo said; [ "$K" = "x\${{ secrets.KEY }}" ] || [ "$K" = "xit's \\$HOME \\\`x\\\`" ]`
    expect(await run(script, reads, trusting)).toMatchObject({ status: 'pass', output: '', exit: 0, diagnostics: [] })
    expect(await run('echo "a.py:1: error: x"; echo $K; exit 7', reads, trusting)).toMatchObject({
      status: 'fail',
      output: '',
      exit: 1,
      diagnostics: [],
    })
    const rewriting = await run('echo b >> a.txt; echo > "$K"', reads, trusting)
    expect([rewriting.status, rewriting.rewrote]).toEqual(['pass', ['a.txt']])
    expect(await run('echo said', reads, runner)).toMatchObject({
      status: 'not-run',
      why: 'it needs the secret KEY, which no tree with code of a model sees',
    })
  })

  it('says that it was stopped by its time limit', async () => {
    const runner = inPlaceRunner({ env: ENV, secondsPerCheck: 0.3, redact: (text) => text })
    expect(await run('sleep 5', {}, runner)).toMatchObject({ status: 'fail', why: expect.stringMatching(/0\.3/) })
  })
})
