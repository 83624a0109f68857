import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { classify, findChecks } from '@upkeep/ci'
import { judgingPart } from './judging-part.ts'

const makefile = (...lines: string[]) => `${lines.join('\n')}\n`

/** The command of the check that a step with this script is. */
async function commandOf(run: string, files: Record<string, string>): Promise<string | undefined> {
  const script = run
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')
  const all: Record<string, string> = {
    ...files,
    '.github/workflows/ci.yml': `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${script}`,
  }
  const source = {
    list: async () => await Promise.resolve(Object.keys(all)),
    read: async (path: string) => await Promise.resolve(all[path] ?? null),
  }
  const { checks } = findChecks(await classify(source))
  expect(checks).toHaveLength(1)
  return checks[0]?.check.command
}

describe('what a step installs itself', () => {
  it.each([
    ['npm ci\nnpx eslint .', 'npx eslint .'],
    ['npm ci && npx eslint . && npx prettier --check .', 'npx eslint . && npx prettier --check .'],
    ['eslint .; pip install a && flake8', 'eslint .\nflake8'],
    ['a && pip install b && c', 'a && c'],
    ['npm ci', 'npm ci'],
    ['npm ci || npm ci --force || exit 1\neslint .', 'eslint .'],
    ['npm ci && eslint . || exit 1\nprettier .', 'npm ci && eslint . || exit 1\nprettier .'],
    ['if x; then npm ci; fi\neslint .', 'if x; then npm ci; fi\neslint .'],
  ])('is left out: %s', (script, judging) => {
    expect(judgingPart(script)).toBe(judging)
  })
})

