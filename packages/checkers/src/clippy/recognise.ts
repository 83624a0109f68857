import { hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://doc.rust-lang.org/clippy/usage.html; `cargo +nightly clippy` as well. */
export function recognise(argv: readonly string[]): Invocation | null {
  const command = argv.slice(1).find((word) => !word.startsWith('+'))
  if (toolName(argv) !== 'cargo' || command !== 'clippy') return null
  if (hasFlag(argv, '--version', '-V', '--help', '-h', '--explain')) return null
  return { checker: 'clippy', argv, kinds: ['lint'], writes: hasFlag(argv, '--fix'), config: null }
}
