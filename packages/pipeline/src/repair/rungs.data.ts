import type { RungLevel } from '@upkeep/schema'

/** How often a rung tries one finding: a single call may be made again with the refusal before it, a loop saw the checks itself. */
export const TRIES: Readonly<Record<RungLevel, number>> = { L0: 0, L1: 2, L2: 1, L3: 1 }

/** US dollars after which an attempt makes no further call: one finding does not take what others need. */
export const USD_PER_ATTEMPT: Readonly<Record<RungLevel, number>> = { L0: 0, L1: 0.1, L2: 0.25, L3: 1 }
