import { withFlags, withoutFlags } from '../arguments.ts'
import { asMypy } from './recognise.ts'

const SWITCHES = `--pretty --hide-error-codes --hide-column-numbers --install-types --non-interactive --error-summary
  --color-output --show-error-context`.split(/\s+/)
const FORMS = `--no-pretty --show-column-numbers --show-error-codes --no-error-summary --no-color-output
  --hide-error-context`.split(/\s+/)

/** The text form that every version prints; `--output json` came with 1.11 only, and an older one refuses it. */
export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(asMypy(argv), { switches: SWITCHES, valued: ['--output', '-O'] }), ...FORMS)
}
