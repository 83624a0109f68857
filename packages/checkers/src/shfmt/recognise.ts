import { hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS = ['--version', '-version', '--help', '-h', '-f', '--find', '-tojson', '--to-json', '--from-json']

/** https://github.com/mvdan/sh/blob/master/cmd/shfmt/shfmt.1.scd */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'shfmt' || hasFlag(argv, ...QUESTIONS)) return null
  return { checker: 'shfmt', argv, kinds: ['format'], writes: hasFlag(argv, '-w', '--write'), config: null }
}
