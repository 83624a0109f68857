import type { ActionFacts } from './actions.ts'

/** What the job that posts believes of each action, whatever a publication says: the source of the validator's policy. */
export function policies(actions: readonly ActionFacts[]): string {
  const owning = actions.filter(({ owns }) => owns.length > 0)
  const entries = owning.map(({ name, owns, limits }) => [name, { name, owns, limits }] as const)
  return `// Generated from the definitions in actions/*/src/action.ts by \`npm run generate\`; edit those.
import type { GrantTerms } from '@upkeep/schema'

/** By the name of the action: the files that it may change and how much of them. */
export const POLICIES: Readonly<Record<string, GrantTerms>> = ${JSON.stringify(Object.fromEntries(entries))}
`
}
