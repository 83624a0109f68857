import type { FileSource } from '@upkeep/ci'
import { newest } from './pin.ts'
import { readYaml, recordIn } from './reading.ts'
import { CHECKOUT } from './setup-job.ts'
import type { CopiedStep, SetupJob } from './setup-job.ts'

/** A set-up and checks from the manifests of a repository that has no CI to take them from; a guess, and marked as one. */
export interface Guess {
  setup: SetupJob
  /** For the input `checks`. */
  checks: GuessedCheck[]
}

export interface GuessedCheck {
  command: string
  /** The checkers that it runs, as far as that is plain to see; of a script none. */
  tools: readonly string[]
}

/** What lies at the root of a repository, read as far as a guess needs it. */
interface Root {
  names: ReadonlySet<string>
  text(name: string): Promise<string>
  has(pattern: RegExp): boolean
}

interface Part {
  steps: string[]
  checks: GuessedCheck[]
}

/** Every one that a manifest speaks for stands in the guess: an application is often of two languages. */
const ECOSYSTEMS: readonly ((root: Root) => Promise<Part | null>)[] = [node, python, go, cargo, java, ruby, php]

/** The manifests that are looked for, for people. */
export const MANIFESTS =
  'package.json, pyproject.toml, setup.cfg, requirements.txt, go.mod, Cargo.toml, pom.xml, build.gradle, Gemfile, composer.json'

/** Null where no manifest says how anything is checked. */
export async function guess(files: FileSource): Promise<Guess | null> {
  const names = new Set((await files.list()).filter((path) => !path.includes('/')))
  const root: Root = {
    names,
    text: async (name) => (names.has(name) ? ((await files.read(name)) ?? '') : ''),
    has: (pattern) => [...names].some((name) => pattern.test(name)),
  }
  const parts: Part[] = []
  for (const ecosystem of ECOSYSTEMS) {
    const part = await ecosystem(root)
    if (part !== null && part.checks.length > 0) parts.push(part)
  }
  if (parts.length === 0) return null
  const steps = [CHECKOUT, ...parts.flatMap((each) => each.steps)].map((text): CopiedStep => ({ text, check: false }))
  const keys = new Map([['runs-on', 'runs-on: ubuntu-latest']])
  const setup = {
    keys,
    top: new Map<string, string>(),
    steps,
    permissions: [],
    notes: [],
    rewrites: parts.some(({ checks }) => checks.some(isHooks)),
    whole: true,
  }
  return { setup, checks: parts.flatMap((each) => each.checks) }
}

/** `pre-commit` leaves changed what its hooks fix. */
function isHooks({ command }: GuessedCheck): boolean {
  return command.startsWith('pre-commit ')
}

function uses(action: string, settings: readonly string[] = []): string {
  const given = settings.length === 0 ? [] : ['  with:', ...settings.map((line) => `    ${line}`)]
  return [`- uses: ${newest(action)}`, ...given].join('\n')
}

/** Scripts by the names that people give to checks. */
const SCRIPTS =
  /^(?:type-?check|check-types|check:types|types|tsc|lint|lint:check|format:check|check:format|check-format|prettier:check|fmt:check)$/
const TYPES = /typ|tsc/

async function node(root: Root): Promise<Part | null> {
  if (!root.names.has('package.json')) return null
  const manifest = readYaml(await root.text('package.json'))
  const scripts = Object.keys(recordIn(manifest, 'scripts')).filter((name) => SCRIPTS.test(name))
  const packages = { ...recordIn(manifest, 'dependencies'), ...recordIn(manifest, 'devDependencies') }
  const manager = managerOf(root)
  const checks: GuessedCheck[] = scripts.map((name) => ({ command: `${manager.run} ${name}`, tools: [] }))
  const tool = (name: string, there: boolean, arguments_: string) => {
    if (there) checks.push({ command: `${manager.exec} ${arguments_}`, tools: [name] })
  }
  tool('tsc', root.names.has('tsconfig.json') && !scripts.some((name) => TYPES.test(name)), 'tsc --noEmit')
  const lints = scripts.some((name) => name.startsWith('lint'))
  tool('eslint', 'eslint' in packages && !lints, 'eslint .')
  tool('biome', '@biomejs/biome' in packages && !lints, 'biome check .')
  const version = root.names.has('.nvmrc')
    ? 'node-version-file: .nvmrc'
    : root.names.has('.node-version')
      ? 'node-version-file: .node-version'
      : 'node-version: 24'
  const cache = root.names.has('package-lock.json') ? ['cache: npm'] : []
  return {
    steps: [uses('actions/setup-node', [version, ...cache]), ...manager.steps, `- run: ${manager.install}`],
    checks,
  }
}

