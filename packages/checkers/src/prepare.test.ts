import { describe, expect, it } from '@jest/globals'
import { offlineWords, preparations } from './prepare.ts'

describe('preparations', () => {
  it.each([
    ['tox -e lint,types -- --fast', ['tox --notest -e lint,types']],
    ['tox run -e=py312', ['tox --notest -e=py312']],
    ['python -m tox -f lint', ['python -m tox --notest -f lint']],
    ['nox -s tests-3.12 -- -x', ['nox --install-only -s tests-3.12']],
    ['pre-commit run --all-files -c ci/hooks.yaml', ['pre-commit install-hooks -c ci/hooks.yaml']],
    ['python3 -m pre_commit run', ['python3 -m pre_commit install-hooks']],
    ['uv run --extra dev --frozen pytest -p no:cacheprovider', ['uv sync --inexact --extra dev --frozen']],
    ['uv run tox -e lint', ['uv sync --inexact', 'uv run tox --notest -e lint']],
    [
      'uv run --only-group tox tox run -f lint',
      ['uv sync --inexact --only-group tox', 'uv run --only-group tox tox --notest -f lint'],
    ],
    [
      'uv run --locked --no-default-groups --group pre-commit pre-commit run --all-files',
      [
        'uv sync --inexact --locked --no-default-groups --group pre-commit',
        'uv run --locked --no-default-groups --group pre-commit pre-commit install-hooks',
      ],
    ],
    ['uv run --with tox --extra a pytest', ['uv sync --inexact --extra a']],
    ['poetry run python -m tox -e lint', ['poetry run python -m tox --notest -e lint']],
    ['uvx --from mypy==1.2 mypy src', ['uvx --from mypy==1.2 mypy --version']],
    [
      'cargo clippy --locked --manifest-path a/Cargo.toml -- -D warnings',
      ['cargo fetch --locked --manifest-path a/Cargo.toml'],
    ],
    ['go vet ./...', ['go mod download']],
  ])('of `%s`', (command, expected) => {
    expect(preparations(command.split(' ')).map((argv) => argv.join(' '))).toEqual(expected)
  })

  it.each([
    'tox --notest',
    'uv run --no-sync ruff check',
    'nox --install-only',
    'cargo fmt --check',
    'go fmt ./...',
    'npx tsc',
    'echo tox',
    'mypy src',
    'grep go file',
  ])('are none of `%s`', (command) => {
    expect(preparations(command.split(' '))).toEqual([])
  })

  it('keep nox from making its environments anew', () => {
    expect(offlineWords('uv run nox -s lint'.split(' '))).toEqual({ after: 2, words: ['-R'] })
    expect(offlineWords(['tox'])).toBeNull()
  })
})
