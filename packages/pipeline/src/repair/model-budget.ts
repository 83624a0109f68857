import { PRICES_AS_OF } from '@upkeep/agent-core'
import type { Model } from '@upkeep/agent-core'
import { NO_USAGE } from '@upkeep/schema'
import type { Budget } from '@upkeep/schema'
import type { ClimbLimits } from '../climb.ts'

/** Tokens that stand for a US dollar where a price is not known: as if a million cost five. */
const TOKENS_PER_USD = 200_000
/** The share of the time that is kept for proof and report, and the most of it in seconds. */
const RESERVE = { share: 0.1, most: 180 }
/** No limit, in a form that JSON can say. */
const MANY = Number.MAX_SAFE_INTEGER

/** The inputs max-usd, max-minutes (in seconds), max-turns, max-findings and model-timeout, and the files that one batch may touch. */
export interface ModelWishes {
  usd: number
  seconds: number
  turns: number
  findings: number
  files: number
  secondsPerCall: number
}

/**
 * The bounds of the model part. Where the price of a model is not known, money can not be counted: a number of tokens takes its
 * place, and `word` says so.
 */
export function modelBudget(wishes: ModelWishes, models: readonly Model[]): { most: ClimbLimits; word: string | null } {
  const unpriced = models.filter((model) => model.cost(NO_USAGE) === null).map(({ name }) => name)
  const tokens = unpriced.length === 0 ? MANY : Math.round(wishes.usd * TOKENS_PER_USD)
  const budget: Budget = { usd: wishes.usd, tokens, turns: wishes.turns, seconds: wishes.seconds }
  const seconds = Math.min(RESERVE.most, wishes.seconds * RESERVE.share)
  const word =
    unpriced.length === 0
      ? null
      : `The price of ${[...new Set(unpriced)].join(' and ')} is not known (price table of ${PRICES_AS_OF}): the run may use ${tokens} tokens in place of USD ${wishes.usd}.`
  return {
    most: {
      files: wishes.files,
      findings: wishes.findings,
      budget,
      reserve: { usd: 0, tokens: 0, turns: 0, seconds },
      secondsPerCall: wishes.secondsPerCall,
    },
    word,
  }
}
