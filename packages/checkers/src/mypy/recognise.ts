import { flagValue, hasFlag, toolName, withoutFlags } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const DAEMON_SWITCHES = ['--export-types', '--verbose', '-v']
const DAEMON_VALUED = ['--timeout', '--log-file', '--status-file', '--perf-stats-file', '--junit-xml']

/** `dmypy run [its own flags] -- [mypy's flags] FILES` as a run of mypy; anything else as it is. */
export function asMypy(argv: readonly string[]): readonly string[] {
  const name = toolName(argv)
  if (name !== 'dmypy' && name !== 'mypy.dmypy') return argv
  const run = argv.indexOf('run')
  const end = argv.indexOf('--')
  const own = withoutFlags(argv.slice(run + 1, end < 0 ? argv.length : end), {
    switches: DAEMON_SWITCHES,
    valued: DAEMON_VALUED,
  })
  const tool = (argv[0] ?? '').replace(/(?:mypy\.)?dmypy(?=[^\\/]*$)/, 'mypy')
  return [tool, ...own, ...(end < 0 ? [] : argv.slice(end + 1))]
}

/** https://mypy.readthedocs.io/en/stable/command_line.html; `dmypy run -- …` checks as mypy does. */
export function recognise(argv: readonly string[]): Invocation | null {
  const name = toolName(argv)
  const daemon = (name === 'dmypy' || name === 'mypy.dmypy') && argv.slice(1, 4).includes('run')
  if (name !== 'mypy' && !daemon) return null
  const plain = asMypy(argv)
  if (hasFlag(plain, '--version', '-V', '--help', '-h')) return null
  const config = flagValue(plain, '--config-file')
  return { checker: 'mypy', argv: plain, kinds: ['typecheck'], writes: hasFlag(plain, '--install-types'), config }
}
