import { withFlags } from '../arguments.ts'
import { fix } from './fix.ts'
import { isCargoFmt } from './recognise.ts'

/** `cargo fmt --check` is younger than `cargo fmt -- --check`; all versions know the latter. */
export function machine(argv: readonly string[]): string[] {
  const plain = fix(argv)
  if (!isCargoFmt(argv)) return withFlags(plain, '--check')
  return plain.includes('--') ? [...plain, '--check'] : [...plain, '--', '--check']
}
