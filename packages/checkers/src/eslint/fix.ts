import { hasFlag, withFlags, withoutFlags, withoutPaths } from '../arguments.ts'

const VALUED =
  `-c --config --env --ext --flag --global --parser --parser-options --plugin --resolve-plugins-relative-to --rule --rulesdir
  --ignore-path --ignore-pattern --max-warnings -o --output-file -f --format --cache-file --cache-location --cache-strategy
  --concurrency --suppressions-location --report-unused-disable-directives-severity`.split(/\s+/)

/** All that `--fix` writes: what a rule only suggests (`hasSuggestions`) it never does; a rule of the type `suggestion` is another thing. */
export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: ['--fix', '--fix-dry-run'], valued: ['--fix-type'] }), '--fix')
}

/** The most warnings that a call allows are of all files together. */
export function checkOnly(argv: readonly string[], files: readonly string[]): string[] {
  const limit = hasFlag(argv, '--max-warnings') ? ['--max-warnings=0'] : []
  const plain = withoutPaths(withoutFlags(argv, { valued: ['--max-warnings'] }), { valued: VALUED })
  return [...plain, ...limit, ...files]
}

export function fixOnly(argv: readonly string[], files: readonly string[]): string[] {
  return [...withoutPaths(fix(argv), { valued: VALUED }), ...files]
}
