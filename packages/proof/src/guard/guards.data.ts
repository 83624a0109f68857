/** A construct, found by a pattern with the flag `g` in text of a kind. */
export interface PatternRule {
  rule: string
  pattern: RegExp
}

/**
 * Comments and attributes that silence a tool. A patch may not hold more of any rule than the file did before (workflows §1.2). One
 * without codes is a rule of its own, so that `# type: ignore[misc]` does not become `# type: ignore`.
 */
export const SUPPRESSIONS: readonly PatternRule[] = [
  { rule: '@ts-ignore', pattern: /@ts-ignore\b/g },
  { rule: '@ts-expect-error', pattern: /@ts-expect-error\b/g },
  { rule: '@ts-nocheck', pattern: /@ts-nocheck\b/g },
  { rule: 'eslint-disable', pattern: /\beslint-disable\b/g },
  { rule: 'eslint-disable without rules', pattern: /\beslint-disable(?:-next-line|-line)?\s*(?:\*\/|--|$)/gm },
  { rule: 'eslint rule off', pattern: /\/\*\s*eslint\s+[^*]*?:\s*(?:0|\[?\s*['"]?off)/g },
  { rule: 'oxlint-disable', pattern: /\boxlint-disable\b/g },
  { rule: 'tslint:disable', pattern: /\btslint:disable\b/g },
  { rule: 'biome-ignore', pattern: /\bbiome-ignore\b/g },
  { rule: 'deno-lint-ignore', pattern: /\bdeno-lint-ignore\b/g },
  { rule: 'stylelint-disable', pattern: /\bstylelint-disable\b/g },
  { rule: 'markdownlint-disable', pattern: /\bmarkdownlint-disable\b/g },
  { rule: 'prettier-ignore', pattern: /\bprettier-ignore\b/g },
  { rule: 'oxfmt-ignore', pattern: /\boxfmt-ignore\b/g },
  { rule: 'coverage ignored', pattern: /\b(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)\b/g },
  { rule: '$FlowFixMe', pattern: /\$FlowFixMe\b|@noflow\b/g },
  { rule: 'type: ignore', pattern: /#\s*type:\s*ignore\b/g },
  { rule: 'type: ignore without codes', pattern: /#\s*type:\s*ignore\b(?!\s*\[)/g },
  { rule: 'pyright: ignore', pattern: /#\s*pyright:\s*(?:ignore|basic|off)\b/g },
  { rule: 'pyright setting', pattern: /#\s*pyright:\s*report\w+\s*=\s*(?:false|none|information|warning)/gi },
  { rule: 'ty: ignore', pattern: /#\s*(?:ty|pyrefly|pyre|zuban):?[- ]*(?:ignore|fixme)\b/g },
  { rule: 'mypy: ignore-errors', pattern: /#\s*mypy:\s*ignore-errors/g },
  { rule: 'mypy: looser options', pattern: /#\s*mypy:\s*(?:disable-error-code|allow-\w+|no-\w+)/g },
  { rule: 'no_type_check', pattern: /@(?:typing\.)?no_type_check\b/g },
  { rule: 'noqa', pattern: /#\s*(?:ruff:\s*|flake8:\s*)?noqa\b/gi },
  { rule: 'noqa without codes', pattern: /#\s*(?:ruff:\s*|flake8:\s*)?noqa\b(?!\s*:)/gi },
  { rule: 'ruff: disable', pattern: /#\s*ruff:\s*(?:disable|ignore)\b/g },
  { rule: 'pylint: disable', pattern: /#\s*pylint:\s*(?:disable|skip-file)\b/g },
  { rule: 'formatter off', pattern: /#\s*(?:fmt:\s*(?:off|skip)|yapf:\s*disable|isort:\s*skip)/g },
  { rule: 'pragma: no cover', pattern: /#\s*pragma:\s*no\s*(?:cover|branch)\b/g },
  { rule: 'nosec', pattern: /#\s*nosec\b|\bnosemgrep\b|#\s*nosemgrep/g },
  { rule: 'nolint', pattern: /\/\/\s*nolint\b|\/\/\s*#nosec\b|\/\/lint:ignore\b/g },
  { rule: '#[allow]', pattern: /#!?\[(?:allow|expect)\b|#\[cfg_attr\([^)]*allow\b/g },
  { rule: 'rubocop:disable', pattern: /rubocop:(?:disable|todo)\b/g },
  { rule: '@SuppressWarnings', pattern: /@Suppress(?:Warnings|Lint|FBWarnings)?\b|\bNOSONAR\b/g },
  { rule: 'shellcheck disable', pattern: /#\s*shellcheck\s+disable\b/g },
  { rule: 'hadolint ignore', pattern: /#\s*hadolint\s+ignore\b/g },
  { rule: 'phpstan-ignore', pattern: /@phpstan-ignore|@psalm-suppress|phpcs:(?:ignore|disable)/g },
  { rule: 'pragma warning disable', pattern: /#pragma\s+(?:warning\s+disable|GCC\s+diagnostic\s+ignored)|NOLINT\b/g },
]

/** Of Python, in code without comments and the insides of strings. */
export const PYTHON_TYPES: readonly PatternRule[] = [
  { rule: 'Any', pattern: /(?<!import[^\n]*)\b(?:Any|Incomplete)\b/g },
  { rule: 'cast', pattern: /(?<![\w.])(?:typing\.|t\.)?cast\s*\(/g },
  // an attribute by its name is of any type, and may be set on anything
  { rule: 'setattr', pattern: /(?<![\w.])(?:setattr|delattr)\s*\(|\.__(?:setattr|delattr)__\b/g },
  { rule: 'getattr', pattern: /(?<![\w.])getattr\s*\(|\.__getattr(?:ibute)?__\b/g },
  { rule: '__dict__', pattern: /\.__dict__\b|(?<![\w.])vars\s*\(/g },
]

/** Calls by which a member of any name is read or written, whatever its type. */
export const UNTYPED_CALLS: readonly string[] = [
  'Reflect.get',
  'Reflect.set',
  'Reflect.defineProperty',
  'Object.defineProperty',
  'Object.defineProperties',
]

/** Files that hold tests, by path. */
export const TEST_FILE =
  /(?:^|\/)(?:__tests__|tests?|specs?|e2e|cypress)\/|[._-](?:test|tests|spec|cy|e2e)\.[cm]?[jt]sx?$|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|_test\.go$|(?:Test|Tests|Spec|IT)\.(?:java|kt|scala|cs|php)$|_(?:spec|test)\.rb$/

/** Tests, assertions and what skips them, in languages that are read by patterns. Strings and comments count as well. */
export const TEST_PATTERNS: Readonly<Record<string, { tests: RegExp; asserts: RegExp; skips: RegExp }>> = {
  py: {
    tests: /^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*/gm,
    asserts: /^[ \t]*assert\b|\bself\.(?:assert|fail)\w*\s*\(|\bpytest\.(?:raises|warns|fail)\s*\(/gm,
    skips:
      /@(?:pytest\.)?(?:mark\.)(?:skip|skipif|xfail)\b|@(?:unittest\.)?(?:skip|skipIf|skipUnless|expectedFailure)\b|\bpytest\.(?:skip|xfail|importorskip)\b|\.skipTest\s*\(|\braise\s+(?:unittest\.)?SkipTest\b|\b__test__\s*=\s*False|\bcollect_ignore|\bpytestmark\s*=/g,
  },
  go: {
    tests: /^func\s+(?:Test|Fuzz|Example)\w*/gm,
    asserts: /\bt\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(|\b(?:assert|require)\.\w+\s*\(/g,
    skips: /\b[tb]\.(?:Skip|Skipf|SkipNow)\s*\(|^\/\/go:build\b/gm,
  },
  rs: {
    tests: /#\[(?:\w+::)*test\b/g,
    asserts: /\b(?:debug_)?assert(?:_eq|_ne|_matches)?!/g,
    skips: /#\[(?:ignore|should_panic)\b|#\[cfg_attr\([^)]*ignore/g,
  },
  rb: {
    tests: /^\s*(?:it|specify|test|def\s+test_\w+)\b/gm,
    asserts: /\bexpect\s*[({]|\bassert\w*\b|\.should\b/g,
    skips: /^\s*(?:xit|xdescribe|xcontext|pending|skip)\b|:(?:skip|pending)\b|\bskip:/gm,
  },
  java: {
    tests: /@(?:Test|ParameterizedTest|RepeatedTest)\b/g,
    asserts: /\bassert\w*\s*\(|\bverify\s*\(/g,
    skips: /@(?:Disabled|Ignore)\w*\b|\bassume\w+\s*\(/g,
  },
}
export const TEST_LANGUAGES: Readonly<Record<string, string>> = {
  py: 'py',
  go: 'go',
  rs: 'rs',
  rb: 'rb',
  java: 'java',
  kt: 'java',
  scala: 'java',
}

/** Calls that define a test, and those that switch one off or all others (Jest, Vitest, Mocha, Jasmine, AVA, node:test, Playwright). */
export const TEST_CALLS: readonly string[] = ['it', 'test', 'specify']
export const SUITE_CALLS: readonly string[] = ['describe', 'suite', 'context']
export const SWITCHED_CALLS: readonly string[] = [
  'xit',
  'xtest',
  'xdescribe',
  'xcontext',
  'xspecify',
  'fit',
  'fdescribe',
]
export const SWITCHES: readonly string[] = [
  'skip',
  'skipIf',
  'runIf',
  'only',
  'todo',
  'failing',
  'fails',
  'fixme',
  'pending',
]
export const ASSERT_CALLS: readonly string[] = [
  'expect',
  'assert',
  'assertEquals',
  'expectTypeOf',
  'assertType',
  't',
  'chai',
  'should',
  // by their own names from node:assert
  'ok',
  'equal',
  'notEqual',
  'strictEqual',
  'notStrictEqual',
  'deepEqual',
  'notDeepEqual',
  'deepStrictEqual',
  'notDeepStrictEqual',
  'partialDeepStrictEqual',
  'throws',
  'doesNotThrow',
  'rejects',
  'doesNotReject',
  'ifError',
  'doesNotMatch',
]

/** Variables by which a program can tell that it is being checked. */
export const CI_VARIABLES =
  /^(?:CI|CONTINUOUS_INTEGRATION|BUILD_(?:ID|NUMBER)|GITHUB_(?:ACTIONS?|RUN_ID|RUN_NUMBER|WORKFLOW|JOB|EVENT_NAME|REF|SHA|WORKSPACE)|GITLAB_CI|TRAVIS|CIRCLECI|APPVEYOR|BUILDKITE|JENKINS_URL|TEAMCITY_VERSION|TF_BUILD|RUNNER_(?:OS|TEMP|NAME)|JEST_WORKER_ID|VITEST(?:_\w+)?|PYTEST_(?:CURRENT_TEST|VERSION|XDIST_WORKER)|TOX_ENV_NAME|NOX_CURRENT_SESSION|UPKEEP\w*)$/
export const CI_MODULES: readonly string[] = ['ci-info', 'is-ci', 'std-env', 'env-ci', 'mockdate', 'timekeeper']

/** Assignments to these fake the time or the chance that a check measures by. */
export const CLOCKS: readonly string[] = [
  'Date',
  'Date.now',
  'Date.prototype.getTime',
  'performance.now',
  'process.hrtime',
  'process.hrtime.bigint',
  'process.uptime',
  'Math.random',
  'setTimeout',
  'setInterval',
]
export const CLOCK_CALLS: readonly string[] = ['useFakeTimers', 'setSystemTime', 'install']
export const EXITS: readonly string[] = [
  'process.exit',
  'process.reallyExit',
  'process.abort',
  'process.kill',
  'Deno.exit',
]

/** Of Python, in text without comments (strings count). */
export const PYTHON_SNIFFING: readonly PatternRule[] = [
  {
    rule: 'ci',
    pattern:
      /\b(?:environ|getenv)\b[^\n]{0,40}['"](?:CI|GITHUB_\w+|PYTEST_CURRENT_TEST|PYTEST_VERSION|TOX_ENV_NAME|TRAVIS|RUNNER_\w+|CONTINUOUS_INTEGRATION)['"]/g,
  },
  { rule: 'test runner', pattern: /['"](?:pytest|unittest|_pytest)['"]\s+in\s+(?:sys\.)?modules\b|\bsys\.argv\b/g },
  {
    rule: 'clock',
    pattern:
      /\btime\.(?:time|time_ns|monotonic|perf_counter|process_time|sleep)\s*=(?!=)|\bdatetime\.(?:datetime|date)\s*=(?!=)|\bfreez(?:egun|e_time)\b|\btime_machine\b|\bsetattr\s*\(\s*(?:time|datetime)\b/g,
  },
  { rule: 'exit', pattern: /\b(?:sys\.exit|os\._exit|os\.abort|os\.kill)\s*\(/g },
]

/**
 * Files that tools load before or beside what they judge: whoever writes them writes the verdict. `created`: only a new one is meant,
 * because a repository may be about a module of that name.
 */
export const LOADED_FIRST: readonly { rule: string; pattern: RegExp; created?: true }[] = [
  { rule: 'sitecustomize', pattern: /(?:^|\/)(?:sitecustomize|usercustomize)\.py$|\.pth$/ },
  { rule: 'conftest', pattern: /(?:^|\/)conftest\.py$/ },
  {
    rule: 'shadowed module',
    pattern: /^(?:src\/)?(?:pytest|unittest|mypy|ruff|flake8|pyright|coverage)(?:\.py|\/__init__\.py)$/,
    created: true,
  },
  { rule: 'ignore list', pattern: /(?:^|\/)\.(?:git|eslint|prettier|stylelint|npm|docker)ignore$/ },
  { rule: 'installed files', pattern: /(?:^|\/)node_modules\// },
  {
    rule: 'installed files',
    pattern: /(?:^|\/)(?:\.venv|venv|\.tox|\.nox|site-packages|__pycache__|\.mypy_cache|\.ruff_cache|\.pytest_cache)\//,
    created: true,
  },
  { rule: 'snapshot', pattern: /(?:^|\/)__snapshots__\/|\.snap$/ },
]
