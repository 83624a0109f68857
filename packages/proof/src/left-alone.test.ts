import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { checksFromInput, fileSource, inPlaceRunner } from '@upkeep/ci'
import { sha256 } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { changesOf } from './change.ts'
import { whyLeftAlone } from './left-alone.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-left-alone-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const OWN_TOOLS = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const PATH = [OWN_TOOLS, process.env['PATH']].join(delimiter)
const FILES = { 'src/a.ts': 'const a = 1\n', 'src/b.ts': 'const b = 1\n', '.prettierrc': '{ "semi": false }\n' }

/** What is said of a formatter's check where a file gets other contents, and the commands that were run for it. */
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
  }
  const why = await whyLeftAlone(found, await changesOf(workspace, tree), tree, ports)
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
    ['it reads more than a file at a time', 'src/a.ts', { command: 'eslint .' }],
  ])('has to be asked where %s, and nothing is run before', async (_, path, how) => {
    expect(await asked({ path, to: '[]\n' }, how)).toEqual({ why: null, ran: [] })
  })
})
