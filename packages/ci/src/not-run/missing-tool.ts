import type { ExecResult } from '@upkeep/workspace'
import type { Leaf } from '../model.ts'

const MISSING: readonly RegExp[] = [
  /: ([\w@./-]+): (?:command )?not found/,
  /sh: \d+: ([\w@./-]+): not found/,
  /No module named '?([\w.-]+)'?/,
  /npm (?:error|ERR!) could not determine executable/,
  /(?:error|ERR_PNPM_RECURSIVE_EXEC_FIRST_FAIL)[^\n]*Command "([\w@./-]+)" not found/,
  /spawn ([\w@./-]+) ENOENT/,
  /Local package\.json exists, but node_modules missing/,
  /Command not found: ([\w@./-]+)/,
]

/** What only the tool itself says of what it lacks. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/^error: no such (?:sub)?command: `([\w-]+)`/m, 'cargo-$1'],
  [/^error: '([\w-]+)' is not installed for the toolchain/m, '$1'],
  [/^error: toolchain '([\w.-]+)' is not installed/m, 'the Rust toolchain $1'],
  [/No interpreter found for (Python [\w.]+)/, '$1'],
  [/Failed to download[^\n]*\/cpython-(\d+\.\d+)/, 'Python $1'],
  [/InterpreterNotFound: ([\w.]+)/, '$1'],
  [/^error: Failed to spawn: `?([\w@./-]+)`?/m, '$1'],
]

/** What only its clients say of a service that no command gets here. */
const NO_DOCKER = /Cannot connect to the Docker daemon/

/** What was run, with the tools that it is known to run and the set-up steps before it. */
export interface Ran {
  check: { command: string }
  leaves: readonly Pick<Leaf, 'argv' | 'wrapper'>[]
  /** Commands beside these that install. */
  installs?: readonly Pick<Leaf, 'argv' | 'wrapper' | 'command'>[]
  setup: readonly string[]
}

/**
 * Why a command was never really run: its tool is not there. Null: it ran.
 * @param text what it said
 */
export function missingTool({ exit }: ExecResult, text: string, { check, leaves, setup }: Ran): string | null {
  if (exit === 0) return null
  for (const [pattern, name] of OWN) {
    const match = pattern.exec(text)
    if (match !== null) return `${name.replace('$1', match[1] ?? '')} is not installed${installedBy(setup)}`
  }
  if (NO_DOCKER.test(text)) return 'it needs the Docker daemon, which is kept from commands here'
  const tools = new Set(leaves.flatMap(({ argv, wrapper }) => [argv[0]?.split('/').at(-1), wrapper[0]]))
  for (const pattern of MISSING) {
    const match = pattern.exec(text)
    const tool = match?.[1]?.split('/').at(-1)
    if (match === null || (exit !== 127 && tool !== undefined && !tools.has(tool))) continue
    return `${tool ?? 'a tool that it runs'} is not installed${installedBy(setup)}`
  }
  return exit === 127
    ? `a tool that \`${check.command.split('\n')[0] ?? ''}\` runs is not installed${installedBy(setup)}`
    : null
}

function installedBy(setup: readonly string[]): string {
  const step = setup.find(
    (command) => /install|\bci\b|sync|setup|bootstrap/i.test(command) && !/^actions\/(?:checkout|setup)/.test(command),
  )
  return step === undefined ? '' : `; the set-up step \`${step}\` of its job would install it`
}
