import { withoutFlags } from '../arguments.ts'

/** The output file goes too: what we read is printed. */
export function machine(argv: readonly string[]): string[] {
  const valued = ['-f', '--format', '-o', '--output-file', '--fix-type']
  return [...withoutFlags(argv, { switches: ['--fix', '--fix-dry-run'], valued }), '--format', 'json']
}
