import { withFlags, withoutFlags } from '../arguments.ts'

/** The first of its JSON forms: every version has it. */
export function machine(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, {
    switches: ['--verbose', '-v'],
    valued: ['--output-format', '-f', '--output', '--msg-template', '--reports', '-r', '--score', '-s'],
  })
  return withFlags(plain, '--output-format=json', '--score=n')
}
