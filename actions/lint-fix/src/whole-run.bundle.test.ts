import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { pullJob } from './job.fixture.ts'
import { BASE } from './repository.fixture.ts'

it('the bundle, away from the packages of this repository, commits what the tools of the pull request fix, and ends at once on green', async () => {
  const away = mkdtempSync(join(tmpdir(), 'upkeep-bundle-'))
  try {
    cpSync(resolve('build', 'bundle'), away, { recursive: true })
    await using at = await pullJob({
      base: BASE,
      change: { 'src/b.ts': 'export   const b = 1\n' },
      main: join(away, 'index.js'),
    })
    const green = await at.step({ inputs: { 'job-status': 'success' } })
    expect(green).toMatchObject({ status: 0, outputs: { result: 'clean' } })
    expect(green.seconds).toBeLessThan(6) // below 2 s on a machine of its own
    const { status, log, outputs } = await at.step()
    expect({ status, outputs, log }).toMatchObject({ status: 0, outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['src/b.ts']).toBe('export const b = 1\n')
    expect(at.written()).toHaveLength(1)
  } finally {
    rmSync(away, { recursive: true })
  }
}, 120_000)
