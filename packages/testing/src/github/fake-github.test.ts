import { afterEach, describe, expect, it } from '@jest/globals'
import type { FakeGitHubOptions } from './fake-github.ts'
import { failed, opened } from './octokit.fixture.ts'
import type { Opened } from './octokit.fixture.ts'

const scenes: Opened[] = []
async function open(options: FakeGitHubOptions = {}): Promise<Opened> {
  const scene = await opened(options)
  scenes.push(scene)
  return scene
}
afterEach(async () => {
  for (const { fake } of scenes.splice(0)) await fake.close()
})

describe('a page', () => {
  it('names the others in Link, and the client that follows them gets every item once', async () => {
    const { fake, repository, octokit, at } = await open()
    const number = repository.issue()
    for (let index = 0; index < 250; index++) repository.comment(number, `comment ${index}`)
    const { headers, data } = await octokit.rest.issues.listComments({ ...at, issue_number: number, page: 2 })
    expect(data).toHaveLength(30)
    expect(headers.link).toMatch(
      /page=1&\S+; rel="prev".*page=3&\S+; rel="next".*page=9&\S+; rel="last".*page=1&\S+; rel="first"/,
    )
    const all = await octokit.paginate(octokit.rest.issues.listComments, { ...at, issue_number: number, per_page: 100 })
    expect(all.map(({ body }) => body)).toEqual(Array.from({ length: 250 }, (_, index) => `comment ${index}`))
    expect(fake.requests()).toHaveLength(4)
    expect(fake.violations()).toEqual([])
  })

  it('has 100 items at most, and the one after the last is empty', async () => {
    const { repository, octokit, at } = await open()
    for (let index = 0; index < 120; index++) repository.issue()
    const list = (page: number) => octokit.rest.issues.listForRepo({ ...at, per_page: 100, page })
    expect((await list(1)).data).toHaveLength(100)
    expect((await list(2)).data).toHaveLength(20)
    const last = await list(3)
    expect(last.data).toEqual([])
    expect(last.headers.link).not.toContain('rel="next"')
  })
})

describe('a conditional request', () => {
  it('is answered with 304 and not charged while nothing has changed', async () => {
    const { repository, octokit, at } = await open()
    const number = repository.issue({ title: 'one' })
    const first = await octokit.rest.issues.get({ ...at, issue_number: number })
    const ask = () =>
      octokit.rest.issues.get({ ...at, issue_number: number, headers: { 'if-none-match': first.headers.etag } })
    const unchanged = await failed(ask())
    expect(unchanged.status).toBe(304)
    const used = Number(first.headers['x-ratelimit-used'])
    expect(unchanged.response?.headers['x-ratelimit-used']).toBe(String(used))
    repository.comment(number, 'something')
    const changed = await ask()
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).not.toBe(first.headers.etag)
    expect(changed.headers['x-ratelimit-used']).toBe(String(used + 1))
  })
})

describe('a token', () => {
  it('that is missing or wrong is refused with 401', async () => {
    const { fake, octokit, at, as } = await open()
    expect(await failed(as('ghs_wrong').rest.repos.get(at))).toMatchObject({
      status: 401,
      response: { data: { message: 'Bad credentials' } },
    })
    const bare = await fetch(`${fake.apiUrl}/repos/octocat/example`, { headers: { 'user-agent': 'test' } })
    expect(bare.status).toBe(401)
    expect(await bare.json()).toMatchObject({ message: 'Requires authentication' })
    expect((await octokit.rest.repos.get(at)).data.full_name).toBe('octocat/example')
  })

  it('without the permission may not write, is told which it needs, and nothing is done', async () => {
    const { fake, repository, at, as } = await open()
    const number = repository.issue()
    const weak = as(fake.addToken({ permissions: { contents: 'read', issues: 'read' } }))
    const refused = await failed(weak.rest.issues.createComment({ ...at, issue_number: number, body: 'x' }))
    expect(refused).toMatchObject({
      status: 403,
      response: { data: { message: 'Resource not accessible by integration' } },
    })
    expect(refused.response?.headers['x-accepted-github-permissions']).toBe('issues=write; pull_requests=write')
    expect(fake.state()['octocat/example']?.comments).toEqual([])
    expect(fake.writes().map(({ done, status }) => [done, status])).toEqual([[false, 403]])
    expect((await weak.rest.issues.get({ ...at, issue_number: number })).status).toBe(200)
    const able = as(fake.addToken({ permissions: { issues: 'write' } }))
    expect((await able.rest.issues.createComment({ ...at, issue_number: number, body: 'x' })).status).toBe(201)
  })

  it('sees of a private repository what its permissions are for, and that it is there', async () => {
    const { fake, as } = await open({ repositories: [{ slug: 'octocat/secret', private: true, files: { a: '1' } }] })
    const blind = as(fake.addToken({ permissions: { issues: 'read' } }))
    const at = { owner: 'octocat', repo: 'secret' }
    expect((await blind.rest.repos.get(at)).data.private).toBe(true)
    expect((await blind.rest.issues.listForRepo(at)).data).toEqual([])
    expect((await failed(blind.rest.repos.getContent({ ...at, path: 'a' }))).status).toBe(403)
  })

  it('of GitHub Actions opens no pull request where the repository does not let it', async () => {
    const { repository, octokit, at, fake } = await open({
      repositories: [{ files: { a: '1' }, actionsMayOpenPulls: false }],
    })
    repository.commit({ branch: 'change', files: { a: '2' } })
    const refused = await failed(octokit.rest.pulls.create({ ...at, title: 't', head: 'change', base: 'main' }))
    expect(refused.status).toBe(403)
    expect(refused.message).toContain('GitHub Actions is not permitted to create or approve pull requests.')
    expect(fake.state()['octocat/example']?.pulls).toEqual([])
  })
})

