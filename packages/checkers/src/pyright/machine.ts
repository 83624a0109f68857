import { withFlags, withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  const switches = ['--outputjson', '--stats', '--verbose', '--writebaseline']
  return withFlags(withoutFlags(argv, { switches }), '--outputjson')
}
