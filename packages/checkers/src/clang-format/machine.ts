import { withFlags, withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  const switches = ['-i', '--dry-run', '-n', '--Werror', '-Werror', '--output-replacements-xml', '--verbose']
  return withFlags(withoutFlags(argv, { switches }), '--dry-run', '--Werror')
}
