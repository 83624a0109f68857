import { withoutFlags } from '../arguments.ts'

/** Flags stand before the paths: what follows the first of them is a path. */
export function machine(argv: readonly string[]): string[] {
  const [tool = 'goimports', ...rest] = withoutFlags(argv, { switches: ['-l', '-w', '-d'] })
  return [tool, '-d', ...rest]
}
