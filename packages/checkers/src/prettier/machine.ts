import { withFlags, withoutFlags } from '../arguments.ts'

const SWITCHES = ['--check', '-c', '--list-different', '-l', '--write', '-w', '--cache', '--color', '--no-color']

/** The list of `--check` is the same in every version and names its files behind a mark. */
export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: SWITCHES, valued: ['--log-level', '--loglevel'] }), '--check')
}
