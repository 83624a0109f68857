import { hasFlag, withFlags, withoutFlags, withoutPaths } from '../arguments.ts'

const VALUED =
  `-c --config --config-basedir --ignore-path -i --ignore-pattern --ip --custom-syntax --custom-formatter --cache-location
  --cache-strategy --max-warnings --mw -o --output-file --globby-options --go`.split(/\s+/)

export function fix(argv: readonly string[]): string[] {
  return hasFlag(argv, '--fix') ? [...argv] : withFlags(withoutFlags(argv, { valued: ['--formatter', '-f'] }), '--fix')
}

export function fixOnly(argv: readonly string[], files: readonly string[]): string[] {
  return [...withoutPaths(fix(argv), { valued: VALUED }), ...files]
}
