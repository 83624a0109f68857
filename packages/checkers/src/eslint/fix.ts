import { withFlags, withoutFlags } from '../arguments.ts'

/** Without suggestions: those may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--fix', '--fix-dry-run'], valued: ['--fix-type'] })
  return withFlags(plain, '--fix', '--fix-type', 'problem,layout,directive')
}
