import { afterEach, describe, expect, it } from '@jest/globals'
import { GitHubError, RateLimitError, connect } from '@upkeep/github'
import type { ConnectOptions, GitHub } from '@upkeep/github'
import { UserError } from '@upkeep/schema'
import * as z from 'zod/mini'
import { writeRest } from '../write/once.ts'
import { TOKEN, scene } from '../scripted.fixture.ts'
import type { Scene, Scripted } from '../scripted.fixture.ts'

const Answer = z.object({ ok: z.boolean() })
const ok: Scripted = { body: { ok: true } }
const data: Scripted = { body: { data: { ok: true } } }
const ROUTE = 'GET /repos/{owner}/{repo}/thing'
const POST = 'POST /repos/{owner}/{repo}/pulls'
const read = (github: GitHub) => github.get(ROUTE, {}, Answer)
const ask = (github: GitHub) => github.query('query Thing { ok }', {}, Answer)
const post = (github: GitHub) => writeRest(github, POST, {}, Answer)
const caught = async (promise: Promise<unknown>) =>
  await promise.then(
    () => null,
    (error: unknown) => error,
  )

const scenes: Scene[] = []
async function open(answers: readonly Scripted[], options: Partial<ConnectOptions> = {}): Promise<Scene> {
  const one = await scene(answers, options)
  scenes.push(one)
  return one
}
afterEach(async () => {
  for (const one of scenes.splice(0)) await one.close()
})

describe('a rate limit', () => {
  const limited = (headers: Record<string, string>, message = 'API rate limit exceeded', status = 403): Scripted => ({
    status,
    headers,
    body: { message },
  })
  const secondary = 'You have exceeded a secondary rate limit'
  const resetIn = (seconds: number) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(1_800_000_000 + seconds),
  })

  it('D01: that is over in 20 s is waited for', async () => {
    const { github, clock, seen } = await open([limited(resetIn(20)), ok])
    expect(await read(github)).toEqual({ ok: true })
    expect(clock.slept).toEqual([20_000])
    expect(seen).toHaveLength(2)
  })

  it('D01: that lasts 3,500 s more is deferred, of reads and of writes', async () => {
    for (const call of [read, post]) {
      const { github, clock, seen } = await open([limited(resetIn(3500)), ok])
      const error = await caught(call(github))
      expect(error).toBeInstanceOf(RateLimitError)
      expect(error).toMatchObject({ status: 403, retryAt: clock.now() + 3_500_000 })
      expect(clock.slept).toEqual([])
      expect(seen).toHaveLength(1)
    }
  })

  it('D02: with Retry-After 7 silences everything for 7 s, writes too', async () => {
    const { github, seen } = await open([limited({ 'retry-after': '7' }, secondary, 429), ok])
    await Promise.all([post(github), post(github)])
    const [first, ...later] = seen.map(({ at }) => at)
    expect(later).toHaveLength(2)
    for (const at of later) expect(at - (first ?? 0)).toBeGreaterThanOrEqual(7000)
  })

  it('D03: of the secondary kind without Retry-After waits 60 s, then 120 s, and ends at the third try', async () => {
    const { github, clock, seen } = await open([limited({}, secondary)])
    expect(await caught(post(github))).toBeInstanceOf(RateLimitError)
    expect(clock.slept).toEqual([60_000, 120_000])
    expect(seen).toHaveLength(3)
  })

  it('D10: of GraphQL comes with status 200 and is deferred all the same', async () => {
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }]
    const { github } = await open([{ headers: resetIn(3500), body: { data: null, errors } }])
    expect(await caught(ask(github))).toBeInstanceOf(RateLimitError)
  })

  it('D17: whose reset has passed, is missing or is text is waited for at least a second, never NaN', async () => {
    for (const reset of ['1', '', 'soon', '-5', 'NaN', '1e99', '1799999999']) {
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
      const { github, clock } = await open([limited(headers), ok])
      expect(await read(github)).toEqual({ ok: true })
      expect(clock.slept).toHaveLength(1)
      expect(clock.slept[0]).toBeGreaterThanOrEqual(1000)
      expect(clock.slept[0]).toBeLessThanOrEqual(60_000)
    }
  })

  it('has a reserve that nothing new is begun on, but what is being published is finished', async () => {
    const low = { 'x-ratelimit-remaining': '49', 'x-ratelimit-reset': String(1_800_000_000 + 900) }
    const { github, seen } = await open([{ ...ok, headers: low }])
    await read(github)
    const error = await caught(read(github))
    expect(error).toBeInstanceOf(RateLimitError)
    expect(error).toMatchObject({ retryAt: 1_800_000_900_000 })
    expect(seen).toHaveLength(1)
    const writing = await open([ok, { ...ok, headers: low }, ok])
    await post(writing.github)
    await post(writing.github)
    expect(await read(writing.github)).toEqual({ ok: true })
  })

  it('shares what may be waited in all', async () => {
    const pause = limited({ 'retry-after': '10' }, secondary, 429)
    const { github, clock } = await open([pause, ok, pause, ok], { maxWaitSeconds: 15 })
    await read(github)
    expect(await caught(read(github))).toBeInstanceOf(RateLimitError)
    expect(clock.slept).toEqual([10_000])
  })
})

