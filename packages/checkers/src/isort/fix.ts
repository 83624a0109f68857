import { withoutFlags, withoutPaths } from '../arguments.ts'

const VALUED =
  `--settings-file --settings-path --sp --settings --profile --line-length -l -w --line-width --multi-line -m
  --src --src-path --project -p --thirdparty -o --known-local-folder --skip -s --skip-glob --sg --extend-skip --extend-skip-glob
  --filter-files --py --python-version --jobs -j`.split(/\s+/)

export function fix(argv: readonly string[]): string[] {
  return withoutFlags(argv, { switches: ['--check-only', '--check', '-c', '--diff', '-d', '--color'] })
}

export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  const own = files.filter((path) => /\.pyi?$/.test(path))
  return own.length === 0 ? null : [...withoutPaths(argv, { valued: VALUED }), '--filter-files', ...own]
}

export function format(argv: readonly string[], files: readonly string[]): string[] | null {
  return checkOnly(fix(argv), files)
}
