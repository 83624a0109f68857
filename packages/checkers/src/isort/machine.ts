import { withFlags, withoutFlags } from '../arguments.ts'

const SWITCHES = ['--check-only', '--check', '-c', '--diff', '-d', '--quiet', '-q', '--verbose', '-v', '--color']

/** isort has no output for machines; its list names every file that it would change. */
export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: SWITCHES }), '--check-only')
}
