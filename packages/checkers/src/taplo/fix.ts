import { firstWord, withoutFlags } from '../arguments.ts'
import { VALUED } from './recognise.ts'

export function fix(argv: readonly string[]): string[] | null {
  const formats = firstWord(argv, VALUED)?.startsWith('f') === true
  return formats ? withoutFlags(argv, { switches: ['--check', '--diff'] }) : null
}
