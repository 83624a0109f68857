import { flagValue, hasFlag, toolName, withoutFlags } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://docs.astral.sh/ty/reference/cli/ */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'ty' || hasFlag(argv, '--version', '-V', '--help', '-h', '--watch', '-W')) return null
  const words = withoutFlags(argv.slice(1), { valued: ['--color'] })
  if (words.find((word) => !word.startsWith('-')) !== 'check') return null
  const writes = hasFlag(argv, '--fix', '--add-ignore', '--update-baseline')
  return { checker: 'ty', argv, kinds: ['typecheck'], writes, config: flagValue(argv, '--config-file') }
}
