import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { gitRepository, notRun, toolOnPath } from '@upkeep/testing'
import { initOf, stepsOf } from './init.fixture.ts'

const PACKAGE = { 'package.json': '{"scripts": {"lint": "eslint .", "typecheck": "tsc"}}' }
const PYPROJECT = { 'pyproject.toml': '[tool.mypy]\n[tool.ruff]\n' }
const NODE = 'actions/setup-node'
const PYTHON = 'actions/setup-python'

/** A repository without CI by its files, and the steps that `upkeep init lint-fix` guesses behind the checkout. */
const GUESSES: [what: string, files: Record<string, string>, steps: string[]][] = [
  ['npm', { ...PACKAGE, 'package-lock.json': '{}' }, [NODE, 'npm ci', 'npm run lint', 'npm run typecheck']],
  ['npm without a lock file', PACKAGE, [NODE, 'npm install', 'npm run lint', 'npm run typecheck']],
  [
    'pnpm',
    { ...PACKAGE, 'pnpm-lock.yaml': '' },
    [NODE, 'corepack enable', 'pnpm install --frozen-lockfile', 'pnpm run lint', 'pnpm run typecheck'],
  ],
  [
    'yarn',
    { ...PACKAGE, 'yarn.lock': '', '.yarnrc.yml': '' },
    [NODE, 'corepack enable', 'yarn install --immutable', 'yarn run lint', 'yarn run typecheck'],
  ],
  [
    'bun',
    { ...PACKAGE, 'bun.lock': '' },
    [NODE, 'oven-sh/setup-bun', 'bun install --frozen-lockfile', 'bun run lint', 'bun run typecheck'],
  ],
  [
    'tools of node without scripts',
    { 'package.json': '{"devDependencies": {"eslint": "9"}}', 'tsconfig.json': '{}', '.nvmrc': '22' },
    [NODE, 'npm install', 'npx tsc --noEmit', 'npx eslint .'],
  ],
  ['pip', PYPROJECT, [PYTHON, 'python -m pip install -e . mypy ruff', 'mypy .', 'ruff check .']],
  [
    'requirements',
    { 'requirements.txt': 'requests\n', 'requirements-dev.txt': 'mypy\n' },
    [PYTHON, 'python -m pip install -r requirements-dev.txt -r requirements.txt mypy', 'mypy .'],
  ],
  [
    'uv',
    { ...PYPROJECT, 'uv.lock': '' },
    ['astral-sh/setup-uv', 'uv sync --all-groups --all-extras', 'uv run mypy .', 'uv run ruff check .'],
  ],
  [
    'poetry',
    { ...PYPROJECT, 'poetry.lock': '' },
    [PYTHON, 'pipx install poetry', 'poetry install', 'poetry run mypy .', 'poetry run ruff check .'],
  ],
  [
    'pdm',
    { 'pyproject.toml': '[tool.pdm]\n[tool.ruff]\n' },
    [PYTHON, 'pipx install pdm', 'pdm install', 'pdm run ruff check .'],
  ],
  [
    'hatch',
    { 'pyproject.toml': '[tool.hatch.envs.default]\ndependencies = ["mypy"]\n' },
    [PYTHON, 'pipx install hatch', 'hatch env create', 'hatch run mypy .'],
  ],
  [
    'pre-commit, which runs ruff itself',
    { ...PYPROJECT, '.pre-commit-config.yaml': 'repos:\n  - repo: x/ruff-pre-commit\n' },
    [
      PYTHON,
      'python -m pip install -e . mypy',
      'pipx install pre-commit',
      'pre-commit run --all-files',
      'mypy .',
      'git restore :/',
    ],
  ],
  ['go', { 'go.mod': 'module a' }, ['actions/setup-go', 'go mod download', 'test -z "$(gofmt -l .)"', 'go vet ./...']],
  [
    'cargo',
    { 'Cargo.toml': '[package]' },
    [
      'rustup component add rustfmt clippy',
      'cargo fetch',
      'cargo fmt --all --check',
      'cargo clippy --all-targets -- -D warnings',
    ],
  ],
  [
    'maven',
    { 'pom.xml': '<artifactId>spotless-maven-plugin</artifactId>', mvnw: '' },
    ['actions/setup-java', './mvnw --batch-mode spotless:check'],
  ],
  [
    'gradle',
    { 'build.gradle.kts': 'id("org.jlleitschuh.gradle.ktlint")' },
    ['actions/setup-java', 'gradle ktlintCheck'],
  ],
  ['bundler', { Gemfile: 'gem "rubocop"' }, ['ruby/setup-ruby', 'bundle exec rubocop']],
  [
    'composer',
    { 'composer.json': '{"require-dev": {"phpstan/phpstan": "2"}}' },
    ['shivammathur/setup-php', 'composer install --no-interaction', 'vendor/bin/phpstan analyse'],
  ],
]

describe('a repository without CI', () => {
  it.each(GUESSES)('of %s gets a guess, marked as one', async (_, files, steps) => {
    await using repository = await gitRepository(files)
    const { code, text, err } = await initOf('lint-fix', repository)
    expect(code).toBe(0)
    expect(stepsOf(text, 'lint-fix')).toEqual(['actions/checkout', ...steps])
    expect(text).toMatch(/^# Written .*A GUESS/)
    expect(err).toContain('run them by hand once')
  })

  it('gets nothing for an action that none of its tools can answer', async () => {
    await using repository = await gitRepository({ 'go.mod': 'module a' })
    const { out, err, code } = await initOf('', repository)
    expect(code).toBe(0)
    expect(out).not.toContain('upkeep-type-safety.yml')
    expect(out).toContain('upkeep-lint-fix.yml')
    expect(err).toContain(
      'No workflow for type-safety: no workflow of this repository runs a typecheck or lint check, and none of',
    )
  })

  it('that holds a broken manifest is told so much as that nothing is known', async () => {
    await using repository = await gitRepository({ 'package.json': '{"scripts": ' })
    await expect(initOf('lint-fix', repository)).rejects.toThrow('no manifest says how one would be run')
  })

  it('gets a workflow that actionlint has no word to say about', async () => {
    if (!toolOnPath('actionlint')) {
      notRun('lint of what upkeep init guesses', 'no actionlint on PATH')
      return
    }
    for (const [, files] of GUESSES) {
      await using repository = await gitRepository(files)
      await initOf('lint-fix', repository, '--write')
      execFileSync('actionlint', ['.github/workflows/upkeep-lint-fix.yml'], { cwd: repository.root })
    }
  })
})
