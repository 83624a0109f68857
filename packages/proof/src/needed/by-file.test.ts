import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { checksFromInput, fileSource, inPlaceRunner } from '@upkeep/ci'
import { sha256 } from '@upkeep/schema'
import { gitRepository, notRun, toolOnPath } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { whySameByFile } from './by-file.ts'
import { changesOf } from '../change.ts'
import { interpretersWith } from '../fixture-interpreters.ts'
import { decideClass } from '../class/proof-class.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-by-file-test-'))
const interpreters = interpretersWith(null)
afterAll(() => {
  interpreters[Symbol.dispose]()
  rmSync(temp, { recursive: true, force: true })
})

const OWN_TOOLS = fileURLToPath(new URL('../../../../node_modules/.bin', import.meta.url))
const PATH = [OWN_TOOLS, process.env['PATH']].join(delimiter)
const FILES = { 'src/a.ts': 'const a = 1\n', 'src/b.ts': 'const b = 1\n', '.prettierrc': '{ "semi": false }\n' }

/** What is said of a check where a file gets other contents, and the commands that were run for it. */
async function asked(
  change: { path: string; to: string },
  { files = {}, command = 'prettier --check .' }: { files?: Readonly<Record<string, string>>; command?: string } = {},
) {
  await using repository = await gitRepository({ ...FILES, ...files })
  await using workspace = await openWorkspace({ directory: repository.root, temp, sandbox: { env: { PATH } } })
  const [found] = await checksFromInput([command], fileSource(workspace))
  const before = await workspace.read(change.path)
  const edit = {
    path: change.path,
    start: 0,
    end: before?.length ?? 0,
    text: change.to,
    blob: before === null ? null : sha256(before),
  }
  const tree = await workspace.compose([edit])
  if (found === undefined || 'conflict' in tree) throw new Error('no check, or no tree')
  const ran: string[] = []
  const runner = inPlaceRunner({ env: { PATH }, secondsPerCheck: 60, redact: (text) => text })
  const ports = {
    workspace,
    runner: {
      run: async (...[check, worktree, options]: Parameters<typeof runner.run>) => {
        ran.push(check.check.command)
        return await runner.run(check, worktree, options)
      },
    },
    signal: new AbortController().signal,
    cache: new Map(),
    told: new Map(),
  }
  const changes = await changesOf(workspace, tree)
  const decision = await decideClass(changes, interpreters)
  const why = await whySameByFile(found, { tree, changes, decision, asText: null }, ports)
  return { why, ran }
}

