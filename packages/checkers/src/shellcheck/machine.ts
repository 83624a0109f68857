import { withFlags, withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { valued: ['--format', '-f', '--color', '-C'] }), '--format=json1')
}
