import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://github.com/codespell-project/codespell#usage */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'codespell' || hasFlag(argv, '--version', '--help', '-h')) return null
  const writes = hasFlag(argv, '--write-changes', '-w')
  return { checker: 'codespell', argv, kinds: ['lint'], writes, config: flagValue(argv, '--config', '--toml') }
}
