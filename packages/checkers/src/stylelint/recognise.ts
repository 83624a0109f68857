import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://stylelint.io/user-guide/cli */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'stylelint' || hasFlag(argv, '--version', '-v', '--help', '-h', '--print-config')) return null
  const config = flagValue(argv, '--config', '-c')
  return { checker: 'stylelint', argv, kinds: ['lint'], writes: hasFlag(argv, '--fix'), config }
}
