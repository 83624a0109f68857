import type { CheckKind } from '@upkeep/schema'
import { flagValue, hasFlag, toolName, withoutFlags } from './arguments.ts'
import { recognise } from './registry.ts'
import { ALIASES, DOCKER_VALUED, FLAGS, MANAGER_VALUED, SHORT_VERSION, SUBCOMMANDS, TOOLS } from './tool-kinds.data.ts'

const KINDS_OF_TOOL: ReadonlyMap<string, readonly CheckKind[]> = new Map(
  TOOLS.flatMap(({ kinds, tools }) => tools.split(/\s+/).map((tool) => [tool, kinds] as const)),
)

/**
 * What kinds of work a command line does, by its tool's name and the flags that matter; empty where nothing is known of it.
 * Wrappers are stripped by the caller. Asking for a version or for help is no check.
 */
export function kindsOfTool(given: readonly string[]): CheckKind[] {
  const argv = withoutCarrier(given)
  const name = toolName(argv)
  const tool = canonical(name)
  if (isQuestion(tool, argv)) return ['other']
  const invocation = recognise(argv)
  if (invocation !== null) return [...invocation.kinds]
  if (writesFile(tool, argv)) return ['setup']
  const flagged = FLAGS.find((row) => row.tool === tool && fits(row, argv))
  if (flagged !== undefined) return [...flagged.kinds]
  if (tool === 'python') return pythonKinds(argv)
  if (tool === 'curl' || tool === 'wget') return [sends(argv) ? 'notify' : 'setup']
  if (tool === 'docker') {
    const carried = carriedByDocker(argv)
    if (carried !== null) return carried
  }
  const subcommands = Object.hasOwn(SUBCOMMANDS, tool) ? SUBCOMMANDS[tool] : undefined
  if (subcommands !== undefined) return withoutSkipped(subcommandKinds(tool, subcommands, argv), argv)
  return [...(KINDS_OF_TOOL.get(tool) ?? [])]
}

function canonical(name: string): string {
  if (/^(?:python|pypy)\d?(?:\.\d+)?t?$/.test(name)) return 'python'
  const alias = aliasOf(name)
  // `clang-format-18`, `gcc-13`: distributions put the version behind the name.
  const bare = alias.replace(/-?\d+(?:\.\d+)*$/, '')
  return !isKnown(alias) && bare !== alias && isKnown(aliasOf(bare)) ? aliasOf(bare) : alias
}

function isKnown(name: string): boolean {
  return KINDS_OF_TOOL.has(name) || Object.hasOwn(SUBCOMMANDS, name)
}

function aliasOf(name: string): string {
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name
}

/** `go run PACKAGE@v1 …`, `go tool NAME …`, `cargo hack …` and `cross …` are the tool that they carry. */
function withoutCarrier(argv: readonly string[]): readonly string[] {
  const [tool = '', word = '', ...rest] = argv
  if (tool === 'go' && (word === 'run' || word === 'tool')) {
    const index = rest.findIndex((each) => !each.startsWith('-'))
    const parts = (rest[index] ?? '').replace(/@.*$/, '').split('/')
    const last = /^v\d+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1)
    const carried = [last ?? '', ...rest.slice(index + 1)]
    return index >= 0 && kindsOfTool(carried).length > 0 ? carried : argv
  }
  if (tool === 'cross') return withoutCarrier(['cargo', word, ...rest])
  if (tool === 'cargo' && word.startsWith('+')) return withoutCarrier(['cargo', ...rest])
  if (tool === 'cargo' && CARGO_CARRIERS.has(word)) {
    const index = rest.findIndex((each) => /^(?:check|build|test|clippy|doc|nextest|run|fmt|rustc|b|c|t)$/.test(each))
    const named = rest.findIndex((each) => Object.hasOwn(SUBCOMMANDS['cargo'] ?? {}, each))
    if (index < 0) return named < 0 ? ['cargo', 'update'] : ['cargo', ...rest.slice(named)]
    return ['cargo', ...rest.slice(index)]
  }
  return argv
}

const CARGO_CARRIERS: ReadonlySet<string> = new Set(['hack', 'careful', 'minimal-versions', 'msrv', 'all-features'])

/** `docker run IMAGE …`, `docker compose exec SERVICE …`: by the image's name, or by the command that is run in it. */
function carriedByDocker(argv: readonly string[]): CheckKind[] | null {
  const compose = argv[1] === 'compose' || toolName(argv) === 'docker-compose'
  const words = argv.slice(argv[1] === 'compose' ? 2 : 1)
  const verb = words.findIndex((word) => word === 'run' || word === 'exec')
  if (verb < 0 || (!compose && verb > 0)) return null
  let index = verb + 1
  while (index < words.length && words[index]?.startsWith('-') === true)
    index += DOCKER_VALUED.includes(words[index] ?? '') ? 2 : 1
  // what goes on in the background is a service of the job
  if (!compose && words.slice(verb, index).some((word) => /^(?:-[a-z]*d[a-z]*|--detach)$/.test(word))) return ['setup']
  const image = (words[index] ?? '').replace(/[:@].*$/, '')
  const rest = words.slice(index + 1)
  const byImage = compose || words[verb] === 'exec' ? [] : kindsOfTool([image.split('/').at(-1) ?? '', ...rest])
  const byCommand = rest.length > 0 ? kindsOfTool(rest) : []
  const found = byCommand.length > 0 ? byCommand : byImage
  return found.length > 0 ? found : ['unknown']
}

