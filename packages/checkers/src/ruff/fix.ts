import { withoutFlags } from '../arguments.ts'

/** Safe fixes only: unsafe ones may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  if (argv.includes('format')) return withoutFlags(argv, { switches: ['--check', '--diff'] })
  return [
    ...withoutFlags(argv, { switches: ['--fix', '--unsafe-fixes', '--diff', '--no-fix'], valued: ['--output-format'] }),
    '--fix',
    '--no-unsafe-fixes',
  ]
}
