import { describe, expect, it } from '@jest/globals'
import { GitHubError, RateLimitError, changedFiles, readFiles, readPullRequest, viewerLogin } from '@upkeep/github'
import type { GitHub } from '@upkeep/github'
import { setLabels, stickyComment } from '@upkeep/github/write'
import type { FaultKind } from '@upkeep/testing/github'
import * as z from 'zod/mini'
import { caught, faked } from '../faked.fixture.ts'
import type { Faked } from '../faked.fixture.ts'

const Issue = z.object({ title: z.string() })
const readIssue = (github: GitHub, issue_number = 1) =>
  github.get('GET /repos/{owner}/{repo}/issues/{issue_number}', { issue_number }, Issue)
const say = (github: GitHub, body = 'words') => stickyComment(github, { issue: 1, action: 'lint-fix', body })

/** What the hour's limit was charged for. Asking is free. */
async function coreUsed({ fake }: Faked): Promise<unknown> {
  const headers = { authorization: `token ${fake.token}`, 'user-agent': 'test' }
  const answer = (await (await fetch(`${fake.apiUrl}/rate_limit`, { headers })).json()) as { rate: { used: number } }
  return answer.rate.used
}

/** Issue 1 is there. */
async function withIssue(): Promise<Faked> {
  const one = await faked({ repositories: [{ files: { 'a.txt': 'one\n' }, labels: ['bug'] }] })
  one.repository.issue({ title: 'first' })
  return one
}

describe('a read', () => {
  const kinds: [string, FaultKind][] = [
    ['a 500', { kind: 'error', status: 500 }],
    ['a 502', { kind: 'error', status: 502 }],
    ['a cut socket', { kind: 'cut' }],
    ['an HTML page', { kind: 'html' }],
    ['half a document', { kind: 'truncated' }],
    ['gzip that is none', { kind: 'bad-gzip' }],
    ['a redirect to another host', { kind: 'redirect' }],
  ]

  it.each(kinds)('D18: is asked for again after %s, twice at most', async (_, kind) => {
    await using one = await withIssue()
    one.fake.fault({ ...kind, match: 'read', times: 2 })
    expect(await readIssue(one.github)).toEqual({ title: 'first' })
    expect(one.fake.requests().map(({ fault }) => fault)).toEqual([kind.kind, kind.kind, null])
    const lasting = one.fake.fault({ ...kind, match: 'read', times: 9 })
    expect(await caught(readIssue(one.github))).toMatchObject({ name: 'ExternalError', retryable: true })
    expect(lasting.hits()).toBe(3)
  })

  it('D10: of GraphQL is asked for again where the answer has errors, with data or without', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'graphql-errors', match: 'query', data: 'kept' })
    one.fake.fault({ kind: 'graphql-errors', match: 'query', data: 'null' })
    expect(await viewerLogin(one.github)).toBe('github-actions[bot]')
    expect(one.calls()).toEqual(['query (graphql-errors)', 'query (graphql-errors)', 'query'])
  })

  it('D06: that fails for good names the endpoint and the request, in one line', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'html', match: 'read', times: 3 })
    const error = await caught(readIssue(one.github))
    expect(error).toBeInstanceOf(GitHubError)
    expect(String(error)).toMatch(
      /^\w*Error: GitHub answered 503 to GET \/repos\S* \(request FAKE:\d+\): [^\n]{1,310}$/,
    )
  })

  it('that was answered before costs nothing of the limit while nothing has changed', async () => {
    await using one = await withIssue()
    expect(await readIssue(one.github)).toEqual({ title: 'first' })
    expect(await readIssue(one.github)).toEqual({ title: 'first' })
    expect(one.fake.requests().map(({ status }) => status)).toEqual([200, 200])
    expect(one.fake.requests()[1]?.headers['if-none-match']).toMatch(/^W\//)
    expect(await coreUsed(one)).toBe(1)
    Object.assign(one.repository.memory().issues.get(1) ?? {}, { title: 'second' })
    expect(await readIssue(one.github)).toEqual({ title: 'second' })
    expect(await coreUsed(one)).toBe(2)
  })

  it('that came spoilt is not kept as an answer', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'truncated', match: 'read' })
    expect(await readIssue(one.github)).toEqual({ title: 'first' })
    expect(one.fake.requests()[1]?.headers).not.toHaveProperty('if-none-match')
  })

  it('of many pages is read to the end, a page for every hundred', async () => {
    await using one = await faked()
    const files = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`many/${index}.txt`, `${index}\n`]))
    one.repository.commit({ branch: 'many', files })
    const pull = one.repository.pull({ head: 'many' })
    const all = await changedFiles(one.github, pull)
    expect([all.files.length, all.complete]).toEqual([250, true])
    expect(new Set(all.files.map(({ path }) => path)).size).toBe(250)
    expect(one.calls()).toEqual(['pulls/list-files', 'pulls/list-files', 'pulls/list-files'])
    const some = await changedFiles(one.github, pull, { maxFiles: 150 })
    expect([some.files.length, some.complete]).toEqual([150, false])
    expect(one.calls()).toHaveLength(2)
  })
})

