/**
 * What no action may change, whatever it owns (security.md §2.1, §4.3): what runs or steers CI, git, hooks and agents.
 * Globs, matched without regard to case.
 */
export const PROTECTED: readonly string[] = [
  '**/.git/**',
  '**/.gitattributes',
  '**/.gitmodules',
  '.github/**',
  '.gitlab-ci.yml',
  '.circleci/**',
  '.husky/**',
  '.githooks/**',
  '.devcontainer/**',
  '**/CODEOWNERS',
  '**/{AGENTS,CLAUDE,GEMINI,COPILOT}.md',
  '**/CLAUDE.local.md',
  '**/.mcp.json',
  '**/.{agents,claude,codex,cursor,gemini,windsurf,aider,continue}/**',
  '**/.{cursorrules,windsurfrules,clinerules,claude.json}',
  '**/.{npmrc,yarnrc,yarnrc.yml,pypirc,netrc,pnpmfile.cjs}',
]

/** The file that keeps reviews of the classification; every action may propose it, alone in a batch of its own. */
export const CI_LOCK = { path: '.github/upkeep/ci.lock.yml', batch: 'ci-lock' } as const

/** Excepted for every action that owns them, and for single ones. */
export const EXCEPTED: readonly string[] = [CI_LOCK.path]
export const EXCEPTED_FOR: Readonly<Record<string, readonly string[]>> = {
  'style-guide': ['.github/upkeep/style-rules/**'],
}

/** Manifests and lock files: for the actions that own them by name only; a glob such as `**` does not reach them. */
export const MANIFESTS: readonly string[] = [
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.json',
  'deno.lock',
  'pyproject.toml',
  'setup.cfg',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'pipfile',
  'pipfile.lock',
  'go.mod',
  'go.sum',
  'cargo.toml',
  'cargo.lock',
  'gemfile',
  'gemfile.lock',
  'composer.json',
  'composer.lock',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'gradle.lockfile',
  'dockerfile',
]

/** The actions that may change manifests and lock files which they own. */
export const OWNS_MANIFESTS: readonly string[] = ['dependency-upgrader']
