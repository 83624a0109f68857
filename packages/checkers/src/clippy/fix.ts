import { withFlags, withoutFlags } from '../arguments.ts'

/** Only what the compiler calls machine-applicable is written. */
export function fix(argv: readonly string[]): string[] {
  const switches = ['--fix', '--allow-dirty', '--allow-staged']
  const plain = withoutFlags(argv, { switches, valued: ['--message-format'] })
  return withFlags(plain, '--fix', '--allow-dirty', '--allow-staged')
}
