import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://eslint.org/docs/latest/use/command-line-interface */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'eslint') return null
  if (hasFlag(argv, '--version', '-v', '--help', '-h', '--init', '--print-config', '--env-info', '--inspect-config'))
    return null
  return {
    checker: 'eslint',
    argv,
    kinds: ['lint'],
    writes: hasFlag(argv, '--fix'),
    config: flagValue(argv, '-c', '--config'),
  }
}
