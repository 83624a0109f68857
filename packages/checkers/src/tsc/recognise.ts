import type { CheckKind } from '@upkeep/schema'
import { flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** The compiler, its native port, and the ones for single-file components: all take tsc's options and print as it does. */
const NAMES: ReadonlySet<string> = new Set(['tsc', 'tsgo', 'vue-tsc', 'vue-tsgo'])

/** https://www.typescriptlang.org/docs/handbook/compiler-options.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (!NAMES.has(toolName(argv))) return null
  if (
    hasFlag(
      argv,
      '--version',
      '-v',
      '--help',
      '-h',
      '--init',
      '--showConfig',
      '--listFilesOnly',
      '--clean',
      '--watch',
      '-w',
    )
  )
    return null
  const build = hasFlag(argv, '-b', '--build')
  const emits = !hasFlag(argv, '--noEmit') || flagValue(argv, '--noEmit') === 'false'
  const kinds: CheckKind[] = emits ? ['typecheck', 'build'] : ['typecheck']
  const config = build
    ? (argv.find((argument, index) => index > 1 && !argument.startsWith('-')) ?? null)
    : flagValue(argv, '-p', '--project')
  return { checker: 'tsc', argv, kinds, writes: false, config }
}
