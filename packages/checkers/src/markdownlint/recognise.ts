import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** Two command lines for the same rules: markdownlint-cli is called `markdownlint`. */
const NAMES: ReadonlySet<string> = new Set([
  'markdownlint',
  'markdownlint-cli',
  'markdownlint-cli2',
  'markdownlint-cli2-fix',
])

/** https://github.com/igorshubovych/markdownlint-cli and https://github.com/DavidAnson/markdownlint-cli2 */
export function recognise(argv: readonly string[]): Invocation | null {
  const name = toolName(argv)
  if (!NAMES.has(name) || hasFlag(argv, '--version', '-V', '--help', '-h')) return null
  const writes = hasFlag(argv, '--fix', '-f') || name.endsWith('-fix')
  return { checker: 'markdownlint', argv, kinds: ['lint'], writes, config: flagValue(argv, '--config', '-c') }
}
