import { withFlags, withoutFlags, withoutPaths } from '../arguments.ts'

const VALUED =
  `--config --config-precedence --ignore-path --parser --plugin --print-width --tab-width --end-of-line --log-level
  --loglevel --cache-location --cache-strategy --arrow-parens --trailing-comma --quote-props --prose-wrap`.split(/\s+/)

export function fix(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--check', '-c', '--list-different', '-l', '--write', '-w'] })
  return withFlags(plain, '--write')
}

export function checkOnly(argv: readonly string[], files: readonly string[]): string[] {
  return [...withoutPaths(argv, { valued: VALUED }), '--ignore-unknown', ...files]
}

/** What `.prettierignore` names stays as it is, and so does what no parser of Prettier is for. */
export function format(argv: readonly string[], files: readonly string[]): string[] {
  return [...withoutPaths(fix(argv), { valued: VALUED }), '--ignore-unknown', ...files]
}
