import type { CheckKind } from '@upkeep/schema'
import { firstWord, flagValue, hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

const KINDS: Readonly<Record<string, readonly CheckKind[]>> = {
  check: ['lint', 'format'],
  ci: ['lint', 'format'],
  lint: ['lint'],
  format: ['format'],
}

/** `--apply` was the name of `--write` in Biome 1. */
export const REWRITING: readonly string[] = ['--write', '--fix', '--apply', '--apply-unsafe', '--suppress']
export const VALUED =
  `--config-path --max-diagnostics --reporter --diagnostic-level --log-level --log-kind --files-max-size
  --stdin-file-path --since --only --skip --colors --vcs-root --vcs-default-branch --indent-style --indent-width
  --line-width`.split(/\s+/)

/** https://biomejs.dev/reference/cli/ */
export function recognise(argv: readonly string[]): Invocation | null {
  if (toolName(argv) !== 'biome' || hasFlag(argv, '--version', '-V', '--help', '-h', '--stdin-file-path')) return null
  const command = firstWord(argv, VALUED) ?? ''
  const kinds = Object.hasOwn(KINDS, command) ? (KINDS[command] ?? []) : []
  if (kinds.length === 0) return null
  const writes = command !== 'ci' && hasFlag(argv, ...REWRITING)
  return { checker: 'biome', argv, kinds, writes, config: flagValue(argv, '--config-path') }
}
