import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** What writes into the tree: the sources, or the file of suppressions (ESLint ≥ 9.24). */
export const REWRITING: readonly string[] = ['--fix', '--suppress-all', '--suppress-rule', '--prune-suppressions']

/** https://eslint.org/docs/latest/use/command-line-interface */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'eslint') return null
  if (hasFlag(argv, '--version', '-v', '--help', '-h', '--init', '--print-config', '--env-info', '--inspect-config'))
    return null
  const config = flagValue(argv, '-c', '--config')
  return { checker: 'eslint', argv, kinds: ['lint'], writes: hasFlag(argv, ...REWRITING), config }
}
