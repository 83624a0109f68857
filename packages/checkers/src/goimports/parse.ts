import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { goFormatted } from '../go-formatted.ts'

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  return goFormatted('goimports', output, cwd, root)
}
