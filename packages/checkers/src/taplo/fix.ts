import { firstWord, withoutFlags } from '../arguments.ts'
import { VALUED } from './recognise.ts'

export function fix(argv: readonly string[]): string[] | null {
  const lints = /^(?:lint|check|validate)$/.test(firstWord(argv, VALUED) ?? '')
  return lints ? null : withoutFlags(argv, { switches: ['--check', '--diff'] })
}
