import { expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import { workflow } from './repository.fixture.ts'

const LONG = 120_000

const GENERATE = `const { readFileSync, writeFileSync } = require('node:fs')\nwriteFileSync('list.txt', JSON.parse(readFileSync('list.json', 'utf8')).join('\\n') + '\\n')\n`

it.each([
  ['in one step', ['node generate.js && git diff --exit-code']],
  ['in the step before', ['node generate.js', 'git diff --exit-code']],
])(
  'a generated file that is behind is made anew by the command before `git diff --exit-code`, %s',
  async (_, steps) => {
    const base = {
      '.github/workflows/ci.yml': workflow(...steps),
      'generate.js': GENERATE,
      'list.json': '["a"]\n',
      'list.txt': 'a\n',
    }
    await using at = await pullJob({ base, change: { 'list.json': '["a", "b"]\n', 'list.txt': 'a\nb \n' } })
    const { outputs, log, result } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['list.txt']).toBe('a\nb\n')
    expect(at.written()[0]?.split('\n')[0]).toMatch(/^update list\.txt \(node generate\.js/)
    expect(result?.proposals[0]?.checks.every(({ after }) => after === 'pass')).toBe(true)
  },
  LONG,
)

it.each(['pre-commit run --all-files', 'pre-commit run --all-files --color=always'])(
  'what hooks of pre-commit rewrite is taken, and a second run has to be clean: %s',
  async (command) => {
    if (!toolOnPath('pre-commit')) {
      notRun('fixes by hooks', 'pre-commit is not installed')
      return
    }
    const hook = (id: string, entry: string) =>
      `- id: ${id}\n        name: ${id}\n        language: system\n        entry: ${entry}\n        files: src/`
    const base = {
      '.github/workflows/ci.yml': workflow(command),
      '.pre-commit-config.yaml': `repos:\n  - repo: local\n    hooks:\n      ${hook('prettier', 'prettier --write')}\n      ${hook('oxlint', 'oxlint --fix')}\n`,
      'src/a.js': 'export const a = 1;\n',
    }
    await using at = await pullJob({ base, change: { 'src/a.js': 'export   const a = 1\n' } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['src/a.js']).toBe('export const a = 1;\n')
    expect(at.written()[0]?.split('\n')[0]).toBe('format src/a.js (prettier)')
  },
  LONG,
)

it(
  'a command that fixes what it judges goes by the tools that it has write',
  async () => {
    const base = {
      '.github/workflows/ci.yml': workflow('prettier --write src && git diff --exit-code'),
      'src/a.js': 'export const a = 1;\n',
    }
    await using at = await pullJob({ base, change: { 'src/a.js': 'export   const a = 1\n' } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['src/a.js']).toBe('export const a = 1;\n')
    expect(at.written()[0]?.split('\n')[0]).toBe('format src/a.js (prettier)')
  },
  LONG,
)

it(
  'a formatter that only lists files is found where its list is what is tested',
  async () => {
    const base = {
      '.github/workflows/ci.yml': workflow('test -z "$(prettier --list-different src)"'),
      'src/a.js': 'export const a = 1;\n',
    }
    await using at = await pullJob({ base, change: { 'src/a.js': 'export   const a = 1\n' } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['src/a.js']).toBe('export const a = 1;\n')
  },
  LONG,
)
