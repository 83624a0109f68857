import { isGivenSecrets } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import type { CheckPorts } from '../check-run.ts'
import { whyNotNeeded } from './noticing.ts'

/**
 * Whether a check will be run in the proof of what a model wrote, by what this run knows of it so far: `perhaps` where it was not run yet
 * on any tree.
 */
export function takesPart(found: FoundCheck, { cache, told }: Pick<CheckPorts, 'cache' | 'told'>): boolean | 'perhaps' {
  const { id } = found.check
  if (whyNotNeeded(found, 'behaviour', null) !== null || isGivenSecrets(found)) return false
  const known = [...cache.values()].filter(({ check }) => check === id)
  if (known.some(({ status }) => status !== 'not-run') || told.has(id)) return true
  return known.length === 0 && 'perhaps'
}
