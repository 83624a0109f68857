import { firstWord, withFlags, withoutFlags, withoutPaths } from '../arguments.ts'
import { REWRITING, VALUED } from './recognise.ts'

/** Safe fixes only; `ci` writes nothing, `check` is the same for people. */
export function fix(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: [...REWRITING, '--unsafe'], valued: ['--reporter'] })
  const command = firstWord(argv, VALUED)
  return withFlags(
    plain.map((word, index) => (index === plain.indexOf('ci') && command === 'ci' ? 'check' : word)),
    '--write',
  )
}

export function unsafeFix(argv: readonly string[]): string[] | null {
  return firstWord(argv, VALUED) === 'format' ? null : withFlags(fix(argv), '--unsafe')
}

export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  if (argv[1] !== firstWord(argv, VALUED)) return null
  return [...withoutPaths(argv, { words: 2, valued: VALUED }), '--no-errors-on-unmatched', ...files]
}

/** Where the subcommand stands behind options, nobody can tell it from a path. */
export function fixOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  return checkOnly(fix(argv), files)
}

/** The formatter alone; where the configuration switches it off, it changes nothing. */
export function format(argv: readonly string[], files: readonly string[]): string[] | null {
  const command = firstWord(argv, VALUED)
  if (command === null || command === 'lint') return null
  const config = withoutPaths(argv, { valued: VALUED }).flatMap((word, index, all) =>
    word.startsWith('--config-path') ? (word.includes('=') ? [word] : [word, all[index + 1] ?? '']) : [],
  )
  return [argv[0] ?? 'biome', 'format', '--write', '--no-errors-on-unmatched', ...config, ...files]
}
