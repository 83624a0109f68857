import { describe, expect, it } from '@jest/globals'
import { checksFromInput } from '@upkeep/ci'
import { prepareCommands } from './prepare-checks.ts'

const HOOKS = 'repos:\n- repo: local\n  hooks:\n  - id: x\n    entry: flake8\n    language: system\n    name: q\n'
const FILES: Readonly<Record<string, string>> = {
  'tox.ini': '[tox]\nenvlist = lint\n[testenv:lint]\ncommands = flake8 src\n',
  Makefile: 'lint:\n\t@uv run ruff check src\n\ttox -e lint\n',
  '.pre-commit-config.yaml': HOOKS,
  'package.json': '{ "scripts": {\n  "lint": "pre-commit run -a"\n} }',
}
const files = {
  list: () => Promise.resolve(Object.keys(FILES)),
  read: (path: string) => Promise.resolve(FILES[path] ?? null),
}

describe('prepareCommands', () => {
  it('has each command once, also those that a target leads to', async () => {
    const checks = await checksFromInput(['tox -e lint', 'cd sub && tox -e lint', 'npm run lint', 'npx tsc'], files)
    const found = prepareCommands(checks, { PATH: '/bin' })
    expect(found.map(({ command, cwd }) => `${cwd}: ${command}`)).toEqual([
      '.: tox --notest -e lint',
      'sub: tox --notest -e lint',
      '.: pre-commit install-hooks',
    ])
    expect(found[0]?.env).toEqual({ PATH: '/bin' })
  })

  it('knows what a target of make calls by where its tools lie', async () => {
    const found = prepareCommands(await checksFromInput(['make lint'], files), {})
    expect(found.map(({ command }) => command)).toEqual(['uv sync --inexact', 'tox --notest -e lint'])
  })

  it('leaves out what only the shell of a check knows', async () => {
    const checks = await checksFromInput(
      ['E=lint\nuv run tox -e $E', 'uv run tox -e $PY-types', 'tox -e $(arch)'],
      files,
    )
    expect(prepareCommands(checks, {}).map(({ command }) => command)).toEqual([
      'uv sync --inexact',
      'uv run tox --notest -e lint',
    ])
  })

  it('takes a variable in front of a command for no key of a file', async () => {
    const found = prepareCommands(
      await checksFromInput(['RUSTDOCFLAGS="-Dwarnings" cargo doc', 'UV_X=1 tox'], files),
      {},
    )
    expect(found.map(({ command, env }) => [command, env])).toEqual([
      ['cargo fetch', { RUSTDOCFLAGS: '-Dwarnings' }],
      ['tox --notest', { UV_X: '1' }],
    ])
  })
})
