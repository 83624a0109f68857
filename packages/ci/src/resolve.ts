import { posix } from 'node:path'
import { kindsOfTool, recognise, toolName } from '@upkeep/checkers'
import type { CheckKind, SourceLine } from '@upkeep/schema'
import { OPEN_EXPRESSION } from './expressions.ts'
import { WORLDLY, intentOf } from './intent.ts'
import type { FileSource, HookLeaf, Leaf } from './model.ts'
import { RESOLVERS } from './resolvers.ts'
import { listingTools } from './listing-tools.ts'
import { quoteWords, readShell } from './shell.ts'
import type { ShellCommand } from './shell.ts'
import { emits } from './tsconfig.ts'
import { unwrap } from './wrappers.ts'

/** Deeper chains of scripts are given up, and said so. */
const MOST_STEPS = 8
/** A script that leads to more commands in further scripts than this is not followed further. */
const MOST_LEAVES = 300

/** Where a command stands and what is in force there. */
export interface Place {
  cwd: string
  env: Readonly<Record<string, string>>
  path: readonly string[]
  wrapper: readonly string[]
  trail: readonly SourceLine[]
  /** What the name of the script says that it is for: it bounds the kinds of what is found in it. */
  intent: readonly CheckKind[]
  /** It is a package that takes what the repository packs: its tests judge that, whatever tool they are. */
  consumes?: boolean
  /** Set where the tools of this place can not be called directly. */
  unreachable?: string
  hook?: Omit<HookLeaf, 'outer'>
}

/** What a resolver found behind a command: scripts to read on, or the reason why it can't. */
export interface Expansion {
  script: string
  place: Partial<Pick<Place, 'cwd' | 'env' | 'path' | 'wrapper' | 'intent' | 'consumes' | 'unreachable' | 'hook'>>
  source: SourceLine
}

/** Given a command without wrappers, the scripts behind it; null: it is no command of this resolver's. */
export type Resolver = (
  command: { argv: readonly string[]; cwd: string; env: Readonly<Record<string, string>> },
  files: FileSource,
) => Promise<Expansion[] | null>

/** Follows every command of a script to the tools that it runs in the end. */
export async function resolveScript(script: string, place: Place, files: FileSource): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  const seen = new Set<string>()
  const follow = async (text: string, here: Place, depth: number): Promise<void> => {
    const key = JSON.stringify([text, here.cwd])
    if (seen.has(key) && depth > 0) return
    seen.add(key)
    const { commands } = readShell(text, here.env)
    for (const command of [...commands, ...listingTools(text, here.env)]) {
      if (depth > 0 && leaves.length >= MOST_LEAVES) return
      const { argv, wrapper, env: given } = unwrap(command.argv)
      const inner = {
        ...here,
        cwd: posix.normalize(posix.join(here.cwd, command.cwd)),
        env: { ...here.env, ...command.env, ...given },
      }
      const expansions = depth < MOST_STEPS ? await expansionsOf(argv, inner, files) : null
      if (expansions === null) leaves.push(await leafOf(argv, [...here.wrapper, ...wrapper], inner, command, files))
      else {
        for (const { script: next, place: change, source } of expansions) {
          const env = { ...inner.env, ...change.env }
          const there = {
            ...inner,
            ...change,
            env,
            intent: narrowed(here.intent, change.intent),
            wrapper: [...inner.wrapper, ...wrapper, ...(change.wrapper ?? [])],
            trail: [...here.trail, source],
          }
          await follow(next, there, depth + 1)
        }
      }
    }
  }
  await follow(script, place, 0)
  return leaves
}

async function expansionsOf(argv: readonly string[], place: Place, files: FileSource): Promise<Expansion[] | null> {
  for (const resolver of RESOLVERS) {
    const expansions = await resolver({ argv, cwd: place.cwd, env: place.env }, files)
    if (expansions !== null) return expansions
  }
  return null
}

