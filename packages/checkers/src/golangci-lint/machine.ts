import { firstWord, withFlags, withoutFlags } from '../arguments.ts'
import { VALUED } from './recognise.ts'

/** Versions 1 and 2 have other flags for JSON, and the same text by default. */
export function machine(argv: readonly string[]): string[] {
  const named = argv.filter((word) => !word.startsWith('--output.'))
  const switches = ['--fix', '--diff', '-d', '--diff-colored', '--verbose', '-v']
  const plain = withoutFlags(named, { switches, valued: ['--out-format', '--color'] })
  return firstWord(argv, VALUED) === 'fmt' ? withFlags(plain, '--diff') : withFlags(plain, '--color=never')
}
