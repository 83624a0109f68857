import { afterEach, describe, expect, it } from '@jest/globals'
import { jumpingClock } from './clock.ts'
import type { FakeGitHubOptions } from './fake-github.ts'
import { failed, opened } from './octokit.fixture.ts'
import type { Opened } from './octokit.fixture.ts'

const scenes: Opened[] = []
async function open(options: FakeGitHubOptions = {}) {
  const clock = jumpingClock()
  const scene = await opened({ clock, ...options })
  scenes.push(scene)
  return { ...scene, clock }
}
afterEach(async () => {
  for (const { fake } of scenes.splice(0)) await fake.close()
})

describe('the hourly limit', () => {
  it('is counted down in the headers, refuses what is above it, and starts again', async () => {
    const { octokit, at, clock } = await open({ limits: { core: 3 } })
    const get = () => octokit.rest.repos.get(at)
    const { headers } = await get()
    expect(headers).toMatchObject({
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': '2',
      'x-ratelimit-used': '1',
      'x-ratelimit-resource': 'core',
      'x-ratelimit-reset': String(clock.now() / 1000 + 3600),
    })
    await get()
    await get()
    const refused = await failed(get())
    expect([refused.status, refused.response?.headers['x-ratelimit-remaining']]).toEqual([403, '0'])
    expect(refused.message).toContain('API rate limit exceeded')
    const { data } = await octokit.rest.rateLimit.get()
    expect(data.resources.core).toMatchObject({ limit: 3, remaining: 0, used: 3 })
    clock.advance(3_600_000)
    expect((await get()).headers['x-ratelimit-remaining']).toBe('2')
  })

  it('is counted in points of GraphQL apart, refused with status 200', async () => {
    const { octokit, at } = await open({ limits: { graphql: 2, core: 100 } })
    const ask = () => octokit.graphql('query { viewer { login } }')
    await ask()
    await ask()
    const refused = await failed(ask())
    expect(refused).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] })
    expect((await octokit.rest.repos.get(at)).status).toBe(200)
  })

  it('can be of one token', async () => {
    const { fake, octokit, at, as } = await open()
    const poor = as(fake.addToken({ limits: { core: 0 } }))
    expect((await failed(poor.rest.repos.get(at))).status).toBe(403)
    expect((await octokit.rest.repos.get(at)).status).toBe(200)
  })
})

describe('the secondary limit', () => {
  it('refuses more writes than a minute may have, with Retry-After, and reads go on', async () => {
    const { fake, octokit, repository, at, clock } = await open({ limits: { writesPerMinute: 2 } })
    const issue_number = repository.issue()
    const write = () => octokit.rest.issues.createComment({ ...at, issue_number, body: 'x' })
    await write()
    await write()
    const refused = await failed(write())
    expect([refused.status, refused.response?.headers['retry-after']]).toEqual([403, '60'])
    expect(refused.message).toContain('secondary rate limit')
    expect((await octokit.rest.issues.get({ ...at, issue_number })).status).toBe(200)
    clock.advance(60_000)
    await write()
    expect(fake.writes().map(({ done }) => done)).toEqual([true, true, false, true])
  })

  it('can leave the header out', async () => {
    const { octokit, repository, at } = await open({ limits: { writesPerMinute: 0, retryAfter: null } })
    const write = octokit.rest.issues.createComment({ ...at, issue_number: repository.issue(), body: 'x' })
    expect((await failed(write)).response?.headers).not.toHaveProperty('retry-after')
  })

  it('holds for all requests of a fault that sets it, until its time is over', async () => {
    const { fake, octokit, at, clock } = await open()
    fake.fault({ kind: 'secondary-limit', seconds: 7, status: 429, match: 'repos/get' })
    const get = () => octokit.rest.repos.get(at)
    const first = await failed(get())
    expect([first.status, first.response?.headers['retry-after']]).toEqual([429, '7'])
    clock.advance(5_000)
    expect((await failed(octokit.graphql('query { viewer { login } }'))).response?.headers['retry-after']).toBe('2')
    clock.advance(2_000)
    expect((await get()).status).toBe(200)
  })
})
