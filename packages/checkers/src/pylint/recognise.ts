import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS =
  `--version --help -h --help-msg --list-msgs --list-msgs-enabled --list-groups --list-conf-levels --list-extensions
  --list-conf-levels --full-documentation --generate-rcfile --generate-toml-config --long-help`.split(/\s+/)

/** https://pylint.readthedocs.io/en/stable/user_guide/configuration/all-options.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'pylint' || hasFlag(argv, ...QUESTIONS)) return null
  return { checker: 'pylint', argv, kinds: ['lint'], writes: false, config: flagValue(argv, '--rcfile') }
}
