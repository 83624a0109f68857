import { withFlags, withoutFlags } from '../arguments.ts'

export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: ['-l', '--list', '-w', '--write', '-d', '--diff'] }), '-w')
}
