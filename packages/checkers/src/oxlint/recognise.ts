import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

export const REWRITING: readonly string[] = ['--fix', '--fix-suggestions', '--fix-dangerously']

/** https://oxc.rs/docs/guide/usage/linter/cli.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'oxlint') return null
  if (hasFlag(argv, '--version', '-V', '--help', '-h', '--rules', '--init', '--print-config', '--lsp')) return null
  const config = flagValue(argv, '--config', '-c')
  return { checker: 'oxlint', argv, kinds: ['lint'], writes: hasFlag(argv, ...REWRITING), config }
}