describe('what a recipe or script installs, behind the command that calls it', () => {
  it.each([
    ['a line of several', ['lint:', '\tpip install -r dev.txt && flake8 .'], 'flake8 .'],
    [
      'a line of its own',
      ['lint:', '\t@python -m pip install --upgrade -r dev.txt', '\t@flake8 .', '\tmypy src'],
      'flake8 . && mypy src',
    ],
    ['a line behind the head', ['lint: ; pip install -r dev.txt && flake8 .'], 'flake8 .'],
    [
      'a target of its own',
      ['lint: requirements', '\tflake8 .', 'requirements:', '\tpip install -r dev.txt'],
      'flake8 .',
    ],
    [
      'a make of its own',
      ['lint:', '\t$(MAKE) requirements', '\tflake8 .', 'requirements:', '\tpip install -r dev.txt'],
      'flake8 .',
    ],
    [
      'by variables',
      [
        'PY = python3',
        'PIP := $(PY) -m pip',
        'lint:',
        '\t$(PIP) install -e .[dev]',
        '\t$(PY) -m flake8 $(SRC)',
        'SRC = a b',
      ],
      'python3 -m flake8 a b',
    ],
    [
      'in an environment of its own',
      ['lint:', '\t.venv/bin/pip install -r dev.txt', '\t.venv/bin/flake8 .'],
      '.venv/bin/flake8 .',
    ],
    ['with a shell that goes on', ['lint:', '\tpip install a; flake8 .; mypy src'], "bash -c 'flake8 .\nmypy src'"],
    [
      'a line with two ways, and one with a comment',
      ['lint:', '\tpip install -r dev.txt', '\tflake8 . # style', '\tmypy src || exit 3', '\tpylint src'],
      "flake8 . && bash -c 'mypy src || exit 3' && pylint src",
    ],
    [
      'lines each in a shell of its own',
      ['lint:', '\tcd a && pip install -r dev.txt && flake8 .', '\tA=1; mypy $$A src', '\texport B=2 && pylint src'],
      "bash -c 'cd a && flake8 .' && bash -c 'A=1; mypy $A src' && bash -c 'export B=2 && pylint src'",
    ],
    ['the tree, for what reads sources', ['lint:', '\tpip install .', '\tflake8 .'], 'flake8 .'],
    [
      'with what a shell computes',
      ['lint:', '\tpip install -r dev.txt', '\tflake8 $$(git ls-files "*.py")'],
      'flake8 $(git ls-files "*.py")',
    ],
  ])('is left out: make with %s', async (_, lines, judging) => {
    expect(await commandOf('make lint', { Makefile: makefile(...lines) })).toBe(judging)
  })

  it('is left out of several targets, of a folder, and around them', async () => {
    const lines = ['requirements:', '\tpip install -r dev.txt', 'check:', '\tflake8 .', '\tmypy src']
    expect(await commandOf('make requirements check', { Makefile: makefile(...lines) })).toBe('flake8 . && mypy src')
    expect(await commandOf('make requirements check\necho done', { Makefile: makefile(...lines) })).toBe(
      '(flake8 . && mypy src)\necho done',
    )
    const below = { 'sub/Makefile': makefile('lint:', '\tpip install -r dev.txt', '\tflake8 .') }
    expect(await commandOf('make -C sub lint\nmypy src', below)).toBe('(cd sub && flake8 .)\nmypy src')
    expect(await commandOf('cd sub && make lint', below)).toBe('cd sub && flake8 .')
    expect(await commandOf('pip install tox && make -C sub lint', below)).toBe('(cd sub && flake8 .)')
  })

  it.each([
    ['npm run lint', { lint: 'npm ci && eslint .' }, 'PATH="$PWD/node_modules/.bin:$PATH" eslint .'],
    [
      'npm run lint -- --quiet',
      { prelint: 'npm install', lint: 'eslint . && tsc' },
      `PATH="$PWD/node_modules/.bin:$PATH" bash -c 'eslint . && tsc --quiet'`,
    ],
    [
      'yarn lint',
      { lint: 'yarn setup && eslint .', setup: 'yarn install' },
      'PATH="$PWD/node_modules/.bin:$PATH" eslint .',
    ],
  ])('is left out: %s', async (run, scripts, judging) => {
    expect(await commandOf(run, { 'package.json': JSON.stringify({ scripts }) })).toBe(judging)
  })

  it('fails where the recipe fails, whatever stands behind the call', async () => {
    const lines = [
      'lint: deps first',
      '\tflake8 .',
      'deps:',
      '\tpip install -r dev.txt',
      'first:',
      '\tmypy src || exit 3',
    ]
    const command = await commandOf('make lint\necho done', { Makefile: makefile(...lines) })
    expect(command).toBe("(bash -c 'mypy src || exit 3' && flake8 .)\necho done")
    const run = (fails: string) =>
      spawnSync('bash', [
        '-ec',
        `mypy() { ${fails === 'mypy' ? 'false' : 'true'}; }; flake8() { ${fails === 'flake8' ? 'false' : 'true'}; }; export -f mypy flake8; ${command}`,
      ]).status
    expect([run(''), run('mypy'), run('flake8')]).toEqual([0, 3, 1])
  })

  it.each([
    ['nothing is installed', ['lint:', '\tflake8 .']],
    ['a condition decides', ['lint:', '\tif ! flake8 --version; then pip install flake8; fi', '\tflake8 .']],
    ['it is one of two ways', ['lint:', '\tflake8 --version || pip install flake8', '\tflake8 .']],
    ['its output is used', ['lint:', '\tpip install -r dev.txt | tee log', '\tflake8 .']],
    ['a failure is no failure', ['lint:', '\tpip install -r dev.txt', '\t-flake8 .']],
    ['make decides what is run', ['lint:', '\tpip install -r dev.txt', 'ifdef CI', '\tflake8 .', 'endif']],
    ['more is included', ['include other.mk', 'lint:', '\tpip install -r dev.txt', '\tflake8 .']],
    ['a recipe is one script', ['.ONESHELL:', 'lint:', '\tpip install -r dev.txt', '\tflake8 .']],
    ['variables are given to commands', ['export A = b', 'lint:', '\tpip install -r dev.txt', '\tflake8 .']],
    ['variables are those of a target', ['lint: SRC = a', 'lint:', '\tpip install -r dev.txt', '\tflake8 .']],
    ['a variable is set elsewhere', ['lint:', '\tpip install -r dev.txt', '\tflake8 $(SRC)']],
    ['make computes', ['lint:', '\tpip install -r dev.txt', '\tflake8 $(wildcard *.py)']],
    ['a variable is computed by make', ['SRC = $(shell ls)', 'lint:', '\tpip install -r dev.txt', '\tflake8 $(SRC)']],
    ['a variable leads to itself', ['A = $(A)', 'lint:', '\tpip install -r dev.txt', '\tflake8 $(wildcard $(A))']],
    ['the tree is installed to be tested', ['lint:', '\tpip install .', '\tpytest']],
    ['a package is installed to be tested', ['lint:', '\tpip install dist/a.whl', '\tpytest']],
    ['another folder takes what is packed', ['lint:', '\tcd example && npm ci', '\tjest']],
  ])('stays where %s', async (_, lines) => {
    expect(await commandOf('make lint', { Makefile: makefile(...lines) })).toBe('make lint')
  })

  it('stays where the command is called in another way than as it stands', async () => {
    const files = { Makefile: makefile('lint:', '\tpip install -r dev.txt', '\tflake8 .') }
    for (const run of [
      'make -k lint',
      'make -n lint',
      'make lint || true',
      'FLAGS=1 make lint',
      'make lint | cat',
      'poetry run make lint',
    ])
      expect(await commandOf(run, files)).toBe(run)
    const scripts = { 'package.json': JSON.stringify({ scripts: { a: 'npm ci && eslint .', b: 'tsc' } }) }
    for (const run of ['run-p a b', 'npx npm-run-all -c a b', 'turbo run a'])
      expect(await commandOf(run, scripts)).toBe(run)
  })

  it('stays in files whose lines are none of a shell as they stand', async () => {
    const files = {
      'tox.ini': '[testenv:lint]\ncommands =\n  pip install -r dev.txt\n  flake8 .\n',
      justfile: 'lint:\n  pip install -r dev.txt\n  flake8 {{ "." }}\n',
      'lint.sh': '#!/bin/sh\npip install -r dev.txt\nflake8 "$@"\n',
    }
    for (const run of ['tox -e lint', 'just lint', './lint.sh .']) expect(await commandOf(run, files)).toBe(run)
  })
})
