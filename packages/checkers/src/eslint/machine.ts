import { withFlags, withoutFlags } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

/** The output file goes too: what we read is printed. */
export function machine(argv: readonly string[]): string[] {
  const valued = ['-f', '--format', '-o', '--output-file', '--fix-type', '--suppress-rule']
  const switches = [...REWRITING.filter((flag) => !valued.includes(flag)), '--fix-dry-run']
  return withFlags(withoutFlags(argv, { switches, valued }), '--format', 'json')
}
