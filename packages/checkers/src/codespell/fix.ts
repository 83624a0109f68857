import { withFlags, withoutFlags } from '../arguments.ts'

/** Only what has a single correction is written. */
export function fix(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--write-changes', '-w'], valued: ['--interactive', '-i'] })
  return withFlags(plain, '--write-changes')
}
