import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { fakeGitHub, scaledClock } from '@upkeep/testing/github'
import type { FaultKind } from '@upkeep/testing/github'

const READER = fileURLToPath(new URL('reader.fixture.ts', import.meta.url))

/** A process that reads while the fault lasts, on a clock on which 20 s take two. */
async function read(fault: FaultKind) {
  const clock = scaledClock(10)
  await using fake = await fakeGitHub({ clock })
  fake.fault({ ...fault, match: 'read' })
  const env = { PATH: process.env['PATH'], ...clock.env() }
  const { stdout } = await promisify(execFile)(process.execPath, [READER, fake.apiUrl, fake.token], { env })
  const [first, second] = fake.requests().map(({ time }) => time)
  return { said: JSON.parse(stdout) as object, waited: (second ?? 0) - (first ?? 0) }
}

describe('the clock of a process', () => {
  it('D02: really waits for the Retry-After of 20 s', async () => {
    const { said, waited } = await read({ kind: 'secondary-limit', seconds: 20 })
    expect(said).toMatchObject({ permission: 'admin', requests: 2 })
    expect(waited).toBeGreaterThanOrEqual(20_000)
  })

  it('D01: really waits for the reset of the limit', async () => {
    const { said, waited } = await read({ kind: 'primary-limit', seconds: 20 })
    expect(said).toMatchObject({ permission: 'admin', requests: 2 })
    expect(waited).toBeGreaterThanOrEqual(19_000)
  })
})
