import { withFlags, withoutFlags } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

/** `--autocorrect` is the safe one; its name is older than the flag's, so the short form is taken. */
export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: REWRITING, valued: ['-f', '--format', '-o', '--out'] }), '-a')
}

export function unsafeFix(argv: readonly string[]): string[] {
  return fix(argv).map((word) => (word === '-a' ? '-A' : word))
}
