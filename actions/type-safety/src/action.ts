import type { ActionDefinition } from '@upkeep/pipeline'
import { detect } from './detect.ts'
import { BATCH } from './finding.ts'
import { inputs } from './inputs.ts'
import type { TypeSafetyData, TypeSafetyProposal } from './payload.ts'
import { propose } from './propose.ts'
import { publish } from './publish.ts'
import { ANNOTATIONS, CASTS } from './type-change.ts'
import { verify } from './verify.ts'

/**
 * Removes suppressions that suppress nothing, narrows those that hide too much, removes casts that change nothing and, where asked,
 * adds missing annotations; the repository's own checkers say which.
 */
export const typeSafety: ActionDefinition<TypeSafetyData, TypeSafetyProposal> = {
  name: 'type-safety',
  title: 'Type safety',
  description: 'Remove suppressions and casts that change nothing, and prove it by the checks of the repository',
  inputs,
  owns: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,py,pyi}'],
  limits: { files: 50, lines: 1000 },
  batches: [BATCH, CASTS, ANNOTATIONS],
  ladder: ['L0'],
  detect,
  propose,
  verify,
  publish,
}
