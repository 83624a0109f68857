import type { CheckKind } from '@upkeep/schema'

const WORDS: readonly [RegExp, CheckKind][] = [
  [/^(?:set ?up|install|cache|restore|check ?out|clone|configure|download|bootstrap)\b(?!-)/i, 'setup'],
  [/^(?:upload|report|send|combine|print|show|dump|list|display)\b(?!-)/i, 'other'],
  [/(?:^|[^a-z])bench(?:mark(?:s|ing)?)?(?:$|[^a-z])/i, 'other'],
  [/(?:^|[^a-z])(?:publish|npm-publish|pypi)(?:$|[^a-z])/i, 'publish'],
  [/(?:^|[^a-z])(?:release|version-packages|changelog|bump)(?:$|[^a-z])/i, 'release'],
  [/(?:^|[^a-z])(?:deploy|gh-pages)/i, 'deploy'],
  [
    /type-?check|check-?types|(?:^|[^a-z])(?:tsc|types?|mypy|pyright|typing|typings|static analysis)(?:$|[^a-z])/i,
    'typecheck',
  ],
  [/(?:^|[^a-z])(?:format|fmt|prettier|black|style-check)(?:$|[^a-z])|formatting/i, 'format'],
  [
    /(?:^|[^a-z])(?:lint|linting|lints|linters?|eslint|ruff|flake8|pylint|quality|spell(?:ing|check)?|typos|style|pre-commit|code-?style|static)(?:$|[^a-z])/i,
    'lint',
  ],
  [
    /(?:^|[^a-z])(?:tests?|testing|unit|e2e|integration|spec|specs|coverage|pytest|jest|vitest|smoke|doctest)(?:$|[^a-z])/i,
    'test',
  ],
  [/(?:^|[^a-z])(?:docs?|documentation|storybook|site|website)(?:$|[^a-z])/i, 'docs'],
  [/(?:^|[^a-z])(?:build|compile|bundle|package|dist|prepare|prepack)(?:$|[^a-z])/i, 'build'],
  [/(?:^|[^a-z])(?:audit|security|codeql|scan)(?:$|[^a-z])/i, 'security'],
  [
    /(?:^|[^a-z])(?:install|setup|set up|set-up|bootstrap|checkout|cache|deps|dependencies|configure|init)(?:$|[^a-z])/i,
    'setup',
  ],
  [/(?:^|[^a-z])(?:notify|slack|discord|comment)(?:$|[^a-z])/i, 'notify'],
  [/(?:^|[^a-z])(?:upload|report|summary|debug|print|status|codecov)(?:$|[^a-z])/i, 'other'],
]

/** What a name (of a script, target, step or job) says that it is for; empty where it says nothing. */
export function intentOf(name: string): readonly CheckKind[] {
  const found = WORDS.find(([pattern]) => pattern.test(name))
  return found === undefined ? [] : [found[1]]
}