async function leafOf(
  argv: readonly string[],
  wrapper: readonly string[],
  place: Place,
  command: ShellCommand,
  files: FileSource,
): Promise<Leaf> {
  const invocation = recognise(argv)
  const why = OPEN_EXPRESSION.test(command.source)
    ? 'it holds an expression whose value only a runner knows'
    : (place.unreachable ?? null)
  const { cwd, env, path, trail } = place
  return {
    argv,
    wrapper,
    path,
    command: quoteWords(argv),
    cwd,
    env,
    invocation,
    kinds: await kindsOfCommand(argv, place, command, files),
    trail,
    ...(place.intent.length === 0 ? {} : { purpose: place.intent }),
    runnable: why === null,
    ...(why === null ? {} : { why }),
    ...(place.hook === undefined ? {} : { hook: { ...place.hook, outer: place.wrapper.length } }),
  }
}

async function kindsOfCommand(
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
  // a line of code in a script: what the script is called says what the line is for
  if (own.length === 1 && own[0] === 'other' && INTERPRETERS.test(argv[0] ?? '') && JUDGING.has(intent[0] ?? 'other'))
    return intent
  if (own.length > 0) return bounded(own, intent)
  if (command.argv[0] === 'sudo') return ['setup']
  const named = namedWords(argv)
  if (intent.length > 0) return intent
  if (named.length > 0) return named
  const file = fileNameOf(argv)
  const said = intentOf(file)
  return said.length > 0 ? said : kindsOfTool([file])
}

const WRITERS: ReadonlySet<string> = new Set(['echo', 'printf', 'cat', 'tee', 'envsubst'])

/** `x test`, `make distcheck`, `nx run-many -t lint`: what the words say to a tool or a runner of which nothing more is known. */
function namedWords(argv: readonly string[]): readonly CheckKind[] {
  const tool = toolName(argv)
  if (/(?:^|\.)tests?$/.test(tool)) return ['test']
  const words = argv
    .slice(1)
    .filter((word, index, all) => !/^[-!]/.test(word) && !NOT_A_TASK.test(all[index - 1] ?? ''))
  if (RUNNERS.has(tool)) {
    const kinds = words.flatMap((word) => word.split(',')).flatMap((word) => VERBS.get(word) ?? intentOf(word))
    const built = /^(?:mvn|gradle)w?$/.test(tool) && kinds.every((kind) => kind === 'other' || kind === 'setup')
    return built ? ['build'] : [...new Set(kinds)]
  }
  return VERBS.get(words[0] ?? '') ?? []
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

const INTERPRETERS =
  /^(?:node|tsx|ts-node|bun|deno|python[\d.]*|pypy[\d.]*|ruby|perl|php|bash|sh|zsh|dash|pwsh|esno|jiti|lua|Rscript|julia|java|swift|babel-node|vite-node|zx|nodemon)$/

/** What a script is for bounds what is found in the scripts that it calls: a benchmark that calls a test script is a benchmark. */
function narrowed(outer: readonly CheckKind[], inner: readonly CheckKind[] | undefined): readonly CheckKind[] {
  if (inner === undefined || inner.length === 0) return outer
  return outer.includes('build') || outer.includes('other') ? outer : inner
}

const JUDGING: ReadonlySet<CheckKind> = new Set(['lint', 'format', 'typecheck', 'test'])

/** What serves to make a documentation. */
const MEANS: ReadonlySet<CheckKind> = new Set(['lint', 'format', 'build'])

/** In a build script a tool is a means: a compiler also checks types, a formatter or linter is a part of the build. */
function bounded(kinds: readonly CheckKind[], intent: readonly CheckKind[]): readonly CheckKind[] {
  const idle = kinds.includes('setup') || kinds.includes('other') || kinds.length === 0
  if (idle) return kinds
  if (intent.includes('other')) return kinds.some((kind) => WORLDLY.has(kind)) ? kinds : ['other']
  if (intent.includes('typecheck') && !intent.includes('build') && kinds.includes('typecheck')) return ['typecheck']
  if (intent.includes('docs')) return kinds.some((kind) => MEANS.has(kind)) ? ['docs'] : kinds
  if (!intent.includes('build')) return kinds
  if (kinds.includes('typecheck')) return kinds.includes('build') ? ['build', 'typecheck'] : kinds
  return kinds.some((kind) => WORLDLY.has(kind)) ? kinds : ['build']
}

/**
 * PATH for a leaf: the folders of its scripts first, as `npm run` puts them.
 * @param root absolute; relative folders would not survive a tool that changes its directory.
 */
export function leafPath({ path }: Pick<Leaf, 'path'>, root: string, rest: string): string {
  return [...path.map((folder) => posix.join(root, folder)), rest].join(':')
}
