import { describe, expect, it } from '@jest/globals'
import { SCENARIOS } from './soak-scenarios.fixture.ts'
import { soakRun } from './soak.fixture.ts'

const SEEDS = 300

describe('a publication on a GitHub that fails by chance', () => {
  it(`keeps its promises for ${SEEDS} seeds (10,000 by \`npm run soak\`)`, async () => {
    const broken: string[] = []
    const met = { scenarios: new Set<string>(), faults: 0, several: 0 }
    for (let seed = 1; seed <= SEEDS; seed++) {
      const done = await soakRun(seed)
      met.scenarios.add(done.scenario)
      met.faults += done.faults
      if (done.runs > 1) met.several += 1
      broken.push(...done.broken.map((what) => `seed ${seed}, ${done.scenario}: ${what}`))
    }
    expect(broken).toEqual([])
    expect([...met.scenarios].toSorted()).toEqual(Object.keys(SCENARIOS).toSorted())
    expect(met.faults).toBeGreaterThan(SEEDS)
    expect(met.several).toBeGreaterThan(SEEDS / 10)
  }, 120_000)
})
