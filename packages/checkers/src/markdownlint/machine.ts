import { withoutFlags } from '../arguments.ts'

/** Both print one line for each violation, and only one of them has a form for machines. */
export function machine(argv: readonly string[]): string[] {
  return withoutFlags(argv, { switches: ['--fix', '-f', '--json', '-j', '--quiet', '-q'], valued: ['--output', '-o'] })
}
