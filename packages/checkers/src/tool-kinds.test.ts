import { describe, expect, it } from '@jest/globals'
import { PREPARE } from './prepare.data.ts'
import { SUBCOMMANDS, TOOLS } from './tool-kinds.data.ts'
import { kindsOfTool } from './tool-kinds.ts'

const kinds = (line: string) => kindsOfTool(line.split(' ')).join(' ')

describe('kindsOfTool', () => {
  it.each([
    ['tsc --noEmit', 'typecheck'],
    ['tsc -p .', 'typecheck build'],
    ['ruff format --check', 'format'],
    ['ruff check', 'lint'],
    ['ruff --version', 'other'],
    ['prettier --check .', 'format'],
    ['biome check .', 'lint format'],
    ['@biomejs/biome@2 ci', 'lint format'],
    ['biome format', 'format'],
    ['pytest -v', 'test'],
    ['pytest --version', 'other'],
    ['golangci-lint run --help', 'other'],
    ['ruff check -h', 'other'],
    ['ctest -V', 'test'],
    ['playwright install --with-deps', 'setup'],
    ['playwright test', 'test'],
    ['vitest --typecheck', 'typecheck test'],
    ['bandit -r src', 'security'],
    ['sphinx-build -b html docs out', 'docs'],
    ['sphinx-build -b doctest docs out', 'docs test'],
    ['twine check dist', 'build'],
    ['twine upload dist', 'publish'],
    ['python -m build', 'build'],
    ['python3.12 -W error -m unittest', 'test'],
    ['next build', 'build typecheck'],
    ['next lint', 'lint'],
    ['go vet ./...', 'lint'],
    ['gofmt -l .', 'format'],
    ['cargo +nightly fmt --check', 'format'],
    ['cargo clippy', 'lint'],
    ['./gradlew :app:test --info', 'test'],
    ['./gradlew spotlessCheck test', 'format test'],
    ['mvn -B clean verify', 'build test'],
    ['npm --prefix docs ci', 'setup'],
    ['npm audit', 'security'],
    ['npm publish', 'publish'],
    ['yarn', 'setup'],
    ['yarn --immutable', 'setup'],
    ['pip install -e .', 'setup'],
    ['uv sync', 'setup'],
    ['semantic-release', 'publish release'],
    ['changeset publish', 'publish release'],
    ['gh release create v1', 'release'],
    ['terraform apply', 'deploy'],
    ['terraform fmt -check', 'format'],
    ['pre-commit run --all-files', 'lint'],
    ['pre-commit install-hooks', 'setup'],
    ['stubtest pkg', 'typecheck'],
    ['codecov upload', 'other'],
    ['coverage run -m pytest', 'test'],
    ['coverage report --fail-under=90', 'test'],
    ['coverage xml', 'other'],
    ['git diff --exit-code', 'lint'],
    ['git diff', 'other'],
    ['node --test', 'test'],
    ['interrogate src', 'lint docs'],
    ['cmake --build build', 'build'],
    ['constructor', ''],
    ['npm constructor', ''],
    ['something-of-ours --check', ''],
    ['', ''],
  ])('knows %j as %j', (line, expected) => {
    expect(kinds(line)).toBe(expected)
  })

  it('names each tool once', () => {
    const names = TOOLS.flatMap(({ tools }) => tools.split(/\s+/))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(names.length + Object.keys(SUBCOMMANDS).length).toBeGreaterThan(200)
  })
})

describe('PREPARE', () => {
  it('runs the wrapper that it is for', () => {
    for (const { wrapper, command } of PREPARE) expect(wrapper.split(' ')[0]).toBe(command[0])
  })
})
