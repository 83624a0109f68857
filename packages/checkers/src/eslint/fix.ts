import { withoutFlags } from '../arguments.ts'

/** Without suggestions: those may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  return [
    ...withoutFlags(argv, { switches: ['--fix', '--fix-dry-run'], valued: ['--fix-type'] }),
    '--fix',
    '--fix-type',
    'problem,layout,directive',
  ]
}
