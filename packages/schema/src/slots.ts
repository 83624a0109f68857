import type { Slot } from './proposal.ts'

/** Words of ours: Markdown as it stands. */
export function ours(text: string): Slot {
  return { text, from: 'upkeep' }
}

/** Words of the repository, its tools or its people: set as code, so that nothing in them acts. */
export function theirs(text: string): Slot {
  return { text, from: 'repository' }
}
