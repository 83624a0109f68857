import { withFlags, withoutFlags } from '../arguments.ts'
import { subcommandOf } from './recognise.ts'

const SWITCHES = ['--fix', '--no-fix', '--unsafe-fixes', '--no-unsafe-fixes', '--diff', '--statistics', '--add-noqa']

/** Safe fixes only: unsafe ones may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  if (subcommandOf(argv) === 'format') {
    return withoutFlags(argv, { switches: ['--check', '--diff'], valued: ['--output-format'] })
  }
  const plain = withoutFlags(argv, { switches: SWITCHES, valued: ['--output-format', '--output-file', '-o'] })
  return withFlags(plain, '--fix', '--no-unsafe-fixes')
}
