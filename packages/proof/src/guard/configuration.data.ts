/** A kind of configuration file and how it is read. `sections` are the parts of a shared file that steer a checker. */
export interface ConfigurationKind {
  tool: string
  pattern: RegExp
  format: 'json' | 'toml' | 'ini' | 'script' | 'text'
  sections?: readonly RegExp[]
}

/** The first that matches a path counts. */
export const CONFIGURATIONS: readonly ConfigurationKind[] = [
  { tool: 'tsc', pattern: /(?:^|\/)[jt]sconfig[^/]*\.json$/, format: 'json' },
  { tool: 'pyright', pattern: /(?:^|\/)pyrightconfig\.json$/, format: 'json' },
  { tool: 'eslint', pattern: /(?:^|\/)\.eslintrc(?:\.json)?$/, format: 'json' },
  { tool: 'eslint', pattern: /(?:^|\/)(?:eslint\.config\.[cm]?[jt]s|\.eslintrc\.[cm]?js)$/, format: 'script' },
  { tool: 'eslint', pattern: /(?:^|\/)(?:\.eslintrc\.ya?ml|\.eslintignore)$/, format: 'text' },
  { tool: 'biome', pattern: /(?:^|\/)biome\.jsonc?$/, format: 'json' },
  { tool: 'oxlint', pattern: /(?:^|\/)\.?oxlint(?:rc)?\.json$/, format: 'json' },
  { tool: 'mypy', pattern: /(?:^|\/)\.?mypy\.ini$/, format: 'ini' },
  { tool: 'ruff', pattern: /(?:^|\/)\.?ruff\.toml$/, format: 'toml' },
  { tool: 'ty', pattern: /(?:^|\/)(?:ty|pyrefly)\.toml$/, format: 'toml' },
  { tool: 'flake8', pattern: /(?:^|\/)\.flake8$/, format: 'ini' },
  { tool: 'coverage', pattern: /(?:^|\/)\.coveragerc$/, format: 'ini' },
  { tool: 'pylint', pattern: /(?:^|\/)\.?pylintrc$/, format: 'ini' },
  {
    tool: 'pyproject',
    pattern: /(?:^|\/)pyproject\.toml$/,
    format: 'toml',
    sections: [
      /^tool\.(?:mypy|ruff|pyright|basedpyright|ty|pyrefly|pytest|coverage|tox|pylint|black|isort|flake8|bandit|hatch|poe|nox|pdm)\b/,
    ],
  },
  {
    tool: 'setup.cfg',
    pattern: /(?:^|\/)(?:setup\.cfg|tox\.ini)$/,
    format: 'ini',
    sections: [/^(?:mypy|flake8|tool:pytest|pytest|coverage|isort|pycodestyle|pylint|testenv|tox)\b/],
  },
  {
    tool: 'package.json',
    pattern: /(?:^|\/)package\.json$/,
    format: 'json',
    sections: [
      /^(?:scripts|eslintConfig|eslintIgnore|jest|ava|mocha|c8|nyc|prettier|stylelint|xo|lint-staged|vitest|typesVersions)\b/,
    ],
  },
  { tool: 'clippy', pattern: /(?:^|\/)\.?clippy\.toml$/, format: 'toml' },
  { tool: 'golangci-lint', pattern: /(?:^|\/)\.golangci\.(?:ya?ml|toml|json)$/, format: 'text' },
  { tool: 'pre-commit', pattern: /(?:^|\/)\.pre-commit-config\.yaml$/, format: 'text' },
  { tool: 'rubocop', pattern: /(?:^|\/)\.rubocop(?:_todo)?\.yml$/, format: 'text' },
  {
    tool: 'test runner',
    pattern:
      /(?:^|\/)(?:jest|vitest|vite|playwright|cypress|karma|ava|wdio|\.mocharc|\.nycrc|nyc)(?:\.workspace)?(?:\.config)?\.[cm]?(?:[jt]s|json)$/,
    format: 'script',
  },
  { tool: 'test runner', pattern: /(?:^|\/)(?:pytest\.ini|\.nycrc|\.mocharc\.ya?ml|noxfile\.py)$/, format: 'text' },
  {
    tool: 'formatter',
    pattern:
      /(?:^|\/)(?:\.prettierrc[^/]*|\.oxfmtrc\.jsonc?|(?:prettier|oxfmt)\.config\.[cm]?[jt]s|\.editorconfig|\.?rustfmt\.toml|\.clang-format|\.yapfrc)$/,
    format: 'text',
  },
  { tool: 'stylelint', pattern: /(?:^|\/)(?:\.stylelintrc[^/]*|stylelint\.config\.[cm]?js)$/, format: 'text' },
  {
    tool: 'build',
    pattern:
      /(?:^|\/)(?:Makefile|GNUmakefile|justfile|Taskfile\.ya?ml|turbo\.json|nx\.json|lerna\.json|babel\.config\.[cm]?js|\.babelrc|\.swcrc)$/,
    format: 'text',
  },
]

/** Settings that are stricter when they are true. */
export const STRICTER_TRUE: ReadonlySet<string> = new Set([
  ...'strict noImplicitAny strictNullChecks strictFunctionTypes strictBindCallApply strictPropertyInitialization'.split(
    ' ',
  ),
  ...'strictBuiltinIteratorReturn noImplicitThis useUnknownInCatchVariables alwaysStrict noUnusedLocals'.split(' '),
  ...'noUnusedParameters exactOptionalPropertyTypes noImplicitReturns noFallthroughCasesInSwitch'.split(' '),
  ...'noUncheckedIndexedAccess noImplicitOverride noPropertyAccessFromIndexSignature checkJs isolatedModules'.split(
    ' ',
  ),
  ...'verbatimModuleSyntax forceConsistentCasingInFileNames isolatedDeclarations erasableSyntaxOnly'.split(' '),
  ...'noUncheckedSideEffectImports disallow_untyped_defs disallow_incomplete_defs check_untyped_defs'.split(' '),
  ...'disallow_untyped_calls disallow_untyped_decorators disallow_any_generics disallow_any_explicit'.split(' '),
  ...'disallow_any_unimported disallow_any_expr disallow_any_decorated disallow_subclassing_any'.split(' '),
  ...'warn_unused_ignores warn_redundant_casts warn_return_any warn_unreachable warn_no_return warn_unused_configs'.split(
    ' ',
  ),
  ...'strict_equality extra_checks strict_optional no_implicit_optional local_partial_types strict_bytes'.split(' '),
  ...'strictListInference strictDictionaryInference strictSetInference xfail_strict branch'.split(' '),
])

/** Settings that are stricter when they are false, or absent. */
export const STRICTER_FALSE: ReadonlySet<string> = new Set([
  ...'skipLibCheck skipDefaultLibCheck suppressImplicitAnyIndexErrors suppressExcessPropertyErrors noCheck'.split(' '),
  ...'noStrictGenericChecks allowUnusedLabels allowUnreachableCode noResolve ignore_missing_imports ignore_errors'.split(
    ' ',
  ),
  ...'allow_untyped_globals allow_redefinition implicit_reexport implicit_optional exit-zero'.split(' '),
])

/** Severities of linters and of pyright, weakest first. */
export const SEVERITY_ORDER: readonly string[] = ['off', 'none', 'information', 'warn', 'warning', 'error']
