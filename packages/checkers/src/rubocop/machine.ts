import { withFlags, withoutFlags } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

export function machine(argv: readonly string[]): string[] {
  const switches = [...REWRITING, '--color', '--no-color']
  return withFlags(withoutFlags(argv, { switches, valued: ['-f', '--format', '-o', '--out'] }), '--format', 'json')
}
