import type { Check } from '@upkeep/schema'
import type { KnownContexts } from '../expressions.ts'
import type { Leg } from '../model.ts'

/** What a step's defaults come from. */
export interface StepPlace {
  leg: Leg
  path: string
  line: (index: number) => number
  cwd: string
  shell: Check['shell'] | null
  known: KnownContexts
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
