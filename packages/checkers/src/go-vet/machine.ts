import { withoutFlags } from '../arguments.ts'

/** With `-json` it would say what it found and succeed. */
export function machine(argv: readonly string[]): string[] {
  return withoutFlags(argv, { switches: ['-json', '-fix', '-diff'] })
}
