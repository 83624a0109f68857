import { recognise } from '@upkeep/checkers'
import { readShell } from '../workflow/shell.ts'
import type { ShellCommand } from '../workflow/shell.ts'

/** `$(…)` and backticks without another one inside. */
const SUBSTITUTION = /\$\(([^()`]{1,2000})\)|`([^`]{1,2000})`/g

/** Formatters in command substitutions: one that only lists files always succeeds, so that `test -z "$(gofmt -l .)"` is how it is asked. */
export function listingTools(script: string, variables: Readonly<Record<string, string>>): ShellCommand[] {
  return [...script.matchAll(SUBSTITUTION)].flatMap(([, modern, old]) =>
    readShell(modern ?? old ?? '', variables).commands.filter(
      ({ argv }) => recognise(argv)?.kinds.includes('format') === true,
    ),
  )
}
