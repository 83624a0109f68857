import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { failed, opened } from '../octokit.fixture.ts'
import type { Opened } from '../octokit.fixture.ts'

let scene: Opened
beforeEach(async () => {
  scene = await opened({ repositories: [{ files: { a: 'a' }, labels: ['bug', 'Help Wanted'] }] })
})
afterEach(async () => {
  await scene.fake.close()
  expect(scene.fake.violations()).toEqual([])
})

describe('an issue', () => {
  it('is made, listed, changed and closed with its reason', async () => {
    const { octokit, at } = scene
    const { data } = await octokit.rest.issues.create({ ...at, title: 'one', body: 'words', labels: ['bug'] })
    expect(data).toMatchObject({ number: 1, state: 'open', labels: [{ name: 'bug' }] })
    const list = async (query: object) =>
      (await octokit.rest.issues.listForRepo({ ...at, ...query })).data.map(({ number }) => number)
    expect(await list({ labels: 'bug' })).toEqual([1])
    expect(await list({ labels: 'other' })).toEqual([])
    const change = { issue_number: 1, state: 'closed', state_reason: 'not_planned' } as const
    const closed = await octokit.rest.issues.update({ ...at, ...change })
    expect(closed.data).toMatchObject({ state: 'closed', state_reason: 'not_planned' })
    expect(await list({})).toEqual([])
    expect(await list({ state: 'all' })).toEqual([1])
  })

  it('that was deleted, transferred or locked says so', async () => {
    const { octokit, at, repository } = scene
    const [gone, moved, locked] = [repository.issue(), repository.issue(), repository.issue()]
    repository.deleteIssue(gone)
    repository.transferIssue(moved, 'octo-org/other')
    repository.lock(locked, 'spam')
    const say = (issue_number: number) => octokit.rest.issues.createComment({ ...at, issue_number, body: 'x' })
    expect((await failed(say(gone))).status).toBe(410)
    const request = { redirect: 'manual' as const }
    const there = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      ...at,
      issue_number: moved,
      request,
    })
    expect(there.status).toBe(301)
    expect(there.headers.location).toMatch(/\/repos\/octo-org\/other\/issues\/1$/)
    const refused = await failed(say(locked))
    expect([refused.status, refused.message]).toEqual([403, expect.stringContaining('issue is locked')])
    await octokit.rest.issues.unlock({ ...at, issue_number: locked })
    expect((await say(locked)).status).toBe(201)
    await octokit.rest.issues.lock({ ...at, issue_number: locked, lock_reason: 'resolved' })
    expect((await octokit.rest.issues.get({ ...at, issue_number: locked })).data.active_lock_reason).toBe('resolved')
    expect((await failed(say(99))).status).toBe(404)
  })

  it('has comments that are made, edited and deleted', async () => {
    const { octokit, at, repository, fake } = scene
    const issue_number = repository.issue()
    const { data } = await octokit.rest.issues.createComment({ ...at, issue_number, body: 'one' })
    expect(data).toMatchObject({ user: { login: 'github-actions[bot]', type: 'Bot' }, body: 'one' })
    const comment_id = data.id
    await octokit.rest.issues.updateComment({ ...at, comment_id, body: 'two' })
    expect((await octokit.rest.issues.getComment({ ...at, comment_id })).data.body).toBe('two')
    expect((await octokit.rest.issues.listCommentsForRepo(at)).data).toHaveLength(1)
    const long = await failed(octokit.rest.issues.updateComment({ ...at, comment_id, body: 'x'.repeat(65_537) }))
    expect(long.status).toBe(422)
    expect((await failed(octokit.rest.issues.createComment({ ...at, issue_number, body: ' ' }))).status).toBe(422)
    await octokit.rest.issues.deleteComment({ ...at, comment_id })
    expect(fake.state()['octocat/example']?.comments).toEqual([])
    expect((await failed(octokit.rest.issues.deleteComment({ ...at, comment_id }))).status).toBe(404)
  })

  it('has labels; one that the repository lacks is made by adding it', async () => {
    const { octokit, at, repository, fake } = scene
    const issue_number = repository.issue()
    await octokit.rest.issues.addLabels({ ...at, issue_number, labels: ['help wanted', 'new'] })
    const names = async () =>
      (await octokit.rest.issues.listLabelsOnIssue({ ...at, issue_number })).data.map(({ name }) => name)
    expect(await names()).toEqual(['Help Wanted', 'new'])
    await octokit.rest.issues.removeLabel({ ...at, issue_number, name: 'new' })
    expect(await names()).toEqual(['Help Wanted'])
    const missing = await failed(octokit.rest.issues.removeLabel({ ...at, issue_number, name: 'new' }))
    expect([missing.status, missing.response?.data.message]).toEqual([404, 'Label does not exist'])
    expect((await octokit.rest.issues.getLabel({ ...at, name: 'BUG' })).data.name).toBe('bug')
    expect((await failed(octokit.rest.issues.getLabel({ ...at, name: 'none' }))).status).toBe(404)
    expect((await octokit.rest.issues.listLabelsForRepo(at)).data.map(({ name }) => name)).toEqual([
      'bug',
      'Help Wanted',
      'new',
    ])
    expect(fake.state()['octocat/example']?.issues[0]?.labels).toEqual(['Help Wanted'])
  })
})
