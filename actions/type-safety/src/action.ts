import type { ActionDefinition } from '@upkeep/pipeline'
import { detect } from './detect.ts'
import { BATCH } from './finding.ts'
import type { SuppressionData } from './finding.ts'
import { inputs } from './inputs.ts'
import { propose } from './propose.ts'
import type { SuppressionProposal } from './proposal.ts'
import { publish } from './publish.ts'
import { verify } from './verify.ts'

/** Removes suppressions that suppress nothing and narrows those that hide too much; the repository's own checkers say which. */
export const typeSafety: ActionDefinition<SuppressionData, SuppressionProposal> = {
  name: 'type-safety',
  title: 'Type safety',
  description: 'Remove suppressions that suppress nothing, and prove it by the checks of the repository',
  inputs,
  owns: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,py,pyi}'],
  limits: { files: 50, lines: 1000 },
  batches: [BATCH],
  ladder: ['L0'],
  detect,
  propose,
  verify,
  publish,
}