describe('the journal', () => {
  it('keeps every request with its operation and says which writes were done', async () => {
    const { fake, repository, octokit, at } = await open()
    const number = repository.issue()
    await octokit.rest.issues.createComment({ ...at, issue_number: number, body: 'good' })
    await failed(octokit.rest.issues.createComment({ ...at, issue_number: 99, body: 'no such issue' }))
    await octokit.rest.issues.listComments({ ...at, issue_number: number })
    expect(fake.requests().map(({ operation, write, done, status }) => ({ operation, write, done, status }))).toEqual([
      { operation: 'issues/create-comment', write: true, done: true, status: 201 },
      { operation: 'issues/create-comment', write: true, done: false, status: 404 },
      { operation: 'issues/list-comments', write: false, done: true, status: 200 },
    ])
    expect(fake.writes()).toHaveLength(2)
    expect(fake.requests()[0]).toMatchObject({ body: { body: 'good' }, fault: null })
    expect(fake.violations()).toEqual([])
  })

  it('has a violation for what GitHub would not understand', async () => {
    const { fake, repository, octokit, at } = await open()
    const number = repository.issue()
    const odd: (() => Promise<unknown>)[] = [
      () =>
        octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...at,
          issue_number: number,
          text: 'the field is called body',
        } as never),
      () => octokit.request('GET /repos/{owner}/{repo}/pulls', { ...at, state: 'merged' } as never),
      () => octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', { ...at, issue_number: 'one' } as never),
      () => octokit.request('GET /repos/{owner}/{repo}/traffic/views', at),
      () => octokit.graphql('query { viewer { shoeSize } }'),
    ]
    for (const request of odd) expect((await failed(request())).message).not.toBe('')
    const complaints = fake.violations().map(({ complaint }) => complaint)
    expect(complaints).toEqual([
      "body must have required property 'body'",
      'body must NOT have additional properties: text',
      'query/state must be equal to one of the allowed values',
      'path/issue_number must be integer',
      "GitHub's description has no such operation among those that the fake answers",
      'Cannot query field "shoeSize" on type "User".',
    ])
  })

  it('has a leak for a token in what is posted, and for one that another host is sent', async () => {
    const { fake, repository, octokit, at } = await open()
    const number = repository.issue()
    await octokit.rest.issues.createComment({ ...at, issue_number: number, body: 'nothing' })
    expect(fake.leaks()).toEqual([])
    await octokit.rest.issues.createComment({ ...at, issue_number: number, body: `it is ${fake.token}` })
    const encoded = Buffer.from(fake.token).toString('base64')
    await octokit.rest.git.createBlob({ ...at, content: encoded, encoding: 'base64' })
    expect(fake.leaks().map(({ url }) => url)).toEqual([
      '/repos/octocat/example/issues/1/comments',
      '/repos/octocat/example/git/blobs',
    ])
    fake.fault({ kind: 'redirect', match: 'repos/get' })
    const url = `${fake.apiUrl}/repos/octocat/example`
    const headers = { authorization: `token ${fake.token}`, 'user-agent': 'test' }
    const { headers: answered } = await fetch(url, { redirect: 'manual', headers })
    await fetch(answered.get('location') ?? '', { headers })
    expect(fake.leaks()).toHaveLength(3)
    expect(fake.leaks()[2]).toEqual({
      url: '/elsewhere/repos/octocat/example',
      where: 'authorization elsewhere',
    })
  })
})

describe('a repository', () => {
  it('that was moved is found under its old name by 301, and one that was deleted is not', async () => {
    const { fake, repository, octokit, at } = await open()
    repository.moveTo('octo-org/renamed')
    const { status, data } = await octokit.rest.repos.get(at)
    expect([status, data.full_name]).toEqual([200, 'octo-org/renamed'])
    expect(fake.requests().map((one) => one.status)).toEqual([301, 200])
    repository.delete()
    expect((await failed(octokit.rest.repos.get({ owner: 'octo-org', repo: 'renamed' }))).status).toBe(404)
  })

  it('has the permission that its collaborators have, in the four words that this operation knows', async () => {
    const { repository, octokit, at, fake } = await open()
    repository.collaborator('hubot', 'maintain')
    repository.collaborator('monalisa', 'triage')
    const of = async (username: string) =>
      (await octokit.rest.repos.getCollaboratorPermissionLevel({ ...at, username })).data
    expect(await of('hubot')).toMatchObject({ permission: 'write', role_name: 'maintain' })
    expect(await of('monalisa')).toMatchObject({ permission: 'read', role_name: 'triage' })
    expect(await of('octocat')).toMatchObject({ permission: 'admin' })
    expect((await failed(of('nobody-at-all'))).status).toBe(404)
    expect(fake.violations()).toEqual([])
  })
})
