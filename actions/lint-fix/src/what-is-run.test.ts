import { expect, it } from '@jest/globals'
import { runnerLog } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000
const UGLY = { 'src/b.ts': 'export   const b = 1\n' }

/** What a run on a badly laid out file says of its proof. */
async function proven(base: Readonly<Record<string, string>>) {
  await using at = await pullJob({ base: { ...BASE, ...base }, change: UGLY })
  const { outputs, result, log } = await at.step()
  const [proposal] = result?.proposals ?? []
  const rows = proposal?.checks.map(({ command, after, why }) => [command, after, why]) ?? []
  return { outputs, log, rows, refused: result?.findings.map(({ state, why }) => [state, why]) }
}

it(
  'A check that reads nothing of what changed is not run again, and the table says why',
  async () => {
    const { outputs, rows } = await proven({})
    expect(outputs).toMatchObject({ result: 'changed' })
    expect(rows).toContainEqual(['tsc --noEmit', 'not-run', 'tsc reads nothing of what changed'])
  },
  LONG,
)

const CHANGING = `
export const languages = [{ name: 'script', parsers: ['script'], extensions: ['.ts'] }]
export const parsers = {
  script: { parse: (text) => ({ text }), astFormat: 'script', locStart: () => 0, locEnd: (node) => node.text.length },
}
export const printers = { script: { print: (path) => path.node.text.replace(/ {3}const b = 1/, ' const b = 2') } }
`

it(
  'A formatter that changes a value is judged by the types as well',
  async () => {
    const { outputs, refused } = await proven({
      'changing.mjs': CHANGING,
      'src/c.ts': "import { b } from './b'\nexport const one: 1 = b\n",
      '.github/workflows/ci.yml': workflow('prettier --plugin ./changing.mjs --check src/b.ts', 'tsc --noEmit'),
    })
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'unproven' })
    expect(refused).toEqual([['refused', expect.stringContaining('tsc')]])
  },
  LONG,
)

const READS = `import { readFileSync } from 'node:fs'
if (!readFileSync('src/b.ts', 'utf8').startsWith('export   const')) throw new Error('src/b.ts: another head')
`

it(
  'A check of the repository’s own that reads sources is run, whatever changed',
  async () => {
    const { outputs, refused } = await proven({
      '.prettierignore': '.github\nlint-heads.mjs\n',
      'lint-heads.mjs': READS,
      '.github/workflows/ci.yml': workflow('prettier --check .', 'node lint-heads.mjs'),
    })
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'unproven' })
    expect(refused).toEqual([['refused', expect.stringContaining('lint-heads.mjs')]])
  },
  LONG,
)

it(
  'Tests are run where one of them reads a changed file as a text, and not where they only import it',
  async () => {
    const base = {
      '.prettierignore': '.github\ntest\n',
      '.github/workflows/ci.yml': workflow('prettier --check .', 'node --test'),
    }
    const reading = await proven({ ...base, 'test/heads.test.mjs': READS })
    expect(reading.refused).toEqual([['refused', expect.stringContaining('node --test')]])
    const importing = await proven({ ...base, 'test/b.test.mjs': "import '../src/b.ts'\n" })
    expect(importing.rows).toContainEqual(['node --test', 'not-run', expect.stringContaining('no test check')])
  },
  LONG,
)

it(
  'Of a script of several tools the one that complained is replayed, and the script as a whole proves the fix',
  async () => {
    const scripts = { lint: 'oxlint && prettier --check . && tsc --noEmit' }
    const base = {
      ...BASE,
      'package.json': `${JSON.stringify({ private: true, scripts }, null, 2)}\n`,
      '.github/workflows/ci.yml': workflow('npm run lint'),
    }
    await using at = await pullJob({ base, change: UGLY })
    const output = `\n> lint\n> ${scripts.lint}\n\nChecking formatting...\n[warn] src/b.ts\n[warn] Code style issues found.\n`
    const { text, steps } = runnerLog([{ run: 'npm run lint', output, exit: 1 }])
    const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
    at.fake.repository().job({ name: 'check', steps, log: text, headSha })
    const { outputs, log, result } = await at.step({ env: { GITHUB_JOB: 'fixes' } })
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(log).toMatch(/prettier --check --ignore-unknown src\/b\.ts: fail/)
    expect(log).not.toContain('npm run lint: fail')
    expect(
      result?.proposals[0]?.checks.map(({ command, before, after, why }) => [command, before, after, why]),
    ).toEqual([
      [
        'npm run lint',
        'fail',
        'pass',
        'before: it failed in CI, and `prettier --check --ignore-unknown src/b.ts` fails here',
      ],
    ])
  },
  LONG,
)

