import { firstWord, withFlags, withoutFlags } from '../arguments.ts'
import { VALUED } from './recognise.ts'

export function fix(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--fix', '--diff', '-d', '--diff-colored'] })
  return firstWord(argv, VALUED) === 'fmt' ? plain : withFlags(plain, '--fix')
}
