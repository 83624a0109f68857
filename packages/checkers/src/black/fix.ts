import { withoutFlags, withoutPaths } from '../arguments.ts'

const VALUED = `-l --line-length -t --target-version --include --exclude --extend-exclude --force-exclude --config
  --required-version -W --workers --line-ranges --enable-unstable-feature --python-cell-magics`.split(/\s+/)

export function fix(argv: readonly string[]): string[] {
  return withoutFlags(argv, { switches: ['--check', '--diff', '--color', '--no-color'] })
}

export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  const own = files.filter((path) => /\.(?:pyi?|ipynb)$/.test(path))
  return own.length === 0 ? null : [...withoutPaths(argv, { valued: VALUED }), ...own]
}

export function format(argv: readonly string[], files: readonly string[]): string[] | null {
  return checkOnly(fix(argv), files)
}
