import { spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { jumpingClock, scaledClock } from './clock.ts'
import { fakeGitHub } from './fake-github.ts'
import type { FakeGitHub } from './fake-github.ts'

const SCALE = 60
const clock = scaledClock(SCALE)
let fake: FakeGitHub
beforeEach(async () => {
  fake = await fakeGitHub({ clock })
})
afterEach(async () => {
  await fake.close()
})

/** What a Node process says whose clock is that of the fake; its real milliseconds beside. */
async function child(code: string): Promise<{ said: unknown; took: number }> {
  const started = Date.now()
  const env = { ...process.env, ...clock.env(), API: fake.apiUrl, TOKEN: fake.token }
  const node = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of node.stdout) text += String(chunk)
  return { said: JSON.parse(text) as unknown, took: Date.now() - started }
}

const REQUEST = `
const request = () => fetch(process.env.API + '/repos/octocat/example', {
  headers: { authorization: 'token ' + process.env.TOKEN, 'user-agent': 'test' },
})
`

describe('the clock of child processes', () => {
  it('lets a wait of Retry-After 60 be real for both sides and short for the test', async () => {
    fake.fault({ kind: 'secondary-limit', seconds: 60, match: 'repos/get' })
    const { said, took } = await child(`${REQUEST}
      import { setTimeout as wait } from 'node:timers/promises'
      const first = await request()
      const before = Date.now()
      await wait(Number(first.headers.get('retry-after')) * 1000)
      const waited = Date.now() - before
      const second = await request()
      console.log(JSON.stringify({ statuses: [first.status, second.status], waited }))
    `)
    expect(said).toMatchObject({ statuses: [403, 200] })
    expect((said as { waited: number }).waited).toBeGreaterThanOrEqual(59_000)
    expect(took).toBeLessThan(59_000)
    const [first, second] = fake.requests().map(({ time }) => time)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(60_000)
  })

  it('is the clock of the headers: the reset of a limit lies ahead by what is left', async () => {
    fake.fault({ kind: 'primary-limit', seconds: 120, match: 'repos/get' })
    const { said } = await child(`${REQUEST}
      const first = await request()
      const left = Number(first.headers.get('x-ratelimit-reset')) * 1000 - Date.now()
      const early = Date.parse(first.headers.get('date')) - Date.now()
      await new Promise((resolve) => setTimeout(resolve, left))
      console.log(JSON.stringify({ left, early, status: (await request()).status }))
    `)
    const { left, early, status } = said as { left: number; early: number; status: number }
    expect(status).toBe(200)
    expect(left).toBeGreaterThan(30_000)
    expect(left).toBeLessThanOrEqual(121_000)
    expect(Math.abs(early)).toBeLessThan(120_000) // two real seconds
  })

  it('runs timers, time limits and dates of the process and of its own children', async () => {
    const { said, took } = await child(`
      import { execFileSync } from 'node:child_process'
      import { promisify } from 'node:util'
      import { statSync } from 'node:fs'
      import timers from 'node:timers/promises'
      const before = Date.now()
      await promisify(setTimeout)(20_000)
      await timers.scheduler.wait(20_000)
      let ticks = 0
      await new Promise((resolve) => { const timer = setInterval(() => { if (++ticks === 3) { clearInterval(timer); resolve() } }, 10_000) })
      const passed = Date.now() - before
      const limit = AbortSignal.timeout(30_000)
      await new Promise((resolve) => setTimeout(resolve, 60_000)) // a time limit alone keeps no process alive
      const grandchild = Number(execFileSync(process.execPath, ['-p', 'Date.now()']).toString())
      console.log(JSON.stringify({
        passed,
        aborted: limit.reason?.name,
        near: Math.abs(grandchild - Date.now()) < 600_000,
        ahead: new Date().getTime() - before >= 100_000,
        kept: [statSync('.').mtime instanceof Date, new Date(0).getTime(), typeof Date(), Date.UTC(1970, 0, 1)],
      }))
    `)
    expect(said).toMatchObject({ aborted: 'TimeoutError', near: true, ahead: true, kept: [true, 0, 'string', 0] })
    expect((said as { passed: number }).passed).toBeGreaterThanOrEqual(69_000)
    expect(took).toBeLessThan(59_000)
  })
})

describe('a clock that jumps', () => {
  it('wakes sleepers in the order of their times and stands still otherwise', async () => {
    const jumping = jumpingClock(1000)
    const woken: [string, number][] = []
    const sleep = async (name: string, ms: number) => {
      await jumping.sleep(ms)
      woken.push([name, jumping.now()])
    }
    await Promise.all([sleep('late', 60_000), sleep('early', 5_000), sleep('at once', 0)])
    expect(woken).toEqual([
      ['at once', 1000],
      ['early', 6000],
      ['late', 61_000],
    ])
    expect(jumping.now()).toBe(61_000)
  })

  it('ends a sleep with the signal', async () => {
    const controller = new AbortController()
    const asleep = jumpingClock().sleep(1000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(asleep).rejects.toThrow('enough')
  })
})
