import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS = '--version -V --help -h --init --migrate --lsp --stdin-filepath'.split(' ')

/** A call that says nothing of it writes. */
export const JUDGING: readonly string[] = ['--check', '--list-different']

/** https://oxc.rs/docs/guide/usage/formatter/cli.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'oxfmt' || hasFlag(argv, ...QUESTIONS)) return null
  const writes = !hasFlag(argv, ...JUDGING)
  return { checker: 'oxfmt', argv, kinds: ['format'], writes, config: flagValue(argv, '--config', '-c') }
}
