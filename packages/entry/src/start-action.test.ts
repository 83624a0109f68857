import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'

const ACTION = fileURLToPath(new URL('fixtures/tiny-action.ts', import.meta.url))

interface Ended {
  code: number | null
  stdout: string
  stderr: string
  summary: string
  outputs: Record<string, string>
  /** Milliseconds. */
  took: number
}

function written(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Runs the tiny action as a runner would; `interrupt` sends this signal once it says that it runs. */
async function run(mode: string, env: Record<string, string> = {}, interrupt?: NodeJS.Signals): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'entry-'))
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_EVENT_PATH: join(folder, 'event'),
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  writeFileSync(files.GITHUB_EVENT_PATH, '{"number":7}')
  const runner = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...files,
  }
  // nothing is inherited but what finds and runs Node: neither JEST_WORKER_ID nor a variable of the machine
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ACTION], {
    env: { PATH: process.env['PATH'] ?? '', ...runner, INPUT_MODE: mode, ...env },
  })
  let [stdout, stderr] = ['', '']
  let asked = performance.now()
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString()
    if (interrupt !== undefined && (stdout.includes('running') || mode === 'early') && child.kill(interrupt))
      asked = performance.now()
  })
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const outputs = Object.fromEntries(
    [...written(files.GITHUB_OUTPUT).matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)].map(
      ([, name = '', , value = '']) => [name, value],
    ),
  )
  return { code, stdout, stderr, summary: written(files.GITHUB_STEP_SUMMARY), outputs, took: performance.now() - asked }
}

describe('startAction', () => {
  it('writes outputs and the summary of a run that changed something', async () => {
    const { code, outputs, summary, stdout } = await run('changed', { 'INPUT_MAX-USD': '2' })
    expect(code).toBe(0)
    expect(outputs).toEqual({
      result: 'changed',
      reason: '',
      incomplete: '',
      findings: '0',
      proposed: '0',
      published: '1',
      'pull-request': 'https://example.org/pull/1',
      usd: '0.5',
      'input-tokens': '6',
      'output-tokens': '4',
      turns: '2',
      seconds: '1.5',
      out: '/out',
      'has-publication': 'true',
    })
    expect(summary).toContain('The summary of event 7, at most 2 dollars')
    expect(stdout).toMatch(/::group::A group\n[\s\S]*::endgroup::/)
  })

  it('C25: cuts a summary of 3 MiB to one that GitHub takes, at the end of a line and outside of code', async () => {
    const { code, summary } = await run('long')
    expect(code).toBe(0)
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(1024 * 1000)
    expect(summary).toMatch(/in it\n```\n\n\*This text was cut here[^*]*\*\n+$/)
    expect(summary.isWellFormed()).toBe(true)
  })

  it('lets no line of a tool be a command to the runner', async () => {
    const { stdout } = await run('changed')
    expect(stdout).not.toMatch(/^\s*::(?:add-path|error)/m)
    expect(stdout).not.toContain('##[')
  })

  it('masks secrets in the log, in outputs and in the summary', async () => {
    const { stdout, summary } = await run('changed', { 'INPUT_ANTHROPIC-API-KEY': 'my-very-secret-key' })
    expect(stdout).toContain('::add-mask::my-very-secret-key')
    expect(stdout.replace('::add-mask::my-very-secret-key', '')).not.toContain('my-very-secret-key')
    expect(summary).toContain('key: ***')
  })

  it('has the runner mask each secret that it is given, by its value and line by line', async () => {
    const { stdout } = await run('changed', {
      INPUT_SECRETS: 'A=first value\nB = x=y',
      UPKEEP_SECRET_C: 'one line\ntwo line',
    })
    for (const value of ['first value', 'x=y', 'one line', 'two line'])
      expect(stdout).toContain(`::add-mask::${value}\n`)
  })

  it('validates the inputs before it loads the action, and ends with 2', async () => {
    const { code, outputs, stdout, summary } = await run('changed', { 'INPUT_MAX-USD': 'lots' })
    expect(code).toBe(2)
    expect(outputs).toMatchObject({ result: 'failed', reason: 'usage', 'has-publication': 'false', findings: '0' })
    expect(stdout).toContain('::error::The input max-usd is "lots"')
    expect(stdout).not.toContain('loaded')
    expect(summary).toContain('Use a number from 0 to 1000')
  })

  it('warns where a run was skipped', async () => {
    const { code, stdout, outputs } = await run('skipped')
    expect(code).toBe(0)
    expect(stdout).toContain('::warning::Skipped: There is no workflow.')
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'no-ci' })
  })

  it.each([
    ['failed', 1, '::error::It went wrong.'],
    ['state', 1, '::error::Not a repository.'],
    ['bug', 1, 'Please report it'],
    ['stray', 1, 'Please report it'],
  ])('ends with an error where the run %s', async (mode, exit, text) => {
    const { code, stdout, outputs } = await run(mode)
    expect(code).toBe(exit)
    expect(stdout).toContain(text)
    expect(outputs['result']).toBe('failed')
    if (mode === 'bug') expect(stdout).toContain('tiny-action.ts')
  })

  it('does not wait for what the action left open', async () => {
    const { code, took } = await run('open')
    expect(code).toBe(0)
    expect(took).toBeLessThan(15_000)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with outputs within five seconds of %s', async (signal) => {
    for (const mode of ['obedient', 'stubborn']) {
      const { code, outputs, took } = await run(mode, {}, signal)
      expect(code).toBe(1)
      expect(outputs).toMatchObject({ result: 'failed', reason: 'time' })
      expect(took).toBeLessThan(5000)
    }
  })

  it('refuses an event that can not be read', async () => {
    const { code, stdout } = await run('changed', { GITHUB_EVENT_PATH: '/nowhere/event.json' })
    expect(code).toBe(1)
    expect(stdout).toContain('could not be read')
  })

  it('hides secrets from the commands of the repository', async () => {
    const { stdout } = await run('environment', {
      NPM_TOKEN: 'abcdefgh',
      NODE_OPTIONS: '--no-warnings',
      MY_FLAG: '1',
      INPUT_ENV: 'MY_FLAG, NPM_TOKEN',
      VIRTUAL_ENV: '/venv',
    })
    const names = /child: (.*)/.exec(stdout)?.[1]?.split(' ') ?? []
    expect(names).toEqual(expect.arrayContaining(['PATH', 'VIRTUAL_ENV', 'MY_FLAG', 'CI', 'GITHUB_ACTIONS']))
    for (const name of ['NPM_TOKEN', 'NODE_OPTIONS', 'GITHUB_OUTPUT', 'GITHUB_EVENT_PATH', 'INPUT_ENV'])
      expect(names).not.toContain(name)
    expect(stdout).toContain('::warning::Not passed on')
  })

  it('logs to standard error off a runner, and ends with the code of the signal there', async () => {
    const { code, stdout, stderr } = await run('skipped', { GITHUB_ACTIONS: '' })
    expect([code, stdout]).toEqual([0, 'loaded\n'])
    expect(stderr).toContain('warning: Skipped')
    expect((await run('early', { GITHUB_ACTIONS: '' }, 'SIGINT')).code).toBe(130)
  })
})
