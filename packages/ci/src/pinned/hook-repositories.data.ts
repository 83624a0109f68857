/** Repositories of pre-commit hooks whose tags are the versions of the tool, by the end of their address; the tool as its command is called. */
export const HOOK_REPOSITORIES: Readonly<Record<string, string>> = {
  'astral-sh/ruff-pre-commit': 'ruff',
  'biomejs/pre-commit': 'biome',
  'codespell-project/codespell': 'codespell',
  'DavidAnson/markdownlint-cli2': 'markdownlint-cli2',
  'golangci/golangci-lint': 'golangci-lint',
  'igorshubovych/markdownlint-cli': 'markdownlint',
  'pre-commit/mirrors-clang-format': 'clang-format',
  'pre-commit/mirrors-eslint': 'eslint',
  'pre-commit/mirrors-mypy': 'mypy',
  'pre-commit/mirrors-prettier': 'prettier',
  'psf/black': 'black',
  'psf/black-pre-commit-mirror': 'black',
  'pycqa/flake8': 'flake8',
  'pycqa/isort': 'isort',
  'pycqa/pylint': 'pylint',
  'RobertCraigie/pyright-python': 'pyright',
}
