import type { CheckerName } from '@upkeep/checkers'

/** Sort imports and do little else: what they write is laid out anew by those behind them. */
export const IMPORT_SORTERS: ReadonlySet<CheckerName> = new Set(['isort', 'goimports'])

/** Passes over all tools, after which what still changes never comes to rest. */
export const MOST_PASSES = 3
