import { firstWord, withFlags, withoutFlags } from '../arguments.ts'
import { VALUED } from './recognise.ts'

export function machine(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--check', '--diff', '--verbose'], valued: ['--colors'] })
  return firstWord(argv, VALUED)?.startsWith('f') === true ? withFlags(plain, '--check') : plain
}
