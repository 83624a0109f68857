import { withFlags, withoutFlags } from '../arguments.ts'
import { subcommandOf } from './recognise.ts'

const SWITCHES =
  `--fix --no-fix --fix-only --unsafe-fixes --no-unsafe-fixes --add-noqa --add-ignore --show-fixes --diff --statistics
  --quiet -q --silent -s --verbose -v --watch -w`.split(/\s+/)
const VALUED = ['--output-format', '--format', '--output-file', '-o']

/** `--no-fix` overrides `fix = true` of the configuration. The formatter names files in every version, in JSON in few. */
export function machine(argv: readonly string[]): string[] {
  if (subcommandOf(argv) === 'format') {
    return withFlags(
      withoutFlags(argv, {
        switches: ['--check', '--diff', '--quiet', '-q', '--silent', '-s'],
        valued: ['--output-format'],
      }),
      '--check',
    )
  }
  return withFlags(withoutFlags(argv, { switches: SWITCHES, valued: VALUED }), '--no-fix', '--output-format', 'json')
}
