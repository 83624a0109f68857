import { withoutFlags } from '../arguments.ts'

const SWITCHES = ['-l', '--list', '-w', '--write', '-d', '--diff']

/** A patch names its files in a form that no other line has. Flags stand before the paths: what follows is a path. */
export function machine(argv: readonly string[]): string[] {
  const [tool = 'shfmt', ...rest] = withoutFlags(argv, { switches: SWITCHES })
  return [tool, '-d', ...rest]
}
