import { withFlags, withoutFlags } from '../arguments.ts'

const SWITCHES = ['--write-changes', '-w', '--summary', '-f', '--check-filenames-summary', '--enable-colors']

export function machine(argv: readonly string[]): string[] {
  const valued = [
    '--interactive',
    '-i',
    '--context',
    '-C',
    '--after-context',
    '-A',
    '--before-context',
    '-B',
    '--quiet-level',
    '-q',
  ]
  return withFlags(withoutFlags(argv, { switches: SWITCHES, valued }), '--disable-colors')
}
