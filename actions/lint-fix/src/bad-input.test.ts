import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000
const UGLY = { 'src/b.ts': 'export   const b = 1\n' }

it(
  'a tool that is not installed is named, and nothing is guessed without it',
  async () => {
    const base = { ...BASE, '.github/workflows/ci.yml': workflow('ktlint src') }
    await using at = await pullJob({ base, change: UGLY })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'not-set-up' } })
    expect(log).toMatch(/installed/)
    expect(at.fake.writes()).toEqual([])
  },
  LONG,
)

it(
  'a tool that a script finds in a place of its own, where its fix is not found, is named',
  async () => {
    const script = '#!/bin/sh -e\nPREFIX=\nif [ -d tools ]; then PREFIX=tools/; fi\n${PREFIX}ktlint src\n'
    const base = {
      ...BASE,
      check: script,
      'tools/ktlint': '#!/bin/sh\nexit 1\n',
      '.github/workflows/ci.yml': workflow('./check'),
    }
    await using at = await pullJob({ base, change: UGLY, executable: ['check', 'tools/ktlint'] })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'not-set-up' } })
    expect(log).toMatch(/could not run: ktlint: .*not found/)
  },
  LONG,
)

it(
  'a tool in another version than the lock file names is told',
  async () => {
    const lock = { lockfileVersion: 3, packages: { 'node_modules/prettier': { version: '2.0.0' } } }
    const base = {
      ...BASE,
      '.prettierignore': '.github\npackage-lock.json\n',
      'package-lock.json': `${JSON.stringify(lock)}\n`,
      'node_modules/prettier/package.json': '{ "name": "prettier", "version": "3.0.0" }\n',
    }
    await using at = await pullJob({ base, change: UGLY })
    const { result } = await at.step()
    expect(result?.coverage.notExamined).toContainEqual({
      what: 'prettier 3.0.0, which is installed here',
      why: 'package-lock.json names 2.0.0: in CI it may say and fix something else',
    })
    at.checkout.write('src/b.ts', 'export const b = 1\n')
    const { log } = await at.step()
    expect(log).toContain('prettier 3.0.0, which is installed here: package-lock.json names 2.0.0')
  },
  LONG,
)

it(
  'a tool of Python in another version than is pinned is told, and one that nothing pins',
  async () => {
    if (!toolOnPath('ruff')) {
      notRun('another version of ruff', 'there is no ruff on PATH')
      return
    }
    const base = {
      'a.py': 'a = 1\n',
      'requirements-dev.txt': 'ruff==0.0.1\n',
      '.github/workflows/ci.yml': workflow('ruff check .', 'ruff format --check .'),
    }
    await using at = await pullJob({ base, change: { 'a.py': 'a   = 1\n' } })
    const why = 'requirements-dev.txt names 0.0.1: in CI it may say and fix something else'
    expect((await at.step()).result?.coverage.notExamined).toContainEqual(expect.objectContaining({ why }))
    const { 'requirements-dev.txt': _, ...open } = base
    await using unpinned = await pullJob({ base: open, change: { 'a.py': 'a   = 1\n' } })
    expect((await unpinned.step()).result?.coverage.notExamined).toContainEqual({
      what: 'ruff',
      why: 'no file of the repository pins its version: CI may have another one',
    })
  },
  LONG,
)

it(
  'a check that has fixed the files of its own job is told, and once they are restored it is fixed',
  async () => {
    await using at = await pullJob({ base: BASE, change: UGLY })
    at.checkout.write('src/b.ts', 'export const b = 1\n')
    const { outputs, log } = await at.step()
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'not-reproduced' })
    expect(log).toMatch(/changed src\/b\.ts, .*git restore/s)
    at.checkout.git('restore', ':/')
    expect((await at.step()).outputs).toMatchObject({ result: 'changed' })
    expect(at.written()).toHaveLength(1)
  },
  LONG,
)

const BREAKING = `
export const languages = [{ name: 'script', parsers: ['script'], extensions: ['.ts'] }]
export const parsers = {
  script: { parse: (text) => ({ text }), astFormat: 'script', locStart: () => 0, locEnd: (node) => node.text.length },
}
export const printers = { script: { print: (path) => path.node.text.replace(/ {3}const (\\w+) =/, ' const const $1 =') } }
`

it(
  'a fix that breaks the syntax is refused by the other checks',
  async () => {
    const check = 'prettier --plugin ./breaking.mjs --check src'
    const base = { ...BASE, 'breaking.mjs': BREAKING, '.github/workflows/ci.yml': workflow(check, 'tsc --noEmit') }
    await using at = await pullJob({ base, change: UGLY })
    const { outputs, result, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'unproven', published: '0' } })
    expect(result?.findings).toMatchObject([
      { path: 'src/b.ts', state: 'refused', why: expect.stringContaining('tsc') },
    ])
    expect(at.fake.writes()).toEqual([])
  },
  LONG,
)

