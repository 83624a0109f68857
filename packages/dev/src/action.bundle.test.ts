import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { runnerEnvironment } from '@upkeep/testing'

/** What holds for the bundle of every action; `npm run test:bundle` starts this in each action's folder. */
const name = basename(resolve('.'))
const bundle = resolve('build', 'bundle')

describe(`the bundle of ${name}`, () => {
  let away = ''
  beforeAll(() => {
    // away from node_modules, as on a user's runner
    away = mkdtempSync(join(tmpdir(), 'upkeep-bundle-'))
    cpSync(bundle, away, { recursive: true })
  })
  afterAll(() => {
    rmSync(away, { recursive: true })
  })

  const start = (env: Record<string, string>, cwd: string) =>
    spawnSync(process.execPath, [join(away, 'index.js')], { env, cwd, encoding: 'utf8', timeout: 60_000 })

  it('ends with 2 and names the input when one is wrong, before anything else is loaded', async () => {
    const manifest = readFileSync('action.yml', 'utf8')
    const input = ['max-minutes', 'max-requests'].find((each) => manifest.includes(`\n  ${each}:\n`)) ?? ''
    await using runner = await runnerEnvironment({ workspace: away, inputs: { [input]: 'many' } })
    const { status, stdout } = start(runner.env, away)
    expect(stdout).toMatch(new RegExp(`::error.*${input}.*many`))
    expect(status).toBe(2)
    expect(runner.outputs()).toMatchObject({ result: 'failed', reason: 'usage' })
  })

  it('holds ES modules, the licences of what went in, and no path of the machine that made it', () => {
    expect(readFileSync(join(bundle, 'package.json'), 'utf8')).toContain('"type": "module"')
    expect(readFileSync(join(bundle, 'licenses.txt'), 'utf8')).toMatch(/^@actions\/core@\d/m)
    const root = resolve('..', '..')
    const holding = readdirSync(bundle, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[cm]?js$/.test(file))
      .filter((file) => readFileSync(join(bundle, file), 'utf8').includes(root))
    expect(holding).toEqual([])
  })
})
