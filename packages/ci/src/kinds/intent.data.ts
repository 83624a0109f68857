import type { CheckKind } from '@upkeep/schema'

/** What names of scripts, targets, steps and jobs say; the first that fits decides. */
export const PURPOSES: readonly (readonly [RegExp, CheckKind])[] = [
  [/\b(?:system|environment|runner|debug) info(?:rmation)?\b/i, 'other'],
  [/^(?:generate|create|make|build) (?:\w+ ){0,3}(?:report|summary|badge)s?\b/i, 'other'],
  [/^prepare (?:a |the |for )?release/i, 'release'],
  [
    /^(?:set ?up|install|cache|restore|check ?out|clone|configure|download|bootstrap|prepare|enable|disable|set|link|select|use|start|launch|wait|unpack|extract|get|fetch|log ?in|authenticate|determine|compute|calculate|detect|free|add|remove|delete|clean|create (?:\w+ ){0,2}(?:env|venv|environment|database|db|director\w+|folder)|init|initiali[sz]e|update (?:pip|npm|apt|packages|system|deps|dependencies)|upgrade|downgrade|pull|export|stub|mount|change|switch|apply|decode|import|resolve|pin|bump node|make sure|unzip|untar|decompress|update (?:\w+ ){0,2}version|clean ?up)\b(?!-)(?! types?\b)/i,
    'setup',
  ],
  [
    /^(?:upload|report|send|combine|print|show|dump|list|display|convert|merge|collect|archive|save|store|summari[sz]e|debug|inspect|view|analy[sz]e bundle|compare|output|echo|stop|kill|tear ?down|post-?process)\b(?!-)/i,
    'other',
  ],
  [
    /^(?:build|compile|bundle|generate|gen|codegen)(?:$|[:._-](?!docs?|documentation|site|storybook|website|package))/i,
    'build',
  ],
  [/^skip\b/i, 'other'],
  [/(?:^|[^a-z])(?:bench(?:mark(?:s|ing)?)?|perf(?:ormance)?|profil(?:e|ing))(?:$|[^a-z])/i, 'other'],
  [
    /^(?:comment|notify|post|label|auto-?close|close|triage|announce|create (?:an? )?(?:issue|comment|pull request|pr))\b(?!-)/i,
    'notify',
  ],
  [/^push\b(?!-)/i, 'publish'],
  [/(?:^|[^a-z])(?:publish|npm-publish|pypi|publishing|published? (?:to|on))(?:$|[^a-z])/i, 'publish'],
  [/(?:^|[^a-z])(?:release|releaser|version-packages|changelog|bump)(?:$|[^a-z])/i, 'release'],
  [/(?:^|[^a-z])(?:deploy|gh-pages|deployment)/i, 'deploy'],
  [
    /type-?check|check-?types|(?:^|[^a-z])(?:tsc|types?|mypy|pyright|typing|typings|dtslint|tsd|static analysis)(?:$|[^a-z])/i,
    'typecheck',
  ],
  [/(?:^|[^a-z])(?:format|fmt|prettier|black|style-check|reformat)(?:$|[^a-z])|formatt(?:ing|ed|er)/i, 'format'],
  [
    /(?:^|[^a-z])(?:lint|linting|lints|linters?|eslint|ruff|flake8|pylint|clippy|rubocop|quality|spell(?:ing|check)?|typos|style|pre-commit|code-?style|static (?:code )?(?:analysis|checks?)|validation|licen[sc]es?|compliance|changeset status|knip|unused|dead code|circular|dedupe)(?:$|[^a-z])/i,
    'lint',
  ],
  [
    /(?:^|[^a-z])(?:tests?|testing|unit|e2e|integration|spec|specs|coverage|pytest|jest|vitest|smoke|doctests?|tox|regression|acceptance|fuzz(?:ing)?|verify|sanity|miri|tsan|asan|loom)(?:$|[^a-z])/i,
    'test',
  ],
  [/(?:^|[^a-z])(?:docs?|documentation|storybook|site|website|readme|links?)(?:$|[^a-z])/i, 'docs'],
  [
    /(?:^|[^a-z])(?:build|builds|compile|compiles|bundle|bundles|package|dist|prepack|pack|packaging|tarball|zip|deb|rpm|dmg|msi|installer|wheels?|sdist|generate|codegen|declarations|transpile|binar(?:y|ies)|size-limit|publint|attw|manifest|reproducib\w+)(?:$|[^a-z])/i,
    'build',
  ],
  [/(?:^|[^a-z])(?:audit|security|codeql|scan|sast|vulnerabilit\w+|scorecards?)(?:$|[^a-z])/i, 'security'],
  [
    /(?:^|[^a-z])(?:install|setup|set up|set-up|bootstrap|checkout|cache|deps|dependencies|configure|init|prepare|toolchain|environment|env|servers?|matrix)(?:$|[^a-z])/i,
    'setup',
  ],
  [/(?:^|[^a-z])(?:notify|notification|slack|discord|comment|zulip|matrix-chat)(?:$|[^a-z])/i, 'notify'],
  [
    /(?:^|[^a-z])(?:upload|report|summary|debug|print|status|codecov|artifacts?|results?|info|logs?)(?:$|[^a-z])/i,
    'other',
  ],
]

