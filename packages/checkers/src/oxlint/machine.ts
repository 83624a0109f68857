import { withFlags, withoutFlags } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

export function machine(argv: readonly string[]): string[] {
  const switches = [...REWRITING, '--quiet', '--silent']
  return withFlags(withoutFlags(argv, { switches, valued: ['--format', '-f'] }), '--format=json')
}
