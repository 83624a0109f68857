import { describe, expect, it } from '@jest/globals'
import { checksFromInput, classify } from '@upkeep/ci'
import { otherReaders } from './other-readers.ts'

async function readersIn(texts: Record<string, string>, checks: readonly string[] = []) {
  const files = {
    list: () => Promise.resolve(Object.keys(texts)),
    read: (path: string) => Promise.resolve(texts[path] ?? null),
  }
  const ci = { checks: await checksFromInput(checks, files), classification: await classify(files) }
  return await otherReaders(files, ci)
}

const labels = async (texts: Record<string, string>, checks: readonly string[] = []) =>
  (await readersIn(texts, checks)).readers.map(({ reader, label, folder, unasked }) =>
    [reader.families.join('+'), label, folder, unasked ? 'unasked' : 'asked'].join(' '),
  )

describe('otherReaders', () => {
  it.each([
    ['.flake8', '[flake8]\n'],
    ['tox.ini', '[testenv]\ncommands = flake8 src\n'],
    ['.pre-commit-config.yaml', 'repos:\n- repo: https://example.com/PyCQA/flake8\n'],
    ['requirements-dev.txt', 'flake8==7.0\n'],
    ['.github/workflows/ci.yml', 'jobs:\n  a:\n    steps:\n    - run: pycodestyle src\n'],
  ])('finds a tool that obeys noqa in %s', async (path, text) => {
    expect((await readersIn({ [path]: text })).noqa.map((one) => one.path)).toEqual([path])
  })

  it('takes comments and the plugins of ruff for no tool', async () => {
    const text =
      '[tool.ruff.lint]\nselect = [\n  "E", # pycodestyle\n]\n# flake8 is gone\n[tool.ruff.lint.flake8-quotes]\n[tool.ruff.lint.pydocstyle]\n'
    expect(await readersIn({ 'pyproject.toml': text, 'docs/a.md': 'flake8' })).toEqual({ noqa: [], readers: [] })
  })

  it('finds what sets a type checker up, in its folder', async () => {
    expect(await labels({ 'pyproject.toml': '[tool.mypy]\nstrict = true\n' })).toEqual([
      'type-ignore mypy (pyproject.toml)  asked',
    ])
    expect(await labels({ 'a/pyproject.toml': '[tool.ty.rules]\n', '.mypy.ini': '[mypy]\n' })).toEqual([
      'type-ignore+ty-ignore ty (a/pyproject.toml) a asked',
      'type-ignore mypy (.mypy.ini)  asked',
    ])
    expect(await labels({ 'setup.cfg': '[mypy-a.*]\n[tool:pytest]\n' })).toEqual([])
  })

  it('finds the tools that CI runs and that no probe asks, through scripts and in skipped steps', async () => {
    const workflow = [
      'on: push',
      'jobs:',
      '  a:',
      '    runs-on: ubuntu-latest',
      '    steps:',
      '    - run: uv run pyrefly check src',
      '    - run: npm run lint',
      '      working-directory: web',
      '    - if: false',
      '      run: pytest --mypy',
      '    - uses: py-actions/flake8@v2',
      '    - run: oxlint --version && ruff format --check && mypy --version',
    ]
    const files = {
      '.github/workflows/ci.yml': workflow.join('\n'),
      'web/package.json': '{"scripts":{"lint":"oxlint . && astro check && astro build"}}',
    }
    expect(await labels(files)).toEqual([
      'type-ignore+pyright-ignore+ty-ignore `pyrefly check src`  unasked',
      'eslint-disable `oxlint .` web unasked',
      'ts-ignore+ts-expect-error `astro check` web unasked',
      'type-ignore `pytest --mypy`  unasked',
      'noqa `uses: py-actions/flake8@v2`  asked',
    ])
  })

  it('finds the hooks of pre-commit, which no workflow has to name', async () => {
    const text = [
      'repos:',
      '- repo: https://example.com/a',
      '  hooks:',
      '  - id: flake8',
      '  # - id: mypy',
      '- repo: local',
      '  hooks:',
      '  - id: types',
      '    entry: uv run ty check src',
    ]
    expect(await labels({ '.pre-commit-config.yaml': text.join('\n') })).toEqual([
      'type-ignore+ty-ignore ty (.pre-commit-config.yaml)  asked',
      'noqa flake8 (.pre-commit-config.yaml)  asked',
    ])
  })

  it.each([
    ['vitest --run --typecheck', 'export default { test: {} }', 'tsconfig.json'],
    ['vitest --run --typecheck --typecheck.tsconfig=x.json', '', null],
    ['vitest --run --typecheck', "export default { test: { typecheck: { checker: 'vue-tsc' } } }", null],
  ])('knows the project file that %j with %j compiles', async (command, config, project) => {
    const { readers } = await readersIn({ 'vitest.config.mts': config }, [command])
    expect(readers.map((one) => one.project)).toEqual([project])
  })

  it('knows a command of the input `checks` as one of CI', async () => {
    expect(await labels({}, ['vulture src ../other'])).toEqual(['noqa `vulture src ../other`  unasked'])
    expect(await labels({}, ['mypy src', 'ruff check'])).toEqual([
      'type-ignore `mypy src`  asked',
      'noqa `ruff check`  asked',
    ])
  })
})
