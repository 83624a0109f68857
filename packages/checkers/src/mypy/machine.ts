import { withoutFlags } from '../arguments.ts'

/** The text form that every version prints; `--output json` came with 1.11 only. */
export function machine(argv: readonly string[]): string[] {
  const switches = [
    '--pretty',
    '--hide-error-codes',
    '--install-types',
    '--non-interactive',
    '--error-summary',
    '--color-output',
  ]
  const forms = [
    '--no-pretty',
    '--show-column-numbers',
    '--show-error-codes',
    '--no-error-summary',
    '--no-color-output',
  ]
  return [...withoutFlags(argv, { switches, valued: ['--output', '-O'] }), ...forms]
}
