import { bisected, fixpointRuns } from '../src/fixture-batches.ts'
import type { Setting } from '../src/fixture-batches.ts'

const SIZES = [20, 40]
const RATES = [0.02, 0.05, 0.1, 0.2]

/** Mean judgements per batch of simulated proposals, of which each is bad by chance and none needs another. */
export const bench = {
  name: 'batches',
  async run() {
    const rows: { what: string; value: string; baseline: string; ratio: number }[] = []
    for (const size of SIZES)
      for (const rate of RATES)
        for (const right of [0, 0.7, 1]) rows.push(rowOf({ size, rate, right }, await bisected({ size, rate, right })))
    for (const size of [80, 400])
      for (const rate of RATES) {
        const value = await fixpointRuns(size, rate)
        const what = `fix-point, ${size} edits, ${percent(rate)} bad, blamed by function`
        rows.push({ what, value: `${value.toFixed(2)} runs`, baseline: `one by one ${size}`, ratio: value / size })
      }
    return rows
  },
}

function rowOf({ size, rate, right }: Setting, value: number) {
  const blame = right === 0 ? 'without suspects' : `suspects right ${percent(right)}`
  const what = `bisection, ${size} proposals, ${percent(rate)} bad, ${blame}`
  return { what, value: `${value.toFixed(2)} runs`, baseline: `one by one ${size}`, ratio: value / size }
}

function percent(rate: number): string {
  return `${Math.round(rate * 100)} %`
}