describe('a failure', () => {
  it('D06: of the server is tried three times and then named with endpoint and request id', async () => {
    const { github, seen, clock } = await open([
      { status: 500, headers: { 'x-github-request-id': 'ABC:1' }, body: { message: 'Server Error' } },
    ])
    const error = await caught(read(github))
    expect(error).toBeInstanceOf(GitHubError)
    expect(error).toMatchObject({ status: 500, retryable: true, endpoint: ROUTE, requestId: 'ABC:1' })
    expect(String(error)).toContain(`answered 500 to ${ROUTE} (request ABC:1): Server Error`)
    expect(seen).toHaveLength(3)
    expect(clock.slept).toEqual([1000, 2000])
  })

  it('D10: in GraphQL with status 200 is no success, whether data came along or not', async () => {
    const errors = [{ message: 'Something went wrong while executing your query.' }]
    const { github, seen } = await open([
      { body: { data: { ok: true }, errors } },
      { body: { data: null, errors } },
      data,
    ])
    expect(await ask(github)).toEqual({ ok: true })
    expect(seen).toHaveLength(3)
    const missing = await open([{ body: { data: { ok: null }, errors: [{ type: 'NOT_FOUND', message: 'no' }] } }])
    expect(await caught(ask(missing.github))).toMatchObject({ type: 'NOT_FOUND', retryable: false })
    expect(missing.seen).toHaveLength(1)
  })

  const cut: Scripted = { act: (request) => request.socket.destroy() }
  const half: Scripted = {
    act: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"ok":')
      response.socket?.destroySoon()
    },
  }
  const odd: Record<string, Scripted> = {
    'an HTML 503 page': { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>Unicorn!</h1>' },
    'an HTML page with status 200': { headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' },
    'truncated JSON': { body: '{"ok": tr' },
    'a body that is cut': half,
    'a closed socket': cut,
    'gzip that is none': { headers: { 'content-encoding': 'gzip' }, body: 'not gzip at all' },
    'an empty body': { body: '' },
    'JSON null': { body: 'null' },
    'other fields than documented': { body: { ok: 'yes', data: { ok: 1 } } },
  }

  it.each(Object.keys(odd))('D18: that is %s is tried again, of REST and of GraphQL', async (name) => {
    const scripted = odd[name] ?? {}
    const rest = await open([scripted, ok])
    expect(await read(rest.github)).toEqual({ ok: true })
    const graphql = await open([scripted, data])
    expect(await ask(graphql.github)).toEqual({ ok: true })
    const lasting = await open([scripted])
    expect(await caught(read(lasting.github))).toMatchObject({ name: 'ExternalError', retryable: true })
    expect(lasting.seen).toHaveLength(3)
  })

  it('D18: that redirects to another host is an error, and the token does not go there', async () => {
    const other = await open([ok])
    for (const status of [301, 302, 307]) {
      const { github, seen } = await open([{ status, headers: { location: `${other.url}/repos/o/n/thing` }, body: {} }])
      expect(await caught(read(github))).toMatchObject({ status, retryable: true })
      expect(seen.map(({ authorization }) => authorization)).toEqual(Array(3).fill(`token ${TOKEN}`))
      expect(await caught(post(github))).toMatchObject({ status })
    }
    expect(other.seen).toEqual([])
  })

  it('of a write is never tried again by itself', async () => {
    for (const scripted of [...Object.values(odd), { status: 500, body: { message: 'x' } }]) {
      const { github, seen } = await open([scripted, ok])
      expect(await caught(post(github))).toMatchObject({ retryable: true })
      expect(seen).toHaveLength(1)
    }
  })

  it('of 404 is null to a read', async () => {
    const { github, seen } = await open([{ status: 404, body: { message: 'Not Found' } }])
    expect(await read(github)).toBeNull()
    expect(seen).toHaveLength(1)
  })
})

describe('a refusal', () => {
  const message = 'Resource not accessible by integration'

  it('D07: for a missing permission is not tried again and names the line that is missing', async () => {
    const { github, seen } = await open([{ status: 403, body: { message } }])
    const error = await caught(post(github))
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ remedy: 'Add `pull-requests: write` to the `permissions:` of this job.' })
    expect(seen).toHaveLength(1)
    expect(await caught(read(github))).toMatchObject({ remedy: expect.stringContaining('`contents: read`') })
    expect(seen).toHaveLength(2)
  })

  it("D07: names it in GitHub's own words where the answer has them", async () => {
    const headers = { 'x-accepted-github-permissions': 'pull_requests=write; contents=read' }
    const { github } = await open([{ status: 403, headers, body: { message } }])
    expect(await caught(read(github))).toMatchObject({ remedy: expect.stringContaining('`pull-requests: write`') })
  })

  it('D07: comes from GraphQL with status 200', async () => {
    const { github, seen } = await open([{ body: { data: { ok: null }, errors: [{ type: 'FORBIDDEN', message }] } }])
    expect(await caught(ask(github))).toBeInstanceOf(UserError)
    expect(seen).toHaveLength(1)
  })

  it('of the token says so and does not show it', async () => {
    const { github, lines } = await open([{ status: 401, body: { message: 'Bad credentials' } }])
    const error = await caught(read(github))
    expect(error).toBeInstanceOf(UserError)
    expect(String(error) + lines.join('')).not.toContain(TOKEN)
  })

  it('of pull requests by Actions names the setting', async () => {
    const sentence = 'GitHub Actions is not permitted to create or approve pull requests.'
    const { github } = await open([{ status: 403, body: { message: sentence } }])
    expect(await caught(post(github))).toMatchObject({ remedy: expect.stringContaining('Settings') })
  })
})

