import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://github.com/koalaman/shellcheck/blob/master/shellcheck.1.md */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'shellcheck') return null
  if (hasFlag(argv, '--version', '-V', '--help', '-h', '--list-optional', 'completion')) return null
  return { checker: 'shellcheck', argv, kinds: ['lint'], writes: false, config: flagValue(argv, '--rcfile') }
}
