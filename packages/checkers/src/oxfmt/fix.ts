import { withoutFlags, withoutPaths } from '../arguments.ts'
import { JUDGING } from './recognise.ts'

const VALUED = ['--config', '-c', '--ignore-path', '--threads']

/** Writing is what it does where it is told nothing else; the first versions have no word for it. */
export function fix(argv: readonly string[]): string[] {
  return withoutFlags(argv, { switches: JUDGING })
}

/** Without files above its folder, which it takes for an error; what the call itself leaves out (`!dist/**`) stays left out. */
export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  const below = files.filter((path) => !path.startsWith('../'))
  if (below.length === 0) return null
  const excluded = argv.slice(1).filter((word) => word.startsWith('!'))
  return [...withoutPaths(argv, { valued: VALUED }), '--no-error-on-unmatched-pattern', ...excluded, ...below]
}

export function format(argv: readonly string[], files: readonly string[]): string[] | null {
  return checkOnly(fix(argv), files)
}