function managerOf({ names }: Root): { run: string; exec: string; install: string; steps: string[] } {
  const corepack = ['- run: corepack enable']
  if (names.has('pnpm-lock.yaml'))
    return { run: 'pnpm run', exec: 'pnpm exec', install: 'pnpm install --frozen-lockfile', steps: corepack }
  if (names.has('yarn.lock'))
    return {
      run: 'yarn run',
      exec: 'yarn run',
      install: `yarn install ${names.has('.yarnrc.yml') ? '--immutable' : '--frozen-lockfile'}`,
      steps: corepack,
    }
  if (names.has('bun.lock') || names.has('bun.lockb'))
    return {
      run: 'bun run',
      exec: 'bunx',
      install: 'bun install --frozen-lockfile',
      steps: [uses('oven-sh/setup-bun')],
    }
  return { run: 'npm run', exec: 'npx', install: names.has('package-lock.json') ? 'npm ci' : 'npm install', steps: [] }
}

const PYTHON_TOOLS = [
  ['mypy', /\bmypy\b/, 'mypy .'],
  ['pyright', /\bpyright\b/, 'pyright'],
  ['ruff', /\bruff\b/, 'ruff check .'],
  ['flake8', /\bflake8\b/, 'flake8'],
  ['black', /\bblack\b/, 'black --check .'],
] as const

async function python(root: Root): Promise<Part | null> {
  const requirements = [...root.names].filter((name) => /^requirements[\w.-]*\.txt$/.test(name)).toSorted()
  if (!root.has(/^(?:pyproject\.toml|setup\.cfg|setup\.py)$/) && requirements.length === 0) return null
  const named = [...root.names].filter((name) => /\.(?:toml|cfg|ini)$/.test(name) || requirements.includes(name))
  const text = (await Promise.all(named.map((name) => root.text(name)))).join('\n')
  const hooks = await root.text('.pre-commit-config.yaml')
  const used = PYTHON_TOOLS.filter(([, pattern]) => pattern.test(text) && !pattern.test(hooks))
  const { steps, run } = pythonInstall(
    root,
    text,
    requirements,
    used.map(([tool]) => tool),
  )
  const checks: GuessedCheck[] = used.map(([tool, , command]) => ({ command: `${run}${command}`, tools: [tool] }))
  if (hooks !== '') {
    steps.push('- run: pipx install pre-commit')
    const tools = PYTHON_TOOLS.filter(([, pattern]) => pattern.test(hooks)).map(([tool]) => tool)
    checks.unshift({ command: 'pre-commit run --all-files', tools })
  }
  return { steps, checks }
}

