import type { CheckKind } from '@upkeep/schema'
import { hasFlag, toolName } from './arguments.ts'
import { recognise } from './registry.ts'
import { SUBCOMMANDS, TOOLS_BY_KIND } from './tool-kinds.data.ts'

const KIND_OF_TOOL = new Map<string, CheckKind>()
for (const [kind, tools] of Object.entries(TOOLS_BY_KIND)) {
  for (const tool of tools) KIND_OF_TOOL.set(tool, kind as CheckKind)
}

/** The alias of a build tool's wrapper script. */
const ALIASES: Readonly<Record<string, string>> = {
  gradlew: 'gradle',
  mvnw: 'mvn',
  python3: 'python',
  nodejs: 'node',
  tsx: 'node',
  'ts-node': 'node',
}

/**
 * What kinds of work a command line does, by its tool's name and the flags that matter; empty where nothing is known of it.
 * Wrappers are stripped by the caller. Asking for a version or for help is no check.
 */
export function kindsOfTool(argv: readonly string[]): readonly CheckKind[] {
  if (argv.length === 2 && hasFlag(argv, '--version', '-V', '-v', '--help', '-h', 'version', 'help')) return ['other']
  const invocation = recognise(argv)
  if (invocation !== null) return invocation.kinds
  const name = toolName(argv)
  const tool = ALIASES[name] ?? name
  if (tool === 'node' && hasFlag(argv, '--test')) return ['test']
  if (tool === 'coverage' && !['run', undefined].includes(argv[1]))
    return argv.includes('--fail-under') ? ['test'] : ['other']
  if (tool === 'twine' && argv[1] === 'upload') return ['publish']
  if (tool === 'python') return pythonKinds(argv)
  const subcommands = SUBCOMMANDS[tool]
  if (subcommands !== undefined) return subcommandKinds(subcommands, argv)
  const kind = KIND_OF_TOOL.get(tool)
  return kind === undefined ? [] : [kind]
}

function subcommandKinds(
  subcommands: Readonly<Record<string, readonly CheckKind[]>>,
  argv: readonly string[],
): readonly CheckKind[] {
  const words = argv.slice(1).filter((argument) => !argument.startsWith('-') && !argument.startsWith('+'))
  const known = words.map((word) => word.split(':').at(-1) ?? word).flatMap((word) => subcommands[word] ?? [])
  const first = words[0] === undefined ? undefined : subcommands[words[0]]
  if (first !== undefined) return first
  return known.length > 0 && words.length <= 3 ? known : (subcommands['*'] ?? [])
}

/** `python -m build` and scripts that say by their name what they do. */
function pythonKinds(argv: readonly string[]): readonly CheckKind[] {
  const module = argv[1] === '-m' ? argv[2] : undefined
  if (module === 'build') return ['build']
  if (module === 'venv' || module === 'ensurepip') return ['setup']
  if (module === 'unittest' || module === 'doctest' || module === 'django') return ['test']
  const script = argv[1] ?? ''
  if (script === 'setup.py') return setupKinds(argv[2])
  if (script.endsWith('manage.py')) return argv[2] === 'test' ? ['test'] : argv[2] === 'check' ? ['lint'] : ['other']
  return /(?:^|\/)(?:run)?_?tests?(?:\/|_?\w*\.py$)/.test(script) ? ['test'] : []
}

function setupKinds(command: string | undefined): readonly CheckKind[] {
  if (command === 'test') return ['test']
  if (command === 'check') return ['lint']
  return command === 'install' || command === 'develop' ? ['setup'] : ['build']
}