it(
  'two tools that undo each other are named with the file',
  async () => {
    const base = {
      ...BASE,
      '.prettierrc': undefined,
      '.github/workflows/ci.yml': workflow('prettier --check --no-semi src', 'prettier --check --semi src'),
      'src/a.ts': 'export {}\n',
      'src/b.ts': 'export {}\n',
    }
    const files = Object.fromEntries(Object.entries(base).filter(([, text]) => text !== undefined)) as Record<
      string,
      string
    >
    await using at = await pullJob({ base: files, change: { 'src/b.ts': 'export const b = 1\n' } })
    const { result, outputs } = await at.step()
    expect(outputs).toMatchObject({ published: '0' })
    expect(result?.coverage.notExamined).toContainEqual(
      expect.objectContaining({ what: 'src/b.ts', why: expect.stringMatching(/has the last word/) }),
    )
  },
  LONG,
)

it(
  'a file that the base branch changes too is left, and the others are fixed',
  async () => {
    const change = {
      'src/b.ts': 'export   const b = 1\n\n\n\n\n\nexport const z = 1\n',
      'src/c.ts': 'export   const c = 1\n',
    }
    const base = { ...BASE, 'src/b.ts': 'export const b = 1\n\n\n\n\n\nexport const y = 1\n' }
    await using at = await pullJob({
      base,
      change: { 'src/b.ts': change['src/b.ts'].replace('z', 'y'), 'src/c.ts': change['src/c.ts'] },
    })
    const payload = at.payload()
    at.checkout.git('switch', '--quiet', 'main')
    at.checkout.write('src/b.ts', 'export const b = 1\n\n\n\n\n\nexport const x = 1\n')
    at.checkout.git('commit', '--quiet', '--all', '--message', 'meanwhile')
    at.checkout.git('merge', '--quiet', '--no-edit', 'topic')
    const { outputs, result, log } = await at.step({ payload })
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()).toMatchObject({
      'src/b.ts': 'export   const b = 1\n\n\n\n\n\nexport const y = 1\n',
      'src/c.ts': 'export const c = 1\n',
    })
    expect(result?.coverage.notExamined).toContainEqual(
      expect.objectContaining({ what: 'src/b.ts', why: expect.stringContaining('base branch') }),
    )
  },
  LONG,
)

it(
  'a file that somebody deletes meanwhile is not written again',
  async () => {
    await using at = await pullJob({ base: BASE, change: UGLY })
    at.fake.repository().commit({ branch: 'topic', files: { 'src/b.ts': null }, message: 'gone' })
    const { outputs } = await at.step()
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'stale-base', published: '0' })
    expect(at.branch()).not.toHaveProperty(['src/b.ts'])
    expect(at.written()).toEqual([])
  },
  LONG,
)

it(
  'with a token that can only read it says which permission is missing, and the patch is kept',
  async () => {
    await using at = await pullJob({ base: BASE, change: UGLY })
    const token = at.fake.addToken({ permissions: { contents: 'read', 'pull-requests': 'read' } })
    const out = mkdtempSync(join(tmpdir(), 'upkeep-out-'))
    const { log, status } = await at.step({ token, inputs: { out } })
    expect({ status, log }).toMatchObject({ status: 1, log: expect.stringContaining('contents: write') })
    expect(readFileSync(join(out, 'patch.diff'), 'utf8')).toContain('+export const b = 1')
    rmSync(out, { recursive: true })
    expect(at.written()).toEqual([])
  },
  LONG,
)

it(
  'hooks of the repository never run',
  async () => {
    await using at = await pullJob({ base: BASE, change: UGLY })
    const marker = join(at.checkout.root, '.git', 'ran')
    for (const name of [
      'pre-commit',
      'post-checkout',
      'pre-push',
      'post-commit',
      'commit-msg',
      'post-index-change',
      'reference-transaction',
    ]) {
      const hook = join(at.checkout.root, '.git', 'hooks', name)
      writeFileSync(hook, `#!/bin/sh\necho ${name} >> '${marker}'\n`)
      chmodSync(hook, 0o755)
    }
    const { outputs } = await at.step()
    expect(outputs).toMatchObject({ result: 'changed', published: '1' })
    expect(existsSync(marker)).toBe(false)
  },
  LONG,
)

it(
  'What the pull request broke in files that it does not change is told with these files, and how they may be changed',
  async () => {
    const base = {
      ...BASE,
      'src/a.ts': "import { b } from './b'\nexport const a: number = b\n",
      '.github/workflows/ci.yml': workflow('tsc --noEmit'),
    }
    await using at = await pullJob({ base, change: { 'src/b.ts': "export const b = 'one'\n" } })
    const { outputs, log } = await at.step()
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'baseline-red' })
    expect(log).toMatch(/What fails says nothing of the file of the pull request, but of src\/a\.ts\./)
    expect(log).toMatch(/where the pull request broke it, set "scope: repo"/)
  },
  LONG,
)
