import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const SUBCOMMANDS: ReadonlySet<string> = new Set([
  'check',
  'format',
  'rule',
  'config',
  'linter',
  'clean',
  'server',
  'analyze',
  'version',
  'help',
])

/** https://docs.astral.sh/ruff/linter/ and /formatter/; before 0.5, `ruff PATH` was `ruff check PATH`. */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'ruff' || hasFlag(argv, '--version', '-V', '--help', '-h')) return null
  const word = argv.slice(1).find((argument) => !argument.startsWith('-'))
  if (word === undefined) return null
  const command = SUBCOMMANDS.has(word) ? word : 'check'
  const config = flagValue(argv, '--config')
  if (command === 'check')
    return { checker: 'ruff', argv, kinds: ['lint'], writes: hasFlag(argv, '--fix', '--add-noqa'), config }
  if (command === 'format')
    return { checker: 'ruff', argv, kinds: ['format'], writes: !hasFlag(argv, '--check', '--diff'), config }
  return null
}
