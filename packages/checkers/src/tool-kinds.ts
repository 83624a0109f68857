import type { CheckKind } from '@upkeep/schema'
import { flagValue, hasFlag, toolName } from './arguments.ts'
import { recognise } from './registry.ts'
import { ALIASES, FLAGS, SHORT_VERSION, SUBCOMMANDS, TOOLS } from './tool-kinds.data.ts'

const KINDS_OF_TOOL: ReadonlyMap<string, readonly CheckKind[]> = new Map(
  TOOLS.flatMap(({ kinds, tools }) => tools.split(/\s+/).map((tool) => [tool, kinds] as const)),
)

/**
 * What kinds of work a command line does, by its tool's name and the flags that matter; empty where nothing is known of it.
 * Wrappers are stripped by the caller. Asking for a version or for help is no check.
 */
export function kindsOfTool(argv: readonly string[]): CheckKind[] {
  const name = toolName(argv)
  const tool = /^(?:python|pypy)\d?(?:\.\d+)?$/.test(name) ? 'python' : (ALIASES[name] ?? name)
  if (isQuestion(tool, argv)) return ['other']
  const invocation = recognise(argv)
  if (invocation !== null) return [...invocation.kinds]
  const flagged = FLAGS.find((row) => row.tool === tool && fits(row, argv))
  if (flagged !== undefined) return [...flagged.kinds]
  if (tool === 'python') return pythonKinds(argv)
  const subcommands = Object.hasOwn(SUBCOMMANDS, tool) ? SUBCOMMANDS[tool] : undefined
  if (subcommands !== undefined) return subcommandKinds(subcommands, argv)
  return [...(KINDS_OF_TOOL.get(tool) ?? [])]
}

function isQuestion(tool: string, argv: readonly string[]): boolean {
  if (argv.length !== 2) return false
  const short = Object.hasOwn(SHORT_VERSION, tool) ? (SHORT_VERSION[tool] ?? []) : []
  return hasFlag(argv, '--version', '--help', '-h', 'version', 'help', ...short)
}

function fits({ flags, value, word }: (typeof FLAGS)[number], argv: readonly string[]): boolean {
  if (word !== undefined && argv[1] !== word) return false
  if (value !== undefined) return flagValue(argv, ...flags) === value
  return flags.length === 0 || hasFlag(argv, ...flags)
}

/** The first word decides; where that is unknown (`gradle :app:test`, `npm --prefix docs ci`, `mvn clean verify`) those that are known. */
function subcommandKinds(
  subcommands: Readonly<Record<string, readonly CheckKind[]>>,
  argv: readonly string[],
): CheckKind[] {
  const kindsOf = (word: string) =>
    Object.hasOwn(subcommands, word) && word !== '*' ? (subcommands[word] ?? null) : null
  const words = argv.slice(1).filter((argument) => !/^[-+]/.test(argument))
  const first = kindsOf(words[0] ?? '')
  const goals = words.slice(0, 6).map((word) => kindsOf(word) ?? kindsOf(word.split(':').at(-1) ?? '') ?? [])
  const known = [...new Set(goals.flat())].filter((kind) => kind !== 'other')
  if (first !== null && !first.includes('other'))
    return SEVERAL.has(toolName(argv).replace(/w$/, '')) ? known : [...first]
  if (known.length > 0) return known
  return [...(first ?? subcommands['*'] ?? [])]
}

/** Tools that are given several goals at once. */
const SEVERAL: ReadonlySet<string> = new Set(['mvn', 'mvnd', 'gradle', 'rake', 'sbt'])

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
  return /(?:^|\/)(?:run)?_?tests?(?:\/|_?\w*\.py$)/.test(script) ? ['test'] : []
}

function setupKinds(command: string | undefined): CheckKind[] {
  if (command === 'test') return ['test']
  if (command === 'check') return ['lint']
  if (command === 'upload') return ['publish']
  return command === 'install' || command === 'develop' ? ['setup'] : ['build']
}
