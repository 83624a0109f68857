import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, it } from '@jest/globals'
import { gitRepository, notRun, toolOnPath } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { parse } from 'yaml'
import { ACTIONS } from '../actions.ts'
import { ci, initOf, jobOf } from './init.fixture.ts'
import { pinned } from './pin.ts'

const PATH = '.github/workflows/upkeep-type-safety.yml'
const root = fileURLToPath(new URL('../../../..', import.meta.url))

const init = async (repository: TestRepository, ...args: string[]) => await initOf('type-safety', repository, ...args)

const LINT = `  lint:
    runs-on: ubuntu-24.04
    steps:
      # the whole history, for the version
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4 # the runtime
        with:
          node-version: \${{ matrix.node }}
      # what the lock file says
      - name: Install
        run: |
          npm ci

          npm run prepare --if-present
      - run: npx eslint .
      - run: npx tsc --noEmit
      - run: npm publish
    strategy:
      matrix:
        node: [20, 22]
`
const MANIFEST = { 'package.json': '{ "scripts": { "lint": "eslint ." } }', 'tsconfig.json': '{}' }

describe('upkeep init', () => {
  it('copies the set-up of the job that checks, comments and all, and nothing that checks or publishes', async () => {
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(LINT) })
    const { code, text, err } = await init(repository)
    expect({ code, err }).toEqual({ code: 0, err: 'Nothing was written. Run it again with --write.\n' })
    expect(text).toContain(`      # the whole history, for the version
      - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0
        with:
          persist-credentials: false
          fetch-depth: 0
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: '22'
      # what the lock file says
      - name: Install
        run: |
          npm ci

          npm run prepare --if-present
      - uses: upkeep-actions/upkeep/actions/type-safety@v1
`)
    expect(text).not.toMatch(/eslint|tsc|npm publish|matrix/)
    const { context } = parseWorkflow({ name: 'x.yml', content: text }, new NoOperationTraceWriter())
    expect(context.errors.getErrors()).toEqual([])
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('writes with --write, is content the second time, and never overwrites what somebody changed', async () => {
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(LINT) })
    expect((await init(repository, '--write')).err).toContain('is written')
    expect((await init(repository, '--write')).err).toContain('is as it should be')
    // another form, over a file that is as init wrote it
    expect((await init(repository, '--write', '--direct', '--when', 'daily')).err).toContain('is written')
    const direct = readFileSync(join(repository.root, PATH), 'utf8')
    expect(direct).toMatch(/publish: direct/)
    expect(direct).toMatch(/cron: '\d+ \d+ \* \* \*'/)
    expect(direct).not.toMatch(/upload-artifact/)
    repository.write(PATH, direct.replace('timeout-minutes: 30', 'timeout-minutes: 60'))
    const refused = await init(repository, '--write')
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.err).toContain('left alone')
    expect(readFileSync(join(repository.root, PATH), 'utf8')).toContain('timeout-minutes: 60')
  })

  it('is the same where lines end as on Windows, in the workflow that it reads and in the one that it wrote', async () => {
    const lines = ci(LINT).replace('runs-on: ubuntu-24.04', 'runs-on: ubuntu-24.04 # Linux')
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': lines })
    await init(repository, '--write')
    const written = readFileSync(join(repository.root, PATH), 'utf8')
    expect(written).toContain('# Linux')
    repository.write('.github/workflows/ci.yml', lines.replaceAll('\n', '\r\n'))
    repository.write(PATH, written.replaceAll('\n', '\r\n'))
    expect((await init(repository, '--write')).err).toContain('is as it should be')
    expect((await init(repository, '--write', '--direct')).err).toContain('is written')
  })

  it('settles conditions of the leg, with the step or without it, and keeps the part that only a runner knows', async () => {
    const job = LINT.replace(
      '      - run: npx eslint .',
      `      - if: matrix.node == 22
        run: corepack enable
      - run: echo old
        if: matrix.node < 22 && always()
      - name: "Node \${{ matrix.node }}"
        if: >-
          matrix.node == 22
          && !cancelled()
        run: npm run codegen
      - run: npx eslint .`,
    )
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(job) })
    const { text, err } = await init(repository)
    expect(jobOf(text).steps.slice(3, -2)).toEqual([
      { run: 'corepack enable' },
      { name: 'Node 22', if: '!cancelled()', run: 'npm run codegen' },
    ])
    expect(text).not.toContain('matrix')
    expect(err).toBe('Nothing was written. Run it again with --write.\n')
  })

  it('keeps one leg of a matrix whose values are compared with what only a runner knows, and says so', async () => {
    const job = LINT.replace(
      '      - run: npx eslint .',
      '      - if: matrix.node == vars.NODE\n        run: corepack enable\n      - run: npx eslint .',
    )
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(job) })
    const { text, err } = await init(repository)
    expect(jobOf(text)).toMatchObject({ strategy: { matrix: { include: [{ node: 22 }] } } })
    expect(err).toContain('one leg')
  })

  it('takes what the steps need of the job and the workflow: env, defaults, container', async () => {
    const job = LINT.replace('    steps:', '    container: node:22\n    env:\n      # why\n      A: 1\n    steps:')
    const top = 'env:\n  TOP: yes\ndefaults:\n  run:\n    shell: bash\n'
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(job, top) })
    const { text } = await init(repository)
    expect(parse(text)).toMatchObject({ env: { TOP: 'yes' }, defaults: { run: { shell: 'bash' } } })
    expect(jobOf(text)).toMatchObject({ container: 'node:22', env: { A: 1 } })
    expect(text).toContain('      # why\n')
  })

  it('names what it could not know: actions without a known release, secrets, other jobs and their conditions', async () => {
    const odd = `      - uses: someone/setup@main
        if: needs.changes.outputs.code == 'true'
        with:
          token: \${{ secrets.NPM_TOKEN }}
`
    const job = LINT.replace('      - name: Install', `${odd}      - name: Install`).replace(
      '    steps:',
      '    needs: changes\n    steps:',
    )
    const changes =
      '  changes:\n    runs-on: ubuntu-24.04\n    outputs:\n      code: x\n    steps:\n      - run: echo\n'
    const python =
      '  python:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: pip install ruff\n      - run: ruff check .\n'
    await using repository = await gitRepository({
      ...MANIFEST,
      '.github/workflows/ci.yml': ci(changes + job + python),
    })
    const { text, err } = await init(repository)
    expect(err).toMatch(/someone\/setup@main is not pinned/)
    expect(err).toMatch(/secret NPM_TOKEN/)
    expect(text).toContain('- run: pip install ruff')
    expect(text.split('\n')[0]).toContain('jobs lint, python.')
    expect(text).not.toContain('needs.changes')
  })

  it('writes steps anew that use anchors, and takes local set-up actions as they are', async () => {
    const anchored = `  lint:
    runs-on: ubuntu-24.04
    steps:
      - &checkout
        uses: actions/checkout@v4
      - uses: ./.github/actions/setup
      - run: npx tsc --noEmit
  test:
    runs-on: ubuntu-24.04
    steps:
      - *checkout
      - run: npm test
`
    const setup = 'runs:\n  using: composite\n  steps:\n    - run: npm ci\n      shell: bash\n'
    const files = { ...MANIFEST, '.github/workflows/ci.yml': ci(anchored), '.github/actions/setup/action.yml': setup }
    await using repository = await gitRepository(files)
    const steps = jobOf((await init(repository)).text).steps.map(({ uses }) => uses?.split('@')[0])
    expect(steps.slice(0, 2)).toEqual(['actions/checkout', './.github/actions/setup'])
  })

  it('offers a guess where there is no CI, marked as one, and refuses where nothing is known', async () => {
    await using repository = await gitRepository({ ...MANIFEST, 'package-lock.json': '{}' })
    const { text, err } = await init(repository)
    expect(text).toMatch(/^# Written .*A GUESS/)
    expect(text).toMatch(/checks: \|\n {12}npm run lint\n {12}npx tsc --noEmit\n/)
    expect(text).toContain('- run: npm ci')
    expect(err).toContain('a guess')
    await using empty = await gitRepository({ 'README.md': 'x' })
    await expect(init(empty)).rejects.toThrow('no manifest')
  })

  it('starts by pushes to the branches of the CI with --when push, and adds a configuration when asked', async () => {
    const pushes = ci(LINT).replace(
      'on: [push, pull_request]',
      'on:\n  pull_request:\n  push:\n    branches: [trunk, "1.10"]',
    )
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': pushes })
    const { text, out } = await init(repository, '--when', 'push', '--config')
    expect(parse(text.split('.github/upkeep.yml')[0] ?? '')).toMatchObject({
      on: { push: { branches: ['trunk', '1.10'] } },
    })
    expect(out).toMatch(/\.github\/upkeep\.yml\n\n# yaml-language-server: \$schema=/)
  })

  it('leaves out what only another job of the same run could have uploaded, and says so', async () => {
    const jobs = `  build:
    runs-on: ubuntu-latest
    steps:
      - run: python -m build
      - uses: actions/upload-artifact@v4
        with:
          name: packages
          path: dist
  types:
    runs-on: ubuntu-latest
    needs: build
    steps:
      - uses: actions/download-artifact@v4
        with:
          name: packages
          path: dist
      - run: tar xf dist/*.tar.gz --strip-components=1
      - uses: actions/setup-python@v5
      - run: pip install -e .
      - run: mypy
`
    await using repository = await gitRepository({ '.github/workflows/ci.yml': ci(jobs) })
    const { text, err } = await init(repository)
    expect(jobOf(text).steps.map(({ uses, run }) => uses?.replace(/@.*/, '') ?? run)).toEqual([
      'actions/checkout',
      'actions/setup-python',
      'pip install -e .',
      'upkeep-actions/upkeep/actions/type-safety',
      'actions/upload-artifact',
    ])
    expect(err.match(/takes what another job of the same run uploaded: it is left out/g)).toHaveLength(2)
  })

  it('puts lint-fix behind the checks of a pull request, as the last step of their job', async () => {
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(LINT) })
    const { code, text } = await initOf('lint-fix', repository)
    expect(code).toBe(0)
    const workflow = parse(text) as { on: unknown; jobs: Record<string, { if?: string; steps: object[] }> }
    expect(workflow.on).toEqual({ pull_request: null })
    expect(workflow.jobs['lint-fix']?.steps).toEqual([
      expect.objectContaining({ uses: expect.stringContaining('actions/checkout@') }),
      expect.objectContaining({ uses: expect.stringContaining('actions/setup-node@') }),
      expect.objectContaining({ name: 'Install' }),
      { run: 'npx eslint .' },
      { run: 'npx tsc --noEmit' },
      { uses: 'upkeep-actions/upkeep/actions/lint-fix@v1', id: 'upkeep', if: 'always()' },
      expect.objectContaining({ if: "always() && steps.upkeep.outputs.has-publication == 'true'" }),
    ])
    expect(workflow.jobs['publish']?.if).toContain('!github.event.pull_request.head.repo.fork')
    const direct = parse((await initOf('lint-fix', repository, '--direct')).text) as typeof workflow
    expect(Object.keys(direct.jobs)).toEqual(['lint-fix'])
  })

  it('writes a workflow for every action where none is named', async () => {
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(LINT) })
    const { out, code } = await initOf('--when=weekly', repository)
    expect(code).toBe(0)
    expect(out.match(/^\.github\/workflows\/upkeep-[\w-]+\.yml$/gm)).toEqual(
      ACTIONS.map(({ name }) => `.github/workflows/upkeep-${name}.yml`),
    )
  })

  it('writes nothing that actionlint or zizmor has a word to say about', async () => {
    const missing = ['actionlint', 'zizmor'].filter((tool) => !toolOnPath(tool))
    if (missing.length > 0) {
      notRun('lint of what upkeep init writes', `no ${missing.join(', ')} on PATH`)
      return
    }
    await using repository = await gitRepository({ ...MANIFEST, '.github/workflows/ci.yml': ci(LINT) })
    for (const [action = '', ...form] of [
      ['type-safety'],
      ['type-safety', '--direct'],
      ['type-safety', '--when', 'push'],
      ['lint-fix'],
      ['lint-fix', '--direct'],
    ]) {
      await initOf(action, repository, '--write', ...form)
      const cwd = repository.root
      const policy = join(root, '.github', 'zizmor.yml')
      const path = `.github/workflows/upkeep-${action}.yml`
      execFileSync('actionlint', [path], { cwd })
      execFileSync('zizmor', ['--offline', '--quiet', '--persona', 'auditor', '--config', policy, path], {
        cwd,
        stdio: 'pipe',
      })
    }
  })
})

describe('pinned', () => {
  it('takes the release of the same major version, and leaves branches, commits and local actions', () => {
    expect(pinned('- uses: actions/cache/restore@v4.1').text).toMatch(
      /^- uses: actions\/cache\/restore@[0-9a-f]{40} # v4\.\d+\.\d+$/,
    )
    expect(pinned('- uses: "actions/checkout@v4" # x').text).toMatch(/^- uses: actions\/checkout@[0-9a-f]{40} # v4/)
    expect(pinned('- uses: actions/checkout@main')).toMatchObject({ unpinned: 'actions/checkout@main' })
    for (const step of ['- uses: ./x', '- run: echo uses', `- uses: a/b@${'1'.repeat(40)} # v1`])
      expect(pinned(step)).toEqual({ text: step, unpinned: null })
  })
})
