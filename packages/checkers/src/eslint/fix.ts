import { withFlags, withoutFlags } from '../arguments.ts'

/** All that `--fix` writes: what a rule only suggests (`hasSuggestions`) it never does; a rule of the type `suggestion` is another thing. */
export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: ['--fix', '--fix-dry-run'], valued: ['--fix-type'] }), '--fix')
}
