import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://mypy.readthedocs.io/en/stable/command_line.html; `dmypy run -- …` checks as mypy does. */
export function recognise(argv: readonly string[]): Invocation | null {
  const name = toolName(argv)
  const daemon = name === 'dmypy' && argv[1] === 'run'
  if (name !== 'mypy' && !daemon) return null
  if (hasFlag(argv, '--version', '-V', '--help', '-h')) return null
  const plain = daemon ? ['mypy', ...argv.slice(2).filter((argument) => argument !== '--')] : argv
  const installs = hasFlag(plain, '--install-types')
  return {
    checker: 'mypy',
    argv: plain,
    kinds: ['typecheck'],
    writes: installs,
    config: flagValue(plain, '--config-file'),
  }
}
