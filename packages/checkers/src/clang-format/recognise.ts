import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const QUESTIONS = ['--version', '-version', '--help', '-h', '--dump-config', '-dump-config']

/** https://clang.llvm.org/docs/ClangFormat.html; `clang-format-18` is one version of it. */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv).replace(/-\d{1,3}$/, '') !== 'clang-format' || hasFlag(argv, ...QUESTIONS)) return null
  const writes = hasFlag(argv, '-i') && !hasFlag(argv, '--dry-run', '-n')
  return { checker: 'clang-format', argv, kinds: ['format'], writes, config: flagValue(argv, '--style', '-style') }
}
