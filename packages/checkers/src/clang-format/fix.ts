import { withFlags, withoutFlags } from '../arguments.ts'

export function fix(argv: readonly string[]): string[] {
  const switches = ['-i', '--dry-run', '-n', '--Werror', '-Werror', '--output-replacements-xml']
  return withFlags(withoutFlags(argv, { switches }), '-i')
}
