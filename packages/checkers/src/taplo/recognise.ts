import { firstWord, flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

export const VALUED: readonly string[] = [
  '--config',
  '-c',
  '--colors',
  '--option',
  '-o',
  '--schema',
  '--schema-catalog',
]

/** https://taplo.tamasfe.dev/cli/introduction.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'taplo' || hasFlag(argv, '--version', '-V', '--help', '-h')) return null
  const command = firstWord(argv, VALUED)
  const config = flagValue(argv, '--config', '-c')
  if (command === 'lint' || command === 'check' || command === 'validate')
    return { checker: 'taplo', argv, kinds: ['lint'], writes: false, config }
  if (command !== 'fmt' && command !== 'format') return null
  return { checker: 'taplo', argv, kinds: ['format'], writes: !hasFlag(argv, '--check', '--diff'), config }
}
