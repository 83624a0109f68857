import { firstWord, flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

export const VALUED: readonly string[] = [
  '--config',
  '-c',
  '--color',
  '--enable',
  '-E',
  '--disable',
  '-D',
  '--timeout',
  '--build-tags',
  '--concurrency',
  '-j',
  '--path-prefix',
  '--new-from-rev',
  '--out-format',
  '--presets',
  '-p',
  '--modules-download-mode',
  '--go',
]

/** https://golangci-lint.run/docs/configuration/cli/ */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'golangci-lint' || hasFlag(argv, '--version', '--help', '-h')) return null
  const command = firstWord(argv, VALUED)
  const config = flagValue(argv, '--config', '-c')
  if (command === 'run')
    return { checker: 'golangci-lint', argv, kinds: ['lint'], writes: hasFlag(argv, '--fix'), config }
  if (command !== 'fmt') return null
  const writes = !hasFlag(argv, '--diff', '-d', '--diff-colored')
  return { checker: 'golangci-lint', argv, kinds: ['format'], writes, config }
}
