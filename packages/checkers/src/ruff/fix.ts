import { withFlags, withoutFlags, withoutPaths } from '../arguments.ts'
import { subcommandOf } from './recognise.ts'

const SWITCHES = ['--fix', '--no-fix', '--unsafe-fixes', '--no-unsafe-fixes', '--diff', '--statistics', '--add-noqa']

const OWN = /\.(?:pyi?|ipynb)$/

const VALUED =
  `--config --line-length --target-version --exclude --extend-exclude --extension --color --cache-dir --log-file
  --range --stdin-filename`.split(/\s+/)

const LINT_VALUED = [
  ...VALUED,
  ...`--select --ignore --extend-select --extend-ignore --fixable --unfixable --extend-fixable --per-file-ignores
  --extend-per-file-ignores --dummy-variable-rgx`.split(/\s+/),
]

/** Safe fixes only: unsafe ones may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  if (subcommandOf(argv) === 'format') {
    return withoutFlags(argv, { switches: ['--check', '--diff'], valued: ['--output-format'] })
  }
  const plain = withoutFlags(argv, { switches: SWITCHES, valued: ['--output-format', '--output-file', '-o'] })
  return withFlags(plain, '--fix', '--no-unsafe-fixes')
}

/** Not those for display only, which `--unsafe-fixes` leaves as well. */
export function unsafeFix(argv: readonly string[]): string[] | null {
  if (subcommandOf(argv) === 'format') return null
  return fix(argv).map((word) => (word === '--no-unsafe-fixes' ? '--unsafe-fixes' : word))
}

/** As `ruff check` is called: one that is called by an old name, or with options before it, can not be told from a path. */
export function fixOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  if (subcommandOf(argv) === 'format') return format(argv, files)
  return argv[1] === 'check' ? named(fix(argv), files) : null
}

export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  const own = files.filter((path) => OWN.test(path))
  return argv[1] === 'check' && own.length > 0 ? named(argv, own) : null
}

function named(argv: readonly string[], files: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--force-exclude', '--no-force-exclude'] })
  return [...withoutPaths(plain, { words: 2, valued: LINT_VALUED }), '--force-exclude', ...files]
}

/** `--force-exclude`: what the configuration excludes stays as it is, though it is named. */
export function format(argv: readonly string[], files: readonly string[]): string[] | null {
  const own = files.filter((path) => OWN.test(path))
  if (subcommandOf(argv) !== 'format' || own.length === 0) return null
  const plain = withoutFlags(fix(argv), { switches: ['--force-exclude', '--no-force-exclude'] })
  return [...withoutPaths(plain, { words: 2, valued: VALUED }), '--force-exclude', ...own]
}