it(
  'Of the packages of a workspace only those have their tools run that something is said of',
  async () => {
    const lint = 'prettier --check ./*.js'
    const base = {
      'package.json': `${JSON.stringify({ private: true, workspaces: ['p/*'], scripts: {} })}\n`,
      'p/a/package.json': JSON.stringify({ name: 'a', version: '1.0.0', scripts: { lint } }),
      'p/b/package.json': JSON.stringify({ name: 'b', version: '1.0.0', scripts: { lint } }),
      'p/a/a.js': 'export const a = 1\n',
      'p/b/b.js': 'export const b = 1\n',
      '.prettierrc': '{ "semi": false }\n',
      '.github/workflows/ci.yml': workflow('npm run lint --workspaces'),
    }
    await using at = await pullJob({ base, change: { 'p/b/b.js': 'export   const b = 1\n' } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['p/b/b.js']).toBe('export const b = 1\n')
    expect(log.match(/^fix prettier/gm)).toHaveLength(1)
  },
  LONG,
)

it(
  'A tool that complained of files of the pull request alone is replayed on these, and one that names any other on all that it is called on',
  async () => {
    const base = { ...BASE, '.prettierignore': '.github\n', '.github/workflows/ci.yml': workflow('prettier --check .') }
    const replayed = async (logged: readonly string[], change: Readonly<Record<string, string>> = UGLY) => {
      await using at = await pullJob({ base, change })
      const output = `Checking formatting...\n${logged.map((path) => `[warn] ${path}\n`).join('')}[warn] Code style issues found.\n`
      const { text, steps } = runnerLog([{ run: 'prettier --check .', output, exit: 1 }])
      at.fake
        .repository()
        .job({ name: 'check', steps, log: text, headSha: at.checkout.git('rev-parse', 'HEAD').trim() })
      const { outputs, log, result } = await at.step({ env: { GITHUB_JOB: 'fixes' } })
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
      expect(result?.proposals[0]?.checks.map(({ command, after }) => [command, after])).toContainEqual([
        'prettier --check .',
        'pass',
      ])
      return log
    }
    const alone = await replayed(['src/b.ts'])
    expect(alone).toMatch(/^prettier --check --ignore-unknown src\/b\.ts: fail$/m)
    expect(alone).not.toMatch(/^prettier --check \.: fail$/m)
    for (const other of ['src/a.ts', '$(id)'])
      expect(await replayed(['src/b.ts', other])).toMatch(/^prettier --check \.: fail$/m)
    const option = '--plugin=x.ts'
    expect(await replayed(['src/b.ts', option], { ...UGLY, [option]: 'export   const c = 1\n' })).toMatch(
      /^prettier --check \.: fail$/m,
    )
  },
  LONG,
)

it(
  'A script that computes where it runs its tools is replayed as a whole, and what no tool fixes is told',
  async () => {
    const script =
      '#!/bin/bash -e\nROOT=$(cd "$(dirname "$0")/.."; pwd)\ncd "$ROOT"\nprettier --check src\ntsc --noEmit\n'
    const base = {
      ...BASE,
      'scripts/check.sh': script,
      '.github/workflows/ci.yml': workflow('./scripts/check.sh'),
    }
    const change = { 'src/b.ts': 'export const b: string = 1\n' }
    await using at = await pullJob({ base, change, executable: ['scripts/check.sh'] })
    const output = "src/b.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.\n"
    const { text, steps } = runnerLog([{ run: './scripts/check.sh', output, exit: 2 }])
    const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
    at.fake.repository().job({ name: 'check', steps, log: text, headSha })
    const { outputs, log, result } = await at.step({ env: { GITHUB_JOB: 'fixes' } })
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'no-key' } })
    expect(result?.findings.map(({ path, state, rule }) => [path, state, rule])).toEqual([
      ['src/b.ts', 'left', 'TS2322'],
    ])
    expect(at.fake.writes()).toEqual([])
  },
  LONG,
)

it(
  'What failed in CI and is not run here, or passes here, is no success of a run that was asked for it',
  async () => {
    const asked = async (command: string, said: string) => {
      const base = { ...BASE, '.github/workflows/ci.yml': workflow('prettier --check .', command) }
      await using at = await pullJob({ base, change: { 'src/b.ts': 'export const b = 3\n' } })
      const { text, steps } = runnerLog([{ run: 'prettier --check .' }, { run: said, exit: 1 }])
      const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
      at.fake.repository().job({ name: 'check', steps, log: text, headSha })
      const { outputs, log } = await at.step({ env: { GITHUB_JOB: 'fixes' }, inputs: { 'job-status': 'success' } })
      expect(outputs).toMatchObject({ result: 'skipped', reason: 'not-reproduced' })
      return log
    }
    const hidden = 'oxlint ${{ needs.changes.outputs.files }}'
    expect(await asked(hidden, 'oxlint src/gone.ts')).toMatch(
      /What failed was not found here: `oxlint .*: it holds an exp/,
    )
    expect(await asked('oxlint .', 'oxlint .')).toMatch(/What failed was not found here: `oxlint \.`: it passes here/)
  },
  LONG,
)

it(
  'A formatter that only lists files is called on those of the pull request, not on the whole repository',
  async () => {
    const { outputs, log } = await proven({
      '.prettierignore': '.github\n',
      '.github/workflows/ci.yml': workflow('prettier --list-different .'),
    })
    expect(outputs).toMatchObject({ result: 'changed' })
    expect(log).toMatch(/fix prettier: prettier --write --ignore-unknown src\/b\.ts\n/)
    expect(log.match(/fix prettier:/g)).toHaveLength(1)
  },
  LONG,
)
