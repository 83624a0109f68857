import type { Family } from './suppression.ts'

/** A tool that obeys suppressions written for another one. */
export interface CommentReader {
  families: readonly Family[]
  /** Names of its commands and of its hooks of pre-commit. */
  names: readonly string[]
  /** Its first words that make it read them; all of its commands do where this is missing. */
  words?: readonly string[]
  /** Flags that make it read them. */
  flags?: readonly string[]
  /**
   * It runs the compiler on the project file of its folder, so that the compiler's own answer with that file is its answer; unless
   * one of the flags, or the word in a file of its configuration, says otherwise.
   */
  compiles?: { project: string; flags: readonly string[]; configs: RegExp; word: RegExp }
  /** Files in which it reads them; all where this is missing. */
  files?: RegExp
  /** Actions that run it, by the start of their name. */
  uses?: readonly string[]
  /** Files that set it up, and sections of the shared ones: it counts as a reader whether or not CI calls it. */
  configs?: readonly string[]
}

const TYPE_IGNORE: readonly Family[] = ['type-ignore']
const TS_DIRECTIVES: readonly Family[] = ['ts-ignore', 'ts-expect-error']
const ESLINT: readonly Family[] = ['eslint-disable']
const NOQA: readonly Family[] = ['noqa']

/** Runners of linters that a configuration of their own chooses. */
const COLLECTIONS = [
  'super-linter/super-linter',
  'github/super-linter',
  'oxsecurity/megalinter',
  'trunk-io/trunk-action',
]

