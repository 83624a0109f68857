import { flagValue, hasFlag, toolName, withoutFlags } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const SUBCOMMANDS: ReadonlySet<string> = new Set(
  'check format rule config linter clean server analyze version help'.split(' '),
)

/** The subcommand; before 0.5, `ruff PATH` was `ruff check PATH`. Null: it has no arguments. */
export function subcommandOf(argv: readonly string[]): string | null {
  const words = withoutFlags(argv.slice(1), { valued: ['--config', '--color'] })
  const word = words.find((argument) => !argument.startsWith('-'))
  if (word === undefined) return null
  return SUBCOMMANDS.has(word) ? word : 'check'
}

/** https://docs.astral.sh/ruff/linter/ and /formatter/ */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'ruff' || hasFlag(argv, '--version', '-V', '--help', '-h')) return null
  const command = subcommandOf(argv)
  const config = flagValue(argv, '--config')
  if (command === 'format') {
    return { checker: 'ruff', argv, kinds: ['format'], writes: !hasFlag(argv, '--check', '--diff'), config }
  }
  if (command !== 'check' || hasFlag(argv, '--show-files', '--show-settings', '--watch', '-w')) return null
  const fixes = hasFlag(argv, '--fix', '--fix-only') && !hasFlag(argv, '--diff', '--no-fix')
  return {
    checker: 'ruff',
    argv,
    kinds: ['lint'],
    writes: fixes || hasFlag(argv, '--add-noqa', '--add-ignore'),
    config,
  }
}
