import type { Check } from '@upkeep/schema'
import type { KnownContexts } from '../workflow/expressions.ts'
import type { Leg } from '../model.ts'

/** What a step's defaults come from. */
export interface StepPlace {
  leg: Leg
  path: string
  line: (index: number) => number
  cwd: string
  shell: Check['shell'] | null
  known: KnownContexts
  /** The variables of its job and workflow, as they are written. */
  variables: Readonly<Record<string, string>>
  job: string
  /** Of the local composite actions that it stands in. */
  folder?: string
}

/** The shells whose scripts are read; null for every other. */
export function shellOf(name: string | null): Check['shell'] | null {
  const word = name?.trim().split(/\s/)[0] ?? ''
  if (word === 'bash' || word === 'sh' || word === 'python' || word === 'pwsh') return word
  return null
}

/** For a sentence on what does not run; empty where there is no matrix. */
export function onLeg(leg: Leg): string {
  return Object.keys(leg).length === 0 ? '' : ' on this leg'
}
