import { withFlags, withoutFlags } from '../arguments.ts'

const SWITCHES = ['--check', '--diff', '--color', '--no-color', '-q', '--quiet', '-v', '--verbose']

/** Black has no output for machines; its list names every file that it would change. */
export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: SWITCHES }), '--check')
}