/** Every tool that reads a family of comments, the ones that the probes ask among them. */
export const COMMENT_READERS: readonly CommentReader[] = [
  {
    families: TYPE_IGNORE,
    names: ['mypy', 'dmypy', 'mypyc', 'basedmypy'],
    uses: ['tsuyoshicho/action-mypy', 'jpetrucciani/mypy-check', 'reviewdog/action-mypy'],
    configs: ['mypy.ini', '.mypy.ini', '[mypy]', '[tool.mypy]'],
  },
  { families: TYPE_IGNORE, names: ['stubtest', 'mypy.stubtest'], files: /\.pyi$/ },
  { families: TYPE_IGNORE, names: ['pytest', 'py.test'], flags: ['--mypy'] },
  {
    families: ['type-ignore', 'pyright-ignore'],
    names: ['pyright', 'basedpyright'],
    uses: ['jakebailey/pyright-action', 'tsuyoshicho/action-pyright', 'reviewdog/action-pyright'],
  },
  {
    families: ['type-ignore', 'ty-ignore'],
    names: ['ty', 'ty-check'],
    configs: ['ty.toml', '.ty.toml', '[tool.ty]'],
  },
  {
    // it reads the comments of the others where `enabled-ignores` names them
    families: ['type-ignore', 'pyright-ignore', 'ty-ignore'],
    names: ['pyrefly', 'pyrefly-check', 'pyrefly-typecheck-system', 'pyrefly-typecheck-specific-version'],
    uses: ['facebook/pyrefly'],
    configs: ['pyrefly.toml', '[tool.pyrefly]'],
  },
  { families: TYPE_IGNORE, names: ['pytype', 'pytype-single'], configs: ['pytype.cfg', '[pytype]', '[tool.pytype]'] },
  {
    families: TYPE_IGNORE,
    names: ['pyre', 'pyre-check', 'pysa'],
    uses: ['facebook/pyre-action'],
    configs: ['.pyre_configuration', '.pyre_configuration.local'],
  },
  { families: TYPE_IGNORE, names: ['zuban', 'zmypy', 'zubanls'], configs: ['[tool.zuban]'] },
  { families: TYPE_IGNORE, names: ['pycroscope', 'pyanalyze'], configs: ['[tool.pycroscope]', '[tool.pyanalyze]'] },
  {
    families: NOQA,
    names: ['ruff', 'ruff-check'],
    uses: ['astral-sh/ruff-action', 'chartboost/ruff-action', 'reviewdog/action-ruff'],
  },
  {
    families: NOQA,
    names: ['flake8', 'pflake8', 'flake8p', 'flakeheaven', 'flakehell', 'flake8-nb', 'flake8_nb', 'pyproject-flake8'],
    uses: [
      'py-actions/flake8',
      'reviewdog/action-flake8',
      'suo/flake8-github-action',
      'TrueBrain/actions-flake8',
      'julianwachholz/flake8-action',
      'cclauss/GitHub-Action-for-',
      'wemake-services/wemake-python-styleguide',
    ],
  },
  { families: NOQA, names: ['pycodestyle', 'pep8', 'pydocstyle', 'pydoclint', 'darglint', 'eradicate'] },
  { families: NOQA, names: ['pylama', 'vulture', 'refurb', 'tryceratops', 'flynt', 'fixit', 'zimports'] },
  { families: NOQA, names: ['autoflake', 'unimport', 'pycln', 'skylos', 'wemake-python-styleguide', 'wps'] },
  { families: NOQA, names: ['isort'], flags: ['--honor-noqa'] },
  {
    families: NOQA,
    names: ['pytest', 'py.test'],
    flags: ['--flake8', '--flakes', '--pycodestyle', '--pep8', '--ruff', '--pylama', '--codestyle', '--docstyle'],
  },
  { families: ['noqa', 'type-ignore', 'pyright-ignore'], names: ['prospector'] },
  {
    families: TS_DIRECTIVES,
    names: ['tsc', 'tsgo', 'vue-tsc', 'vue-tsgo', 'native-preview', 'tspc', 'ttsc', 'ngc', 'ember-tsc', 'glint'],
  },
  { families: TS_DIRECTIVES, names: ['svelte-check', 'svelte-check-rs', 'tsd', 'tstyche', 'dtslint', 'golar'] },
  { families: TS_DIRECTIVES, names: ['astro', 'glimmer'], words: ['check'] },
  { families: TS_DIRECTIVES, names: ['nuxi', 'nuxt', 'nuxt-cli'], words: ['typecheck'] },
  { families: TS_DIRECTIVES, names: ['deno'], words: ['check', 'test', 'bench', 'publish', 'compile'] },
  {
    families: TS_DIRECTIVES,
    names: ['vitest'],
    flags: ['--typecheck', '--typecheck.only', '--typecheck.enabled'],
    compiles: {
      project: 'tsconfig.json',
      flags: ['--typecheck.checker', '--typecheck.tsconfig', '--root', '-r', '--dir', '--config', '-c', '--project'],
      configs: /(?:^|\/)vite(?:st)?\.(?:config|workspace|projects)\.[cm]?[jt]s(?:on)?$/,
      word: /typecheck|\broot\b|\bprojects\b|workspace/,
    },
  },
  { families: ESLINT, names: ['eslint'], uses: ['reviewdog/action-eslint', 'sibiraj-s/action-eslint'] },
  {
    families: ESLINT,
    names: ['oxlint', 'xo', 'standard', 'semistandard', 'ts-standard', 'standardx', 'eslint_d', 'rslint'],
    uses: ['oxc-project/oxlint-action', 'reviewdog/action-oxlint'],
  },
  {
    families: ESLINT,
    names: ['next', 'ng', 'vue-cli-service', 'gts', 'vp', 'expo', 'tsdx', 'dts', 'umi', 'max', 'aegir', 'sku', 'nx'],
    words: ['lint', 'check'],
  },
  { families: ESLINT, names: ['wp-scripts'], words: ['lint-js'] },
  { families: ESLINT, names: ['kcd-scripts', 'arui-scripts', 'backstage-cli', 'ultracite'] },
  {
    families: ['noqa', 'type-ignore', 'pyright-ignore', 'eslint-disable', 'ts-ignore', 'ts-expect-error'],
    names: ['trunk', 'qlty', 'mega-linter-runner', 'megalinter'],
    uses: COLLECTIONS,
  },
]

/** Tools beside ruff that obey `# noqa`, wherever a file names them; their codes are none of ruff's business. */
export const NOQA_READERS = /\b(?:flake8|pycodestyle|pydocstyle|wemake-python-styleguide|pylama|prospector|vulture)\b/

/** Files that say which tools a repository uses. */
export const TOOL_FILES =
  /^(?:\.flake8|tox\.ini|setup\.cfg|setup\.py|\.pre-commit-config\.ya?ml|pyproject\.toml|Pipfile|noxfile\.py|Makefile|(?:[\w-]*\/)?[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|\.github\/workflows\/[^/]+\.ya?ml)$/

/** Where hooks are named that CI may run without a line in any workflow (pre-commit.ci does). */
export const HOOK_FILE = /(?:^|\/)\.pre-commit-config\.ya?ml$/

/** Files whose sections set tools up. */
export const SECTION_FILE = /^(?:pyproject\.toml|setup\.cfg|tox\.ini)$/
