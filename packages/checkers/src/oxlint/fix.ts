import { withFlags, withoutFlags } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

/** Without suggestions: those may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: REWRITING }), '--fix')
}
