import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** `pflake8` and `flake8p` read pyproject.toml before they hand over. */
const NAMES: ReadonlySet<string> = new Set(['flake8', 'pflake8', 'flake8p', 'flake8.__main__', 'pyproject_flake8'])

/** https://flake8.pycqa.org/en/latest/user/options.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (!NAMES.has(toolName(argv)) || hasFlag(argv, '--version', '--help', '-h', '--bug-report', '--install-hook'))
    return null
  return { checker: 'flake8', argv, kinds: ['lint'], writes: false, config: flagValue(argv, '--config') }
}
