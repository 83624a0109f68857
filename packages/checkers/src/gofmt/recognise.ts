import { hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://pkg.go.dev/cmd/gofmt; without `-l`, `-d` or `-w` it prints, and judges only that a file can be parsed. */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'gofmt' || hasFlag(argv, '-h', '-help', '--help', '--version', '-version')) return null
  return { checker: 'gofmt', argv, kinds: ['format'], writes: hasFlag(argv, '-w'), config: null }
}
