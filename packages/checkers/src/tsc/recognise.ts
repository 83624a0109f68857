import type { CheckKind } from '@upkeep/schema'
import { toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** The compiler, its native port, and the ones for single-file components: all take tsc's options and print as it does. */
const NAMES: ReadonlySet<string> = new Set(['tsc', 'tsgo', 'vue-tsc', 'vue-tsgo', 'native-preview'])
const NO_CHECK: ReadonlySet<string> = new Set(
  '--version -v --help -h -? --all --init --showconfig --listfilesonly --clean --watch -w'.split(' '),
)

/** One option of the compiler with its value: both `-` and `--` are fine with it, in any case. */
interface TscOption {
  /** With two dashes and in lower case, short names as they are; empty for a file. */
  name: string
  words: readonly string[]
}

/** Its switches stand alone or with `true` or `false`. */
export function tscOptions(argv: readonly string[]): TscOption[] {
  const options: TscOption[] = []
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ''
    const next = argv[index + 1]
    if (!word.startsWith('-')) options.push({ name: '', words: [word] })
    else {
      const bare = word.replace(/^--?/, '').toLowerCase()
      const name = bare.length <= 2 ? `-${bare}` : `--${bare}`
      const valued = ['-p', '--project'].includes(name) || next === 'true' || next === 'false'
      options.push({ name, words: valued && next !== undefined ? [word, next] : [word] })
      if (valued) index += 1
    }
  }
  return options
}

/** https://www.typescriptlang.org/docs/handbook/compiler-options.html */
export function recognise(argv: readonly string[]): Invocation | null {
  if (!NAMES.has(toolName(argv))) return null
  const options = tscOptions(argv)
  const given = (name: string) => options.findLast((option) => option.name === name)
  const on = (name: string) => given(name) !== undefined && given(name)?.words[1] !== 'false'
  if (options.some(({ name }) => NO_CHECK.has(name))) return null
  const kinds: CheckKind[] = []
  if (!on('--nocheck')) kinds.push('typecheck')
  if (!on('--noemit')) kinds.push('build')
  const build = on('-b') || on('--build')
  const project = build ? options.find(({ name }) => name === '') : (given('-p') ?? given('--project'))
  return { checker: 'tsc', argv, kinds, writes: false, config: project?.words.at(build ? 0 : 1) ?? null }
}
