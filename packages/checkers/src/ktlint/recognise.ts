import { hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS = ['--version', '-V', '--help', '-h', 'installGitPreCommitHook', 'generateEditorConfig']

/** https://pinterest.github.io/ktlint/latest/install/cli/ */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'ktlint' || hasFlag(argv, ...QUESTIONS)) return null
  return { checker: 'ktlint', argv, kinds: ['lint'], writes: hasFlag(argv, '-F', '--format'), config: null }
}
