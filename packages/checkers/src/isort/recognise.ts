import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS = ['--version', '-V', '--vn', '--help', '-h', '--show-settings', '--show-files', '--show-config']

/** https://pycqa.github.io/isort/docs/configuration/options.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'isort' || hasFlag(argv, ...QUESTIONS)) return null
  const writes = !hasFlag(argv, '--check-only', '--check', '-c', '--diff', '-d', '--stdout')
  const config = flagValue(argv, '--settings-file', '--settings-path', '--sp', '--settings')
  return { checker: 'isort', argv, kinds: ['format'], writes, config }
}
