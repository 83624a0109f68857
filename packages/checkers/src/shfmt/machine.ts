import { withFlags, withoutFlags } from '../arguments.ts'

/** A patch names its files in a form that no other line has. */
export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: ['-l', '--list', '-w', '--write', '-d', '--diff'] }), '-d')
}
