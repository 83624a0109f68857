import { withFlags, withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  const switches = ['-F', '--format', '--color', '--relative']
  return withFlags(withoutFlags(argv, { switches, valued: ['--reporter', '--color-name'] }), '--reporter=json')
}
