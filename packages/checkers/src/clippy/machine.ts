import { withFlags, withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  const switches = ['--fix', '--allow-dirty', '--allow-staged', '--allow-no-vcs', '--quiet', '-q', '--verbose', '-v']
  return withFlags(withoutFlags(argv, { switches, valued: ['--message-format', '--color'] }), '--message-format=json')
}
