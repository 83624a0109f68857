import type { Usage } from '@upkeep/schema'
import { PRICES } from './prices.data.ts'
import type { Price } from './prices.data.ts'

/** What may stand behind the name of the price table: a date, or a word for the newest. */
const VERSION = /^(?:-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest))?$/

/** The price of a model at its provider's own address; null where it is not in the table: a near name is no price. */
export function priceOf(provider: Price['provider'], id: string): Price | null {
  return (
    PRICES.find(
      (price) =>
        price.provider === provider && id.startsWith(price.model) && VERSION.test(id.slice(price.model.length)),
    ) ?? null
  )
}

/** US dollars. Reasoning is part of the output. */
export function costOf(price: Price, { input, cacheRead, cacheWrite, output }: Usage): number {
  const millionths =
    input * price.input + cacheRead * price.cacheRead + cacheWrite * price.cacheWrite + output * price.output
  return millionths / 1_000_000
}