/** How a Python project is installed, and what stands before a command that is to run in its environment. */
function pythonInstall(
  { names }: Root,
  text: string,
  requirements: readonly string[],
  tools: readonly string[],
): { steps: string[]; run: string } {
  if (names.has('uv.lock'))
    return { steps: [uses('astral-sh/setup-uv'), '- run: uv sync --all-groups --all-extras'], run: 'uv run ' }
  const version = names.has('.python-version') ? 'python-version-file: .python-version' : "python-version: '3.13'"
  const setup = uses('actions/setup-python', [version])
  const managers = [
    ['poetry', /^\[tool\.poetry\b/m, 'poetry install'],
    ['pdm', /^\[tool\.pdm\b/m, 'pdm install'],
    ['hatch', /^\[tool\.hatch\.envs\b/m, 'hatch env create'],
  ] as const
  const manager = managers.find(([name, pattern]) => names.has(`${name}.lock`) || pattern.test(text))
  if (manager !== undefined) {
    const [name, , install] = manager
    return { steps: [setup, `- run: pipx install ${name}`, `- run: ${install}`], run: `${name} run ` }
  }
  const files = requirements.map((name) => `-r ${name}`)
  const own = names.has('pyproject.toml') || names.has('setup.py') ? ['-e .'] : []
  return { steps: [setup, `- run: python -m pip install ${[...files, ...own, ...tools].join(' ')}`], run: '' }
}

async function go({ names }: Root): Promise<Part | null> {
  if (!names.has('go.mod')) return null
  const checks = [
    { command: 'test -z "$(gofmt -l .)"', tools: ['gofmt'] },
    { command: 'go vet ./...', tools: ['go-vet'] },
  ]
  const steps = [uses('actions/setup-go', ['go-version-file: go.mod']), '- run: go mod download']
  return await Promise.resolve({ steps, checks })
}

async function cargo({ names }: Root): Promise<Part | null> {
  if (!names.has('Cargo.toml')) return null
  const checks = [
    { command: 'cargo fmt --all --check', tools: ['rustfmt'] },
    { command: 'cargo clippy --all-targets -- -D warnings', tools: ['clippy'] },
  ]
  return await Promise.resolve({ steps: ['- run: rustup component add rustfmt clippy', '- run: cargo fetch'], checks })
}

async function java(root: Root): Promise<Part | null> {
  const maven = await root.text('pom.xml')
  const gradle = (await root.text('build.gradle')) + (await root.text('build.gradle.kts'))
  if (maven === '' && gradle === '') return null
  const wrapped = (wrapper: string, own: string) => (root.names.has(wrapper) ? `./${wrapper}` : own)
  const checks: GuessedCheck[] = []
  const task = (tool: string, command: string, there: boolean) => {
    if (there) checks.push({ command, tools: [tool] })
  }
  const mvn = wrapped('mvnw', 'mvn')
  const run = wrapped('gradlew', 'gradle')
  task('spotless', `${mvn} --batch-mode spotless:check`, /\bspotless-maven-plugin\b/.test(maven))
  task('spotless', `${run} spotlessCheck`, /\bspotless\b/.test(gradle))
  task('ktlint', `${run} ktlintCheck`, /\bktlint\b/.test(gradle) && !/\bspotless\b/.test(gradle))
  const cache = maven === '' ? 'gradle' : 'maven'
  return {
    steps: [uses('actions/setup-java', ['distribution: temurin', 'java-version: 21', `cache: ${cache}`])],
    checks,
  }
}

async function ruby(root: Root): Promise<Part | null> {
  const gems = await root.text('Gemfile')
  if (!/\brubocop\b|\bstandard\b/.test(gems) && !root.names.has('.rubocop.yml')) return null
  const version = root.names.has('.ruby-version') ? [] : ["ruby-version: '3.4'"]
  return {
    steps: [uses('ruby/setup-ruby', [...version, 'bundler-cache: true'])],
    checks: [{ command: 'bundle exec rubocop', tools: ['rubocop'] }],
  }
}

const PHP_TOOLS = [
  ['phpstan/phpstan', 'vendor/bin/phpstan analyse'],
  ['friendsofphp/php-cs-fixer', 'vendor/bin/php-cs-fixer fix --dry-run --diff'],
  ['squizlabs/php_codesniffer', 'vendor/bin/phpcs'],
  ['laravel/pint', 'vendor/bin/pint --test'],
] as const

async function php(root: Root): Promise<Part | null> {
  if (!root.names.has('composer.json')) return null
  const packages = recordIn(readYaml(await root.text('composer.json')), 'require-dev')
  const used = PHP_TOOLS.filter(([name]) => name in packages)
  return {
    steps: [uses('shivammathur/setup-php', ["php-version: '8.4'"]), '- run: composer install --no-interaction'],
    checks: used.map(([, command]) => ({ command, tools: [] })),
  }
}
