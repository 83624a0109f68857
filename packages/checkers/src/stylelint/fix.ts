import { hasFlag, withFlags, withoutFlags } from '../arguments.ts'

export function fix(argv: readonly string[]): string[] {
  return hasFlag(argv, '--fix') ? [...argv] : withFlags(withoutFlags(argv, { valued: ['--formatter', '-f'] }), '--fix')
}
