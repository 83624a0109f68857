import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS = '--version -v --help -h --find-config-path --file-info --support-info --stdin-filepath'.split(' ')

/** https://prettier.io/docs/cli; without `--check` or `--list-different` it prints, and judges only that a file can be parsed. */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'prettier' || hasFlag(argv, ...QUESTIONS)) return null
  const writes = hasFlag(argv, '--write', '-w')
  return { checker: 'prettier', argv, kinds: ['format'], writes, config: flagValue(argv, '--config') }
}