/** A request that changes something elsewhere; one to a server of the job's own is a part of its test. */
function sends(argv: readonly string[]): boolean {
  const changes =
    /^(?:POST|PUT|PATCH|DELETE)$/i.test(flagValue(argv, '-X', '--request', '--method') ?? '') ||
    argv.some((word) => /^-X(?:POST|PUT|PATCH|DELETE)$/i.test(word)) ||
    hasFlag(argv, '-d', '--data', '--data-binary', '--data-raw', '-F', '--form', '-T', '--upload-file', '--post-data')
  return changes && !argv.some((word) => /localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]/.test(word))
}

/** `mvn verify -DskipTests` and `gradle build -x test` run no test. */
function withoutSkipped(kinds: CheckKind[], argv: readonly string[]): CheckKind[] {
  const skips =
    argv.some((word) => /^-D(?:skipTests|maven\.test\.skip)(?:=true)?$/.test(word)) ||
    argv.some((word, index) => word === '-x' && argv[index + 1] === 'test')
  if (!skips || !kinds.includes('test')) return kinds
  const left = kinds.filter((kind) => kind !== 'test')
  return left.length > 0 ? left : ['build']
}

const QUESTIONS = { switches: ['--version', '--help', '-h'] }

function isQuestion(tool: string, argv: readonly string[]): boolean {
  // a checker with its subcommand, but for the question
  if (argv.length !== 2) return recognise(argv) === null && recognise(withoutFlags(argv, QUESTIONS)) !== null
  const short = Object.hasOwn(SHORT_VERSION, tool) ? (SHORT_VERSION[tool] ?? []) : []
  return argv[1] === tool ? false : hasFlag(argv, '--version', '--help', '-h', 'version', 'help', ...short)
}

/** What changes a file in its place, or writes what it reads. */
function writesFile(tool: string, argv: readonly string[]): boolean {
  if (tool === 'sed') return argv.some((word) => /^-[a-zA-Z]*i/.test(word))
  if (tool === 'perl') return argv.some((word) => /^-[a-z]*i(?:\.\w+)?$/.test(word))
  return tool === 'tee' && argv.slice(1).some((word) => !word.startsWith('-') && !word.startsWith('/dev/'))
}

function fits({ flags, value, word }: (typeof FLAGS)[number], argv: readonly string[]): boolean {
  if (word !== undefined && argv[1] !== word) return false
  if (value !== undefined) return flagValue(argv, ...flags) === value
  return flags.length === 0 || hasFlag(argv, ...flags)
}

/** The first word decides; where that is unknown (`gradle :app:test`, `mvn clean verify`) those that are known. */
function subcommandKinds(
  tool: string,
  subcommands: Readonly<Record<string, readonly CheckKind[]>>,
  argv: readonly string[],
): CheckKind[] {
  const kindsOf = (word: string) =>
    Object.hasOwn(subcommands, word) && word !== '*' ? (subcommands[word] ?? null) : null
  const words = argv
    .slice(1)
    .filter(
      (argument, index, all) =>
        !/^[-+]/.test(argument) && !MANAGER_VALUED.includes(all[index - 1] ?? '') && argument !== '',
    )
  const first = kindsOf(`${words[0] ?? ''} ${words[1] ?? ''}`) ?? kindsOf(words[0] ?? '')
  if (MANAGERS.has(tool)) return [...(first ?? subcommands['*'] ?? [])]
  const goals = words.slice(0, 6).map((word) => kindsOf(word) ?? kindsOf(word.split(':').at(-1) ?? '') ?? [])
  const known = [...new Set(goals.flat())].filter((kind) => kind !== 'other')
  if (first !== null && !first.includes('other')) return SEVERAL.has(tool) ? known : [...first]
  if (known.length > 0 && (SEVERAL.has(tool) || first === null)) return known
  return [...(first ?? subcommands['*'] ?? [])]
}

/** What is not their own word is a script or a package, never a second goal. */
const MANAGERS: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun', 'gh', 'git', 'aws', 'gcloud', 'docker'])

/** Tools that are given several goals at once. */
const SEVERAL: ReadonlySet<string> = new Set(['mvn', 'gradle', 'rake', 'sbt', 'xcodebuild', 'ninja', 'lein'])

/** `python -m build` and scripts that say by their name what they do. */
function pythonKinds(argv: readonly string[]): CheckKind[] {
  const module = flagValue(argv, '-m')
  if (module === 'build') return ['build']
  if (module === 'venv' || module === 'ensurepip') return ['setup']
  if (module === 'unittest' || module === 'doctest') return ['test']
  if (module === 'compileall') return ['lint']
  const index = argv.findIndex((word, at) => at > 0 && !word.startsWith('-'))
  const script = argv[index] ?? ''
  const command = argv[index + 1]
  if (script === 'setup.py') return setupKinds(command)
  if (script.endsWith('manage.py')) return command === 'test' ? ['test'] : command === 'check' ? ['lint'] : ['other']
  if (module !== null && /(?:^|[._])tests?(?:$|\.(?:__main__|run\w*|all)$)/.test(module)) return ['test']
  if (argv.includes('-c')) return ['other']
  return /(?:^|\/)(?:run_?)?tests?(?:_?all|\/(?:run|main|all|__main__)\w*)?\.py$|(?:^|\/)test_\w+\.py$|_tests?\.py$|(?:^|\/)tests?\/?$/.test(
    script,
  )
    ? ['test']
    : []
}

function setupKinds(command: string | undefined): CheckKind[] {
  if (command === 'test') return ['test']
  if (command === 'check') return ['lint']
  if (command === 'upload') return ['publish']
  return command === 'install' || command === 'develop' ? ['setup'] : ['build']
}