/** The first word of an action's name, where it is a verb. */
export const ACTION_VERBS: readonly (readonly [RegExp, CheckKind])[] = [
  [
    /^(?:setup|install|configure|use|checkout|cache|restore|download|get|fetch|detect|find|paths?|changed|skip|wait|login|auth|aws|free|maximi[sz]e|start|launch|init|ssh|import|read|set|extract|parse|cancel|docker-?login|nix|harden|filter|determine|resolve|create-github-app-token)$/,
    'setup',
  ],
  [
    /^(?:comment|notify|label|labeler|assign|add|close|lock|stale|request|mention|pr|issue|welcome|greet\w*|triage|approve|automerge|merge|dispatch|repository-dispatch)$/,
    'notify',
  ],
  [/^(?:upload|save|report|store|delete|summary|compare|attest)$/, 'other'],
  [/^(?:publish|push|commit)$/, 'publish'],
  [/^(?:release|tag|bump|semantic)$/, 'release'],
  [/^(?:deploy|trigger)$/, 'deploy'],
]

/** The head of an action's name. */
export const HEAD_NOUNS: readonly (readonly [RegExp, CheckKind])[] = [
  [
    /^(?:setup|installer|install|cache|matchers?|couchdb|mongodb|postgres(?:ql)?|mysql|mariadb|redis|valkey|elasticsearch|opensearch|rabbitmq|kafka|minio|memcached|localstack|selenium|emulators?|toolchain|checkout|sdk|login|credentials|filter|changes|shas|runner|space|token|env|matrix|version|files?|json|ya?ml|toml)$/,
    'setup',
  ],
  [/^(?:release|releaser|releases|drafter|changelog|tagger|tags?|versioning|bump|semver)$/, 'release'],
  [/^(?:publish|publisher|push|commit|backport|mirror|mirroring)$/, 'publish'],
  [/^(?:deploy|deployer|deployment|pages)$/, 'deploy'],
  [
    /^(?:comment|commenter|notify|notification|notifier|labeler|labels?|description|issues?|prs?|assign|threads?|slack|discord|telegram|webhooks?|reviewers?|dispatch|stale|bot)$/,
    'notify',
  ],
  [
    /^(?:report|reporter|results?|upload|uploader|badge|preview|summary|summarizer|artifacts?|status|size|green|benchmark|stats|attestation|diff|sign|signing|requests?)$/,
    'other',
  ],
  [
    /^(?:lint|linter|style|spellcheck|spelling|typos|eslint|formatter|validate|validator|validation|checkstyle|actionlint|shellcheck|breaking|commitlint|semantic|title)$/,
    'lint',
  ],
  [/^(?:format|fmt|prettier|black)$/, 'format'],
  [/^(?:mypy|pyright|typecheck|types)$/, 'typecheck'],
  [/^(?:scan|scanner|audit|codeql|security|sast|review|scorecard|secrets|advisor|trivy|snyk|deny)$/, 'security'],
  [/^(?:test|tests|testing|e2e|coverage|tox|nox|pytest|spec|selftest|smoke|fuzz|fuzzers)$/, 'test'],
  [/^(?:docs|documentation|links?|lychee|link-check)$/, 'docs'],
  [/^(?:build|builder|package|compile|wheels?|cibuildwheel|bundle)$/, 'build'],
]
