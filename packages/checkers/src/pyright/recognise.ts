import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const NAMES: ReadonlySet<string> = new Set(['pyright', 'basedpyright'])

/** https://github.com/microsoft/pyright/blob/main/docs/command-line.md */
export function recognise(argv: readonly string[]): Invocation | null {
  if (!NAMES.has(toolName(argv))) return null
  if (hasFlag(argv, '--version', '--help', '-h', '--createstub', '--verifytypes', '--watch', '-w')) return null
  return {
    checker: 'pyright',
    argv,
    kinds: ['typecheck'],
    writes: hasFlag(argv, '--writebaseline'),
    config: flagValue(argv, '-p', '--project'),
  }
}
