import { posix } from 'node:path'
import { flagValue, kindsOfTool, toolName } from '@upkeep/checkers'
import type { CheckKind } from '@upkeep/schema'
import { intentOf } from '../kinds/intent.ts'
import { MEANS_OF_DOCS, ONLY_JUDGING, WORLDLY } from '../kinds/kinds.data.ts'
import type { FileSource } from '../model.ts'
import type { Place } from './resolvers/resolver.ts'
import type { ShellCommand } from '../workflow/shell.ts'
import { emits } from './tsconfig.ts'

/**
 * What a command that no script stands behind is run for: by its tool, then by the words given to it, then by the name of its file;
 * bounded by what the script that it stands in is for. Empty: nothing is known of it.
 */
export async function kindsOfCommand(
  argv: readonly string[],
  { cwd, intent, consumes }: Place,
  command: ShellCommand,
  files: FileSource,
): Promise<readonly CheckKind[]> {
  // A server that other commands need, or a file that they read.
  if (command.background) return ['setup']
  if (WRITERS.has(argv[0] ?? '') && (command.output !== null || /^::(?:add-|set-)/.test(argv[1] ?? '')))
    return ['setup']
  const own = kindsOfTool(argv)
  if (own.length === 0 && /GITHUB_(?:OUTPUT|ENV|PATH)/.test(command.output ?? '')) return ['setup']
  if (consumes === true && intent.includes('test') && own.includes('typecheck')) return ['test']
  if (own.includes('typecheck') && own.includes('build') && !(await emits(argv, cwd, files)))
    return bounded(['typecheck'], intent)
  if (own[0] === 'build' && DOCS_FOLDER.test(cwd)) return ['docs']
  if (own.includes('build') && toolName(argv) === 'cmake') return bounded(kindsOfTargets(argv) ?? own, intent)
  // a line of code in a script: what the script is called says what the line is for
  if (
    own.length === 1 &&
    own[0] === 'other' &&
    INTERPRETERS.test(argv[0] ?? '') &&
    ONLY_JUDGING.has(intent[0] ?? 'other')
  )
    return intent
  // `test:types`: a runner of tests whose tests are of types.
  if (own.length === 1 && own[0] === 'test' && intent.includes('typecheck')) return ['typecheck', 'test']
  if (own.length > 0) return bounded(own, intent)
  if (command.argv[0] === 'sudo') return ['setup']
  const named = (await kindsOfMade(argv, cwd, files)) ?? namedWords(argv)
  if (intent.length > 0) return intent
  if (named.length > 0) return named
  if (OWN_PROGRAM.test(argv[1] ?? '')) return []
  const file = fileNameOf(argv)
  const said = intentOf(file)
  if (said[0] === 'build' && DOCS_FOLDER.test(posix.dirname(argv.find((word) => word.includes('/')) ?? '')))
    return ['docs']
  return said.length > 0 ? said : kindsOfTool([file])
}

/**
 * Of a makefile that is generated only the standard targets of GNU are known: `check` tests. Targets that are files are made.
 * Null: nothing is to be said of it here.
 */
async function kindsOfMade(
  argv: readonly string[],
  cwd: string,
  files: FileSource,
): Promise<readonly CheckKind[] | null> {
  if (!/^g?make$/.test(argv[0] ?? '')) return null
  const targets = argv.slice(1).filter((word) => !/^-|=/.test(word))
  if (targets.length > 0 && targets.every((target) => /[^/]\/|\.[a-z\d]+$/.test(target))) return ['build']
  const folder = flagValue(argv, '-C', '--directory') ?? '.'
  const written = await Promise.all(
    ['GNUmakefile', 'makefile', 'Makefile'].map((name) => files.read(posix.join(cwd, folder, name))),
  )
  return written.every((text) => text === null) && targets.some((target) => /^(?:install)?check$/.test(target))
    ? ['test']
    : null
}

/** `cmake --build build --target unit_tests`: what the target is called says what is made of it. */
function kindsOfTargets(argv: readonly string[]): readonly CheckKind[] | null {
  const targets = argv.flatMap((word, index) =>
    /^(?:-t|--target)$/.test(word) ? [argv[index + 1] ?? ''] : (/^--target=(.*)$/.exec(word)?.slice(1) ?? []),
  )
  const said = targets.flatMap((target) => {
    const words = target.toLowerCase().split(/[^a-z]+/)
    const tools = [words.join('-'), ...words, ...words.map((word, index) => `${word}-${words[index + 1] ?? ''}`)]
    const byName = intentOf(target).filter((kind) => ONLY_JUDGING.has(kind) || kind === 'docs')
    return byName.length > 0
      ? byName
      : tools.flatMap((tool) => kindsOfTool([tool])).filter((kind) => ONLY_JUDGING.has(kind))
  })
  return said.length === 0 ? null : [...new Set(said)].slice(0, 1)
}

/** A program that the repository makes: its name says what it is, not what it is run for. */
const OWN_PROGRAM = /^(?:\.\/)?bin\//

const DOCS_FOLDER = /(?:^|\/)(?:docs?|documentation|website)$/

const WRITERS: ReadonlySet<string> = new Set(['echo', 'printf', 'cat', 'tee', 'envsubst'])