describe('a connection', () => {
  it('D13: writes one by one, each at least a second after the one before', async () => {
    const { github, seen } = await open([ok])
    await Promise.all(Array.from({ length: 10 }, () => post(github)))
    const times = seen.map(({ at }) => at)
    expect(times).toHaveLength(10)
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(1000)
    expect(github.requests()).toEqual({ made: 10, left: 140, writes: 10 })
  })

  it('stops at its budget of requests', async () => {
    const { github, seen } = await open([ok], { maxRequests: 2 })
    await read(github)
    await read(github)
    expect(await caught(post(github))).toBeInstanceOf(RateLimitError)
    expect(seen).toHaveLength(2)
  })

  it('D15: ends a wait with the signal and sends nothing after it', async () => {
    const { github, clock, seen, controller } = await open([
      { status: 429, headers: { 'retry-after': '60' }, body: {} },
      ok,
    ])
    clock.onSleep = () => controller.abort(new Error('cancelled'))
    expect(await caught(post(github))).toMatchObject({ message: 'cancelled' })
    expect(await caught(post(github))).toMatchObject({ message: 'cancelled' })
    expect(await caught(read(github))).toMatchObject({ message: 'cancelled' })
    expect(seen).toHaveLength(1)
  })

  it('D15: ends a request that hangs with the signal', async () => {
    const { github, seen, controller } = await open([{ act: () => {} }])
    const asked = caught(read(github))
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort(new Error('cancelled'))
    expect(await asked).toMatchObject({ message: 'cancelled' })
  })

  it('refuses a repository and an address that can not be one', () => {
    const options: Omit<ConnectOptions, 'clock'> = {
      token: 't',
      repository: { owner: 'o', name: 'n' },
      apiUrl: 'https://api.github.com',
      signal: new AbortController().signal,
      log: () => {},
    }
    expect(connect(options).repository).toEqual({ owner: 'o', name: 'n' })
    const wrong: Partial<ConnectOptions>[] = [
      { repository: { owner: '..', name: 'n' } },
      { repository: { owner: 'o', name: 'n/issues' } },
      { apiUrl: 'http://api.github.com' },
      { apiUrl: 'ftp://x' },
      { token: '' },
    ]
    for (const one of wrong) expect(() => connect({ ...options, ...one })).toThrow(UserError)
  })
})
