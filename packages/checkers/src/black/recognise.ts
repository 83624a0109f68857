import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://black.readthedocs.io/en/stable/usage_and_configuration/the_basics.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'black' || hasFlag(argv, '--version', '--help', '-h', '-c', '--code')) return null
  const writes = !hasFlag(argv, '--check', '--diff')
  return { checker: 'black', argv, kinds: ['format'], writes, config: flagValue(argv, '--config') }
}
