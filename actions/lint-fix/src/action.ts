import type { ActionDefinition } from '@upkeep/pipeline'
import { begin } from './begin.ts'
import { checksWithValues } from './checks-with-values.ts'
import { detect } from './detect.ts'
import { inputs } from './inputs.ts'
import { FIXES, SUGGESTED } from './payload.ts'
import type { LintFixData, LintFixProposal } from './payload.ts'
import { propose } from './propose.ts'
import { publish } from './publish.ts'
import { repairRest } from './repair.ts'
import { verify } from './verify.ts'

/**
 * Takes over a pull request whose lint, format or type checks fail: what their own tools fix safely becomes one commit, proven by the
 * commands that failed. What is left is handed to a model where one is given.
 */
export const lintFix: ActionDefinition<LintFixData, LintFixProposal> = {
  name: 'lint-fix',
  title: 'Lint fix',
  description:
    'Fix what makes the checks of a pull request fail, by their own tools, and prove it by the same commands',
  examines: 'command',
  inputs,
  owns: ['**'],
  limits: { files: 50, lines: 1000 },
  batches: [FIXES, SUGGESTED],
  suggested: [SUGGESTED],
  ladder: ['L0'],
  begin,
  checks: checksWithValues,
  detect,
  propose,
  verify,
  publish,
  repair: repairRest,
}
