import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { soakRun } from './soak.fixture.ts'
import { SCENARIOS } from './soak-scenarios.fixture.ts'

const SEEDS = 300
const COMMAND = fileURLToPath(new URL('soak-command.fixture.ts', import.meta.url))

describe('publications on a GitHub that fails by chance', () => {
  it(`keep their promises for ${SEEDS} seeds; 10,000 are \`npm run soak\``, async () => {
    const run = promisify(execFile)(process.execPath, [COMMAND, '--seeds', String(SEEDS)])
    const { stdout } = await run.catch((error: unknown) => error as { stdout: string }) // it fails where anything was broken
    const summary = /^300 publications, (\d+) disturbed runs, (\d+) faults, .* 0 broken \(\d+ s\)\n$/.exec(stdout)
    expect(summary === null ? stdout : null).toBeNull() // what was broken, by seed
    const [disturbed, faults] = [Number(summary?.[1]), Number(summary?.[2])]
    expect(disturbed).toBeGreaterThan(SEEDS * 1.3)
    expect(faults).toBeGreaterThan(SEEDS * 2)
  }, 600_000) // ten seconds of two free processors; a loaded machine takes its time

  it('are of every kind, the same for the same seed', async () => {
    const kinds = Object.keys(SCENARIOS)
    const runs = await Promise.all(kinds.map((_, index) => soakRun(index)))
    expect(runs.map(({ scenario }) => scenario)).toEqual(kinds)
    const [first] = runs
    expect(await soakRun(0)).toEqual(first)
  })
})
