import { withFlags, withoutFlags } from '../arguments.ts'

export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: ['-F', '--format'], valued: ['--reporter'] }), '--format')
}