describe('a write', () => {
  const uncertain: [string, FaultKind][] = [
    ['a 502', { kind: 'error', status: 502, when: 'before' }],
    ['a cut socket', { kind: 'cut', when: 'before' }],
    ['an HTML page', { kind: 'html', when: 'before' }],
  ]

  it.each(uncertain)('that failed with %s is looked for before it is tried again', async (_, kind) => {
    await using one = await withIssue()
    one.fake.fault({ ...kind, match: 'write' })
    expect(await say(one.github)).toMatchObject({ done: 'created' })
    const looking = ['issues/list-comments']
    const trying = [`issues/create-comment (${kind.kind})`, 'issues/list-comments', 'issues/create-comment']
    expect(one.calls().filter((call) => call !== 'query')).toEqual([...looking, ...trying, 'issues/list-comments'])
  })

  it.each([
    [422, 'Validation Failed'],
    [400, 'Problems parsing JSON'],
    [403, 'Resource not accessible by integration'],
  ])('that is refused with %s is not tried again', async (status, message) => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'error', match: 'write', status, message, times: 9 })
    expect(await caught(say(one.github))).not.toBeNull()
    expect(one.fake.writes()).toHaveLength(1)
  })

  it('D07: that the token may not do names the missing line of permissions, and nothing follows it', async () => {
    await using one = await withIssue()
    const token = one.fake.addToken({ permissions: { contents: 'write', issues: 'read' } })
    const error = await caught(say(one.connect({ token })))
    expect(error).toMatchObject({ name: 'UserError', remedy: expect.stringContaining('`issues: write`') })
    expect(one.fake.writes().map(({ done }) => done)).toEqual([false])
  })

  it('D13: comes a second after the one before at the earliest, so that GitHub never refuses one for haste', async () => {
    await using one = await withIssue()
    for (let index = 0; index < 100; index++) one.repository.issue()
    const github = one.connect({ maxRequests: 1000 })
    const label = (issue: number) => setLabels(github, { issue, add: ['bug'], remove: [] })
    await Promise.all(Array.from({ length: 90 }, (_, index) => label(index + 1)))
    const times = one.fake.writes().map(({ time }) => time)
    expect(times).toHaveLength(90)
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(1000)
    expect(one.fake.writes().every(({ done }) => done)).toBe(true)
  })
})

