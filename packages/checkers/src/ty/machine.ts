import { withFlags, withoutFlags } from '../arguments.ts'

const SWITCHES = [
  '--fix',
  '--add-ignore',
  '--update-baseline',
  '--quiet',
  '-q',
  '-qq',
  '--verbose',
  '-v',
  '-vv',
  '-vvv',
]

/** `concise` is the only form for machines that every version has; it tells no ends. */
export function machine(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: [...SWITCHES, '--no-progress'], valued: ['--output-format', '--color'] })
  return withFlags(plain, '--output-format', 'concise')
}
