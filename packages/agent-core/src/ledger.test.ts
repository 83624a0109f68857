import { describe, expect, it } from '@jest/globals'
import { NO_USAGE } from '@upkeep/schema'
import { openLedger } from './ledger.ts'
import { maskHistory } from './mask.ts'
import { costOf, priceOf } from './price.ts'
import { PRICES, PRICES_AS_OF } from './prices.data.ts'
import { circleWatch } from './stuck.ts'

const budget = { usd: 1, tokens: 1000, turns: 10, seconds: 100 }
const clock = () => {
  let time = 5000
  return { now: () => time, pass: (seconds: number) => (time += seconds * 1000) }
}

describe('a ledger', () => {
  it('refuses what could be more than is left, before it is spent', () => {
    const ledger = openLedger({ budget, reserve: { usd: 0.2, seconds: 10 }, now: clock().now })
    expect(ledger.refusal({ usd: 0.8, tokens: 1000 }, 0)).toBeNull()
    expect(ledger.refusal({ usd: 0.81, tokens: 0 }, 0)).toBe('money')
    expect(ledger.refusal({ usd: 0, tokens: 1001 }, 0)).toBe('tokens')
    ledger.spend({ ...NO_USAGE, usd: 0.5, input: 300, cacheRead: 300 })
    expect(ledger.refusal({ usd: 0.31, tokens: 0 }, 0)).toBe('money')
    expect(ledger.refusal({ usd: 0.3, tokens: 400 }, 0)).toBeNull()
  })

  it('keeps the reserve of time for the proof and the report', () => {
    const { now, pass } = clock()
    const ledger = openLedger({ budget, reserve: { usd: 0, seconds: 10 }, now })
    pass(89.5)
    expect(ledger.secondsLeft(ledger.elapsed())).toBe(0.5)
    pass(0.5)
    expect(ledger.refusal({ usd: 0, tokens: 0 }, ledger.elapsed())).toBe('time')
  })
})

describe('a price', () => {
  it('is that of the model, with a date or without, and of no other model', () => {
    expect(priceOf('anthropic', 'claude-opus-5')?.input).toBe(5)
    expect(priceOf('anthropic', 'claude-opus-5-20260724')?.input).toBe(5)
    expect(priceOf('anthropic', 'claude-opus-5-5')?.input).toBe(4)
    expect(priceOf('openai', 'gpt-5.4-mini-2026-03-01')?.input).toBe(0.75)
    expect(priceOf('openai', 'gpt-5.4-ultra')).toBeNull()
    expect(priceOf('openai', 'claude-opus-5')).toBeNull()
  })

  it('counts what was cached by its own price', () => {
    const price = priceOf('anthropic', 'claude-opus-5-5')
    const usage = { ...NO_USAGE, input: 1_000_000, cacheRead: 1_000_000, cacheWrite: 1_000_000, output: 1_000_000 }
    expect(price === null ? null : costOf(price, usage)).toBeCloseTo(4 + 0.2 + 5 + 20)
  })

  it('stands in a dated table in which no model is listed twice and nothing cached costs more than to write it', () => {
    expect(PRICES_AS_OF).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(new Set(PRICES.map(({ model }) => model)).size).toBe(PRICES.length)
    expect(PRICES.filter(({ cacheRead, input, cacheWrite }) => cacheRead > input || cacheWrite < input)).toEqual([])
  })
})

describe('the mask', () => {
  const result = (n: number, text: string) => ({ id: `c${n}`, name: 'bash', text, isError: false })
  const history = (results: number) => [
    { role: 'user' as const, text: 'task' },
    ...Array.from({ length: results }, (_, n) => ({
      role: 'tools' as const,
      results: [result(n, `exit 0\n${'x\n'.repeat(500)}`)],
    })),
  ]

  it('keeps the last eight results whole and says of the others how long they were', () => {
    const masked = maskHistory(history(10))
    const texts = masked?.messages.flatMap((one) => (one.role === 'tools' ? one.results.map(({ text }) => text) : []))
    expect(texts?.slice(0, 2)).toEqual(Array(2).fill('[output elided: 502 lines, exit 0]'))
    expect(texts?.slice(2).every((text) => text.length > 900)).toBe(true)
    expect(masked?.messages[0]).toEqual({ role: 'user', text: 'task' })
    expect(masked?.tokensAfter).toBeLessThan(masked?.tokensBefore ?? 0)
  })

  it('does nothing where there is nothing to gain', () => {
    expect(maskHistory(history(8))).toBeNull()
  })
})

describe('the watch for circles', () => {
  it('takes calls for the same whose times and numbers of processes differ', () => {
    const watch = circleWatch()
    const step = (n: number) => ({
      name: 'bash',
      input: { command: 'npm test' },
      output: `3 failed in ${n}.5 s, pid ${n}`,
    })
    expect([1, 2, 3, 4].map((n) => watch.after(step(n)))).toEqual([null, null, 'steer', 'end'])
  })

  it('takes the same call with another answer for progress', () => {
    const watch = circleWatch()
    const step = (n: number) => ({ name: 'check', input: {}, output: 'error '.repeat(n) })
    expect(Array.from({ length: 20 }, (_, n) => watch.after(step(n))).every((one) => one === null)).toBe(true)
  })
})
