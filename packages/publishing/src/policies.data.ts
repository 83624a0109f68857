// Generated from the definitions in actions/*/src/action.ts by `npm run generate`; edit those.
import type { GrantTerms } from '@upkeep/schema'

/** By the name of the action: the files that it may change and how much of them. */
export const POLICIES: Readonly<Record<string, GrantTerms>> = {
  'lint-fix': { name: 'lint-fix', owns: ['**'], limits: { files: 50, lines: 1000 } },
  'type-safety': {
    name: 'type-safety',
    owns: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,astro,py,pyi}'],
    limits: { files: 50, lines: 1000 },
  },
}