describe('a limit', () => {
  it('D02: with Retry-After 7 silences reads and writes for 7 s', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'secondary-limit', seconds: 7, status: 429, match: 'issues/create-comment' })
    const [said] = await Promise.all([say(one.github), readIssue(one.github)])
    expect(said).toMatchObject({ done: 'created' })
    const limited = one.fake.requests().find(({ fault }) => fault === 'secondary-limit')
    const after = one.fake.requests().filter(({ index }) => index > (limited?.index ?? 0))
    expect(after.length).toBeGreaterThan(0)
    for (const { time, status } of after) {
      expect(time - (limited?.time ?? 0)).toBeGreaterThanOrEqual(7000)
      expect(status).toBeLessThan(300)
    }
  })

  it('D03: without Retry-After is left alone for a minute, then for two', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'secondary-limit', seconds: 100, retryAfter: false, match: 'read' })
    expect(await readIssue(one.github)).toEqual({ title: 'first' })
    const [first, second, third] = one.fake.requests().map(({ time }) => time)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(60_000)
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(120_000)
  })

  it('D01: that is over in 20 s is waited for, and one of 3,500 s is deferred with the time of its end', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'primary-limit', seconds: 20, match: 'read' })
    expect(await readIssue(one.github)).toEqual({ title: 'first' })
    const now = one.clock.now()
    one.fake.fault({ kind: 'primary-limit', seconds: 3500, match: 'issues/create-comment' })
    const error = await caught(say(one.github))
    expect(error).toBeInstanceOf(RateLimitError)
    const ahead = ((error as RateLimitError).retryAt - now) / 1000
    expect(Math.abs(ahead - 3500)).toBeLessThanOrEqual(10)
    expect(one.fake.state()['octocat/example']?.comments).toEqual([])
  })

  it.each(['', 'soon', '-1', '1'])('D17: whose reset says %j is waited for, not spun on', async (reset) => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'primary-limit', seconds: 50, reset, match: 'read' })
    const done = await caught(readIssue(one.github))
    expect(done === null || done instanceof RateLimitError).toBe(true)
    const times = one.fake.requests().map(({ time }) => time)
    expect(times.length).toBeLessThanOrEqual(3)
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  it('of 150 requests is that of one run: the next is not sent', async () => {
    await using one = await withIssue()
    for (let index = 0; index < 150; index++) await readIssue(one.github)
    const error = await caught(readIssue(one.github))
    expect(error).toBeInstanceOf(RateLimitError)
    expect(String(error)).toContain('all 150 requests of this run are used')
    expect(await caught(say(one.github))).toBeInstanceOf(RateLimitError)
    expect(one.fake.requests()).toHaveLength(150)
    expect(one.github.requests()).toEqual({ made: 150, left: 0, writes: 0 })
  })

  it('of the hour is not used up: a run that has written nothing stops at the last fifty', async () => {
    await using one = await faked({ limits: { core: 60 } })
    one.repository.issue({ title: 'first' })
    let made = 0
    while ((await caught(readIssue(one.github, made + 1))) === null) made++
    expect(made).toBe(11)
    expect(one.fake.requests()).toHaveLength(11)
  })
})

describe('the token', () => {
  it('D18: goes to no other host, whatever fails or redirects', async () => {
    await using one = await withIssue()
    one.repository.commit({ branch: 'topic', files: { 'a.txt': 'two\n', 'b.bin': new Uint8Array([0, 1, 2]) } })
    const pull = one.repository.pull({ head: 'topic' })
    one.fake.fault({ kind: 'redirect', match: '*', times: 40 })
    const head = one.repository.branch('topic') ?? ''
    const calls = [
      () => readIssue(one.github),
      () => say(one.github),
      () => readPullRequest(one.github, pull),
      () => readFiles(one.github, head, ['b.bin']),
      () => changedFiles(one.github, pull),
    ]
    for (const call of calls) expect(await caught(call())).toBeInstanceOf(GitHubError)
    expect(one.fake.leaks()).toEqual([])
    expect(one.fake.requests().every(({ headers }) => headers['authorization'] === `token ${one.fake.token}`)).toBe(
      true,
    )
  })

  it('stands in no error and no line of the log', async () => {
    await using one = await withIssue()
    const kinds: FaultKind[] = [{ kind: 'error', status: 500 }, { kind: 'cut' }, { kind: 'html' }, { kind: 'redirect' }]
    for (const kind of kinds) {
      one.fake.fault({ ...kind, match: 'read', times: 3 })
      const error = await caught(readIssue(one.github))
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(one.fake.token)
    }
    expect(one.lines.length).toBeGreaterThan(0)
    expect(one.lines.join('\n')).not.toContain(one.fake.token)
    const wrong = await caught(readIssue(one.connect({ token: 'ghs_CANARY' })))
    expect(`${String(wrong)} ${JSON.stringify(wrong)}`).not.toContain('ghs_CANARY')
  })
})