describe('a formatter that is told to write what changed', () => {
  it('says the same where it leaves that as it is, and looks at nothing else', async () => {
    const { why, ran } = await asked({ path: 'src/a.ts', to: 'const a = 2\n' })
    expect(why).toBe('prettier leaves the changed files as they are')
    expect(ran).toEqual(['prettier --write --ignore-unknown src/a.ts'])
  })

  it('says the same of oxfmt, whose settings name a schema for editors', async () => {
    const files = {
      '.oxfmtrc.json': '{ "$schema": "./node_modules/oxfmt/configuration_schema.json", "semi": false }\n',
    }
    const { why, ran } = await asked({ path: 'src/a.ts', to: 'const a = 2\n' }, { files, command: 'oxfmt --check' })
    expect(why).toBe('oxfmt leaves the changed files as they are')
    expect(ran).toEqual(['oxfmt --no-error-on-unmatched-pattern src/a.ts'])
  })

  it('has to be asked where it writes it anew', async () => {
    expect((await asked({ path: 'src/a.ts', to: 'const a   = 2\n' })).why).toBeNull()
  })

  it('has to be asked where it can not read it', async () => {
    expect((await asked({ path: 'src/a.ts', to: 'const a = = 2\n' })).why).toBeNull()
  })

  it.each<[string, string, Parameters<typeof asked>[1]]>([
    ['what it goes by changed', '.prettierrc', {}],
    [
      'the file that its call names changed',
      'own.json',
      { files: { 'own.json': '{}\n' }, command: 'prettier --config own.json --check .' },
    ],
    [
      'the list changed of what its call leaves out',
      'own.ignore',
      { files: { 'own.ignore': 'b.ts\n' }, command: 'prettier --ignore-path=own.ignore --check .' },
    ],
    [
      'a script changed, and its settings are one',
      'src/a.ts',
      { files: { 'prettier.config.mjs': 'export default {}\n' } },
    ],
    [
      'a script changed, and its settings name one',
      'src/a.ts',
      { files: { 'package.json': '{ "prettier": { "plugins": ["./b.mjs"] } }\n' } },
    ],
    ['a script changed, and its call has a plugin', 'src/a.ts', { command: 'prettier --plugin ./b.mjs --check .' }],
    ['what oxfmt goes by changed', '.editorconfig', { files: { '.editorconfig': '' }, command: 'oxfmt --check' }],
    [
      'a script changed, and the settings of oxfmt are one',
      'src/a.ts',
      { files: { 'oxfmt.config.ts': 'export default {}\n' }, command: 'oxfmt --check' },
    ],
    [
      'a style sheet changed, and its settings sort by one',
      'app.css',
      { files: { '.oxfmtrc.json': '{ "sortTailwindcss": true }\n', 'app.css': '' }, command: 'oxfmt --check' },
    ],
    ['its output is looked at', 'src/a.ts', { command: 'prettier --list-different . | grep -v b' }],
    ['another tool of the check has a say', 'src/a.ts', { command: 'prettier --check . && tsc --noEmit' }],
    ['it looks into other files, and the program changed', 'src/a.ts', { command: 'eslint .' }],
    ['it takes the files of a repository together', 'src/a.ts', { command: 'pylint .' }],
    [
      'its settings name what changed',
      'words.txt',
      { files: { 'words.txt': 'a\n', '.codespellrc': 'ignore-words = words.txt\n' }, command: 'codespell' },
    ],
    [
      'its call names what changed in a list',
      'words.txt',
      { files: { 'words.txt': 'a\n' }, command: 'codespell -Iown.txt,words.txt .' },
    ],
    ['what a linter goes by changed', '.oxlintrc.json', { files: { '.oxlintrc.json': '{}\n' }, command: 'oxlint' }],
  ])('has to be asked where %s, and nothing is run before', async (_, path, how) => {
    expect(await asked({ path, to: '[]\n' }, how)).toEqual({ why: null, ran: [] })
  })
})

const SPACED = { 'src/a.ts': 'export const a   =   1\n' }
const LAID_OUT = { path: 'src/a.ts', to: 'export const a = 1\n' }

describe('a linter that is asked about what changed', () => {
  it('says the same where it has nothing to say of that, and the program is the same', async () => {
    const { why, ran } = await asked(LAID_OUT, { files: SPACED, command: 'oxlint .' })
    expect(why).toBe('oxlint passes on the changed files')
    expect(ran).toEqual(['oxlint --max-warnings=0 src/a.ts'])
  })

  it('has to be asked where a rule of its own sees the layout', async () => {
    const files = { ...SPACED, '.oxlintrc.json': '{ "rules": { "max-lines": ["error", { "max": 1 }] } }\n' }
    const how = { files, command: 'oxlint .' }
    expect((await asked(LAID_OUT, how)).why).not.toBeNull()
    expect((await asked({ ...LAID_OUT, to: 'export const a =\n  1\n' }, how)).why).toBeNull()
  })

  it('is one of several of a check, each of which is asked so, or reads nothing of it', async () => {
    const command = 'oxlint . && tsc --noEmit && prettier --check .'
    const { why, ran } = await asked(LAID_OUT, { files: SPACED, command })
    expect(why).toBe('oxlint passes on the changed files, prettier leaves the changed files as they are')
    expect(ran).toEqual(['oxlint --max-warnings=0 src/a.ts', 'prettier --write --ignore-unknown src/a.ts'])
  })

  it('says the same of another program where no file is anything to it beside itself', async () => {
    if (!toolOnPath('ruff')) return notRun('ruff about changed files', 'no ruff')
    const files = { 'app/a.py': 'import os\n\nprint(os.name)\n', 'app/b.py': 'import os\n' }
    const how = { files, command: 'ruff check app' }
    const { why, ran } = await asked({ path: 'app/a.py', to: 'print(1)\n' }, how)
    expect(why).toBe('ruff passes on the changed files')
    expect(ran).toEqual(['ruff check --force-exclude app/a.py'])
    expect((await asked({ path: 'app/a.py', to: 'import os\n' }, how)).why).toBeNull()
  })
})
