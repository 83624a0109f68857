import { withFlags, withoutFlags, withoutPaths } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

const VALUED =
  `-c --config --tsconfig -A --allow -W --warn -D --deny --ignore-path --ignore-pattern --max-warnings -f --format --threads
  --report-unused-disable-directives-severity`.split(/\s+/)

/** Without suggestions: those may change what the code does. */
export function fix(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: REWRITING }), '--fix')
}

export function unsafeFix(argv: readonly string[]): string[] {
  return withFlags(fix(argv), '--fix-suggestions', '--fix-dangerously')
}

/** The most warnings that a call or its configuration allows are of all files together. */
export function checkOnly(argv: readonly string[], files: readonly string[]): string[] {
  const plain = withoutPaths(withoutFlags(argv, { valued: ['--max-warnings'] }), { valued: VALUED })
  return [...plain, '--max-warnings=0', ...files]
}

export function fixOnly(argv: readonly string[], files: readonly string[]): string[] {
  return [...withoutPaths(fix(argv), { valued: VALUED }), ...files]
}
