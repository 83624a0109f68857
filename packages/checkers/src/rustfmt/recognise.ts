import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** `rustfmt` itself, and `cargo fmt`, whose own words end at `--`: https://github.com/rust-lang/rustfmt */
export function recognise(argv: readonly string[]): Invocation | null {
  const viaCargo = isCargoFmt(argv)
  if (!viaCargo && toolName(argv) !== 'rustfmt') return null
  const words = argv.filter((word) => word !== '--')
  if (hasFlag(words, '--version', '-V', '--help', '-h', '--print-config')) return null
  const config = flagValue(words, '--config-path')
  return { checker: 'rustfmt', argv, kinds: ['format'], writes: !hasFlag(words, '--check'), config }
}

/** `cargo +nightly fmt` as well. */
export function isCargoFmt(argv: readonly string[]): boolean {
  return toolName(argv) === 'cargo' && argv.slice(1).find((word) => !word.startsWith('+')) === 'fmt'
}
