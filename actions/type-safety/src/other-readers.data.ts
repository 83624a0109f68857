/** Tools beside ruff that obey `# noqa`; their codes are none of ruff's business. */
export const NOQA_READERS = /\b(?:flake8|pycodestyle|pydocstyle|wemake-python-styleguide|pylama|prospector|vulture)\b/

/** Files that say which tools a repository uses. */
export const TOOL_FILES =
  /^(?:\.flake8|tox\.ini|setup\.cfg|setup\.py|\.pre-commit-config\.ya?ml|pyproject\.toml|Pipfile|noxfile\.py|Makefile|(?:[\w-]*\/)?[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|\.github\/workflows\/[^/]+\.ya?ml)$/

/** Files and sections that set mypy up. */
export const MYPY_FILES: readonly string[] = ['mypy.ini', '.mypy.ini']
export const MYPY_SECTIONS: readonly string[] = ['pyproject.toml', 'setup.cfg']
