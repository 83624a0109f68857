import { describe, expect, it } from '@jest/globals'
import { otherReaders } from './other-readers.ts'

const readersIn = (texts: Record<string, string>) =>
  otherReaders({
    list: () => Promise.resolve(Object.keys(texts)),
    read: (path) => Promise.resolve(texts[path] ?? null),
  })

describe('otherReaders', () => {
  it.each([
    ['.flake8', '[flake8]\n'],
    ['tox.ini', '[testenv]\ncommands = flake8 src\n'],
    ['.pre-commit-config.yaml', 'repos:\n- repo: https://example.com/PyCQA/flake8\n'],
    ['requirements-dev.txt', 'flake8==7.0\n'],
    ['.github/workflows/ci.yml', 'jobs:\n  a:\n    steps:\n    - run: pycodestyle src\n'],
  ])('finds a tool that obeys noqa in %s', async (path, text) => {
    expect((await readersIn({ [path]: text })).noqa).toContain(path)
  })

  it('takes comments and the plugins of ruff for no tool', async () => {
    const text =
      '[tool.ruff.lint]\nselect = [\n  "E", # pycodestyle\n]\n# flake8 is gone\n[tool.ruff.lint.flake8-quotes]\n[tool.ruff.lint.pydocstyle]\n'
    expect(await readersIn({ 'pyproject.toml': text, 'docs/a.md': 'flake8' })).toEqual({ noqa: null, mypy: null })
  })

  it('finds what sets mypy up', async () => {
    expect(await readersIn({ 'pyproject.toml': '[tool.mypy]\nstrict = true\n' })).toMatchObject({
      mypy: 'pyproject.toml',
    })
    expect(await readersIn({ '.mypy.ini': '[mypy]\n' })).toMatchObject({ mypy: '.mypy.ini' })
  })
})
