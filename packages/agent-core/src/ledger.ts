import { NO_USAGE } from '@upkeep/schema'
import type { Budget, Usage } from '@upkeep/schema'

/** What ran out. */
export type Exhausted = 'money' | 'tokens' | 'time'

export interface LedgerOptions {
  /** `turns` is counted by each attempt. */
  budget: Budget
  /** What is kept for the proof and the report: no model call may spend it. */
  reserve: { usd: number; seconds: number }
  /** Milliseconds. */
  now: () => number
}

/** A budget with what was spent of it beside it. */
export interface Ledger {
  readonly spent: Usage
  /** Seconds since it was opened, to the millisecond. The only reading of the clock that decides anything: it is recorded, and a replay plays it. */
  elapsed(): number
  /** What would run out if a call took this much in the worst case; null: it may be made. `at` is a reading of `elapsed`. */
  refusal(worst: { usd: number; tokens: number }, at: number): Exhausted | null
  secondsLeft(at: number): number
  spend(usage: Usage): void
}

/** Limits of 0 allow nothing; `Infinity` is no limit. */
export function openLedger({ budget, reserve, now }: LedgerOptions): Ledger {
  const opened = now()
  let spent = NO_USAGE
  const secondsLeft = (at: number) => Math.max(0, budget.seconds - reserve.seconds - at)
  return {
    get spent() {
      return spent
    },
    elapsed: () => Math.round(now() - opened) / 1000,
    refusal(worst, at) {
      if (secondsLeft(at) <= 0) return 'time'
      if (spent.usd + worst.usd > budget.usd - reserve.usd) return 'money'
      if (tokensOf(spent) + worst.tokens > budget.tokens) return 'tokens'
      return null
    },
    secondsLeft,
    spend(usage) {
      spent = addUsage(spent, usage)
    },
  }
}

export function addUsage(one: Usage, other: Usage): Usage {
  return {
    usd: one.usd + other.usd,
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    turns: one.turns + other.turns,
  }
}

function tokensOf({ input, cacheRead, cacheWrite, output }: Usage): number {
  return input + cacheRead + cacheWrite + output
}