/** `x test`, `make distcheck`, `nx run-many -t lint`: what the words say to a tool or a runner of which nothing more is known. */
function namedWords(argv: readonly string[]): readonly CheckKind[] {
  const tool = toolName(argv)
  if (/(?:^|\.)tests?$/.test(tool)) return ['test']
  const words = argv
    .slice(1)
    .filter((word, index, all) => !/^[-!]/.test(word) && !NOT_A_TASK.test(all[index - 1] ?? ''))
  const tasks = RUNNERS.has(tool) ? words : tool === 'go' && words[0] === 'run' ? words.slice(2) : null
  if (tasks !== null) {
    const kinds = tasks.flatMap((word) => word.split(',')).flatMap((word) => VERBS.get(word) ?? kindsOfTask(word))
    // a goal that the project sets, and that is `verify` or `install` nearly always
    if (
      /^mvnw?$/.test(tool) &&
      tasks.length === 0 &&
      !argv.some((word) => /^-D(?:skipTests|maven\.test\.skip)|^-?-v(?:ersion)?$/.test(word))
    )
      return ['test', 'build']
    const built = /^(?:mvn|gradle)w?$/.test(tool) && kinds.every((kind) => kind === 'other' || kind === 'setup')
    return built ? ['build'] : [...new Set(kinds)]
  }
  return VERBS.get(words[0] ?? '') ?? []
}

/** `publishToSonatype`, `:app:testDebugUnitTest`, `githubRelease`: by the verb that stands first, else by the head, which stands last. */
function kindsOfTask(task: string): readonly CheckKind[] {
  if (task.includes('/')) return intentOf(task)
  const words = (task.split(':').at(-1) ?? '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
  const tool = kindsOfTool([words[0]?.split(/[_-]/)[0] ?? '']).filter((kind) => ONLY_JUDGING.has(kind))
  if (tool.length > 0) return tool
  if (task.startsWith('ensure-')) return ['setup']
  if (words.length < 2) return intentOf(task).length > 0 || !task.endsWith('check') ? intentOf(task) : ['lint']
  if (/^(?:assemble|bundle|compile|package|generate|install|link|process|merge)$/.test(words[0] ?? '')) return ['build']
  const [verb, head] = [words[0] ?? '', words.at(-1) ?? ''].map((word) => VERBS.get(word) ?? intentOf(word))
  return verb !== undefined && verb.length > 0 ? verb : (head ?? [])
}

const NOT_A_TASK =
  /^(?:-f|--file|-C|--directory|-pl?|--projects?|-P|--activate-profiles|-s|--filter|-F|-e|--exclude|--prefix)$/

const RUNNERS: ReadonlySet<string> = new Set(
  'npm pnpm yarn bun nr nx turbo lerna moon rush lage wireit make just rake gradle gradlew mvn mvnw invoke inv task mage poe hatch pdm tox nox pixi run.sh build.sh dev.sh x composer deno dune earthly bazel bazelisk doit cargo npm-run-all run-s run-p'.split(
    ' ',
  ),
)

/** The verbs of command lines, alone. */
const VERBS: ReadonlyMap<string, readonly CheckKind[]> = new Map(
  Object.entries<readonly CheckKind[]>({
    test: ['test'],
    tests: ['test'],
    check: ['lint'],
    vet: ['lint'],
    distcheck: ['test'],
    lint: ['lint'],
    fmt: ['format'],
    format: ['format'],
    typecheck: ['typecheck'],
    build: ['build'],
    compile: ['build'],
    docs: ['docs'],
    doc: ['docs'],
    bench: ['other'],
    benchmark: ['other'],
    publish: ['publish'],
    release: ['release'],
    deploy: ['deploy'],
    install: ['setup'],
    setup: ['setup'],
    init: ['setup'],
    login: ['setup'],
  }),
)

/** `node scripts/lint.mjs`, `./scripts/lint`: the name of the repository's own script says what it is for. */
function fileNameOf(argv: readonly string[]): string {
  const [tool = ''] = argv
  const words = tool.includes('/') ? [tool] : INTERPRETERS.test(tool) ? argv.slice(1, 4) : []
  const path = words.find((word) => !word.startsWith('-') && /\w[/.]\w/.test(word)) ?? ''
  return (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '').replaceAll(/[-_]/g, ' ')
}

/** They run the first file that they are given. */
export const INTERPRETERS =
  /^(?:node|tsx|ts-node|bun|deno|python[\d.]*|pypy[\d.]*|ruby|perl|php|bash|sh|zsh|dash|pwsh|esno|jiti|lua|Rscript|julia|java|swift|babel-node|vite-node|zx|nodemon)$/

/** In a build script a tool is a means: a compiler also checks types, a formatter or linter is a part of the build. */
function bounded(kinds: readonly CheckKind[], intent: readonly CheckKind[]): readonly CheckKind[] {
  const idle = kinds.every((kind) => kind === 'setup' || kind === 'other')
  if (idle) return kinds
  if (intent.includes('other')) return kinds.some((kind) => WORLDLY.has(kind)) ? kinds : ['other']
  if (intent.includes('typecheck') && !intent.includes('build') && kinds.includes('typecheck')) return ['typecheck']
  if (intent.includes('docs')) return kinds.some((kind) => MEANS_OF_DOCS.has(kind)) ? ['docs'] : kinds
  if (!intent.includes('build')) return kinds
  if (kinds.includes('typecheck')) return kinds.includes('build') ? ['build', 'typecheck'] : kinds
  return kinds.some((kind) => WORLDLY.has(kind) || kind === 'docs') ? kinds : ['build']
}
