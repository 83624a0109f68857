import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { failed } from './asked.fixture.ts'
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

/** Prints the most memory that a process ever had, in MB, when it ends. */
const PEAK = `--import=data:text/javascript,${encodeURIComponent("process.on('exit', () => process._rawDebug('peak', process.resourceUsage().maxRSS / 1024))")}`

const STAMP = '2026-11-20T09:30:04.1234567Z '

it.each([
  [
    'many lines',
    `${STAMP}\u001B[31msrc/a.test.ts\u001B[0m expected 1, got 2 at some place that is named here\n`.repeat(500),
  ],
  ['one line', 'x'.repeat(65_536)],
])(
  'F21: the whole action takes less than 150 MB of memory for a log of 200 MB (%s)',
  async (_, piece) => {
    function* log(): Generator<string> {
      const header = ['##[group]Run prettier --check .', 'shell: bash', '##[endgroup]']
      for (let size = 0; size < 201_000_000; size += piece.length) yield piece
      for (const line of ['', ...header, '##[error]Process completed with exit code 1.']) yield `${STAMP}${line}\n`
    }
    await using at = await failed({ main: resolve('build', 'bundle', 'index.js'), log })
    const payload = { workflow_run: { head_sha: at.fake.repository().branch('topic'), pull_requests: [] } }
    const env = { NODE_OPTIONS: PEAK }
    const told = await at.step({ event: 'workflow_run', inputs: { publish: 'file' }, payload, env })
    expect(told.log).toContain('`prettier --check .` fails with 1')
    expect(Number(/^peak (\S+)$/m.exec(told.log)?.[1])).toBeLessThan(150)
  },
  120_000,
)
