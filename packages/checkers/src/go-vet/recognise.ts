import { hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** https://pkg.go.dev/cmd/vet, as `go vet` calls it; with `-json` it never fails. */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'go' || argv[1] !== 'vet' || hasFlag(argv, '-h', '-help', '--help', '-V')) return null
  return { checker: 'go-vet', argv, kinds: ['lint'], writes: hasFlag(argv, '-fix'), config: null }
}
