import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

export const REWRITING: readonly string[] = [
  '-a',
  '--autocorrect',
  '--auto-correct',
  '--safe-auto-correct',
  '-A',
  '--autocorrect-all',
  '--auto-correct-all',
  '-x',
  '--fix-layout',
  '--auto-gen-config',
  '--regenerate-todo',
]
const QUESTIONS = [
  '-v',
  '--version',
  '-V',
  '--verbose-version',
  '-h',
  '--help',
  '--show-cops',
  '--init',
  '-L',
  '--list-target-files',
  '--lsp',
]

/** https://docs.rubocop.org/rubocop/usage/basic_usage.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'rubocop' || hasFlag(argv, ...QUESTIONS)) return null
  const config = flagValue(argv, '-c', '--config')
  return { checker: 'rubocop', argv, kinds: ['lint'], writes: hasFlag(argv, ...REWRITING), config }
}
