import { withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  return [
    ...withoutFlags(argv, { switches: ['--outputjson', '--stats', '--verbose', '--writebaseline'] }),
    '--outputjson',
  ]
}
