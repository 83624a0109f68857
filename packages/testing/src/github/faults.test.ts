import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { FaultKind } from './faults.ts'
import { failed, opened } from './octokit.fixture.ts'
import type { Opened } from './octokit.fixture.ts'

let scene: Opened
let issue_number: number
beforeEach(async () => {
  scene = await opened()
  issue_number = scene.repository.issue()
})
afterEach(async () => {
  await scene.fake.close()
})

const comment = (body = 'x') => scene.octokit.rest.issues.createComment({ ...scene.at, issue_number, body })
const comments = () => scene.fake.state()['octocat/example']?.comments.map(({ body }) => body)
const read = () => scene.octokit.rest.issues.listComments({ ...scene.at, issue_number })

describe('a fault', () => {
  const losing: [string, FaultKind][] = [
    ['a server error', { kind: 'error', status: 502 }],
    ['a cut socket', { kind: 'cut' }],
    ['an HTML page', { kind: 'html' }],
  ]

  it.each(losing)('that is %s before the write does nothing', async (_, kind) => {
    scene.fake.fault({ ...kind, when: 'before', match: 'issues/create-comment' } as never)
    expect((await failed(comment())).status).toBeGreaterThanOrEqual(500)
    expect(comments()).toEqual([])
    expect(scene.fake.writes()[0]).toMatchObject({ done: false, fault: kind.kind })
    expect((await comment()).status).toBe(201)
  })

  it.each(losing)('that is %s after the write has done it', async (_, kind) => {
    scene.fake.fault({ ...kind, when: 'after', match: 'issues/create-comment' } as never)
    expect((await failed(comment())).status).toBeGreaterThanOrEqual(500)
    expect(comments()).toEqual(['x'])
    expect(scene.fake.writes()[0]).toMatchObject({ done: true, fault: kind.kind })
  })

  it('of a cut socket has no status in the journal', async () => {
    scene.fake.fault({ kind: 'cut', match: 'write' })
    await failed(comment())
    expect(scene.fake.writes()[0]?.status).toBeNull()
  })

  it('makes one answer of a state that is older by one write', async () => {
    scene.fake.fault({ kind: 'stale', match: 'issues/list-comments', after: 1 })
    await comment('one')
    expect((await read()).data).toHaveLength(1)
    await comment('two')
    expect((await read()).data.map(({ body }) => body)).toEqual(['one'])
    expect((await read()).data.map(({ body }) => body)).toEqual(['one', 'two'])
  })

  it('can be any status with any words', async () => {
    const errors = [{ resource: 'IssueComment', code: 'custom' }]
    scene.fake.fault({ kind: 'error', status: 422, message: 'Validation Failed', errors, match: 'write' })
    const { status, response } = await failed(comment())
    expect([status, response?.data]).toEqual([422, { message: 'Validation Failed', errors }])
  })

  it('can be half a document, or gzip that is none', async () => {
    await comment()
    scene.fake.fault({ kind: 'truncated', match: 'read' })
    expect(typeof (await read()).data).toBe('string') // what could not be parsed
    scene.fake.fault({ kind: 'bad-gzip', match: 'read' })
    expect((await read()).data).toBe('') // what could not be unpacked
  })

  it('can be slow, by the clock of the fake', async () => {
    scene.fake.fault({ kind: 'delay', ms: 80, match: 'read' })
    const started = Date.now()
    await read()
    expect(Date.now() - started).toBeGreaterThanOrEqual(75)
  })

  it('of GraphQL comes with status 200, with the data or without', async () => {
    const ask = () => scene.octokit.graphql('query { viewer { login } }')
    scene.fake.fault({ kind: 'graphql-errors', match: 'query', data: 'kept', message: 'partly' })
    expect(await failed(ask())).toMatchObject({ data: { viewer: {} }, errors: [{ message: 'partly' }] })
    scene.fake.fault({ kind: 'graphql-errors', match: 'query', data: 'null', type: 'SOMETHING' })
    expect(await failed(ask())).toMatchObject({ data: null, errors: [{ type: 'SOMETHING' }] })
  })

  it('exhausts the hourly limit for some seconds, with whatever reset it is told', async () => {
    scene.fake.fault({ kind: 'primary-limit', seconds: 3500, reset: 'soon', match: 'read' })
    const { status, response } = await failed(read())
    expect([status, response?.headers['x-ratelimit-reset']]).toEqual([403, 'soon'])
    expect((await failed(read())).status).toBe(403)
  })

  it('lets somebody else act between two requests', async () => {
    const act = () => void scene.repository.comment(issue_number, 'theirs')
    scene.fake.fault({ kind: 'meanwhile', match: 'issues/create-comment', act })
    await comment('ours')
    expect(comments()).toEqual(['theirs', 'ours'])
    scene.fake.fault({ kind: 'meanwhile', when: 'after', match: 'issues/create-comment', act })
    await comment('ours again')
    expect(comments()?.slice(2)).toEqual(['ours again', 'theirs'])
  })

  it('hits as often as it is told, skips as many as it is told, and can be taken back', async () => {
    const planned = scene.fake.fault({ kind: 'error', match: /^GET .*comments$/, after: 1, times: 2 })
    const statuses = []
    for (let index = 0; index < 4; index++)
      statuses.push(
        await read().then(
          () => 200,
          () => 502,
        ),
      )
    expect(statuses).toEqual([200, 502, 502, 200])
    expect(planned.hits()).toBe(2)
    const never = scene.fake.fault({ kind: 'error', match: '*' })
    never.cancel()
    expect((await read()).status).toBe(200)
    expect(never.hits()).toBe(0)
  })
})

describe('faults by chance', () => {
  const run = async (seed: number) => {
    const one = await opened()
    const number = one.repository.issue()
    one.fake.soak({ seed, rate: 0.5, kinds: [{ kind: 'error', status: 500 }, { kind: 'cut' }, { kind: 'html' }] })
    for (let index = 0; index < 30; index++)
      await one.octokit.rest.issues.get({ ...one.at, issue_number: number }).catch(() => {})
    const faults = one.fake.requests().map(({ fault }) => fault)
    one.fake.soak(null)
    expect((await one.octokit.rest.issues.get({ ...one.at, issue_number: number })).status).toBe(200)
    await one.fake.close()
    return faults
  }

  it('are the same for the same seed, others for another, and never more than two in a row', async () => {
    const [first, again, other] = [await run(1), await run(1), await run(2)]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(first.filter((fault) => fault !== null).length).toBeGreaterThan(5)
    expect(first.map((fault) => (fault === null ? '.' : 'x')).join('')).not.toContain('xxx')
  })
})
