import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { failed, opened } from '../octokit.fixture.ts'
import type { Opened } from '../octokit.fixture.ts'

const LINES = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`)
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`

let scene: Opened
beforeEach(async () => {
  scene = await opened({ repositories: [{ files: { 'a.txt': text(LINES), 'b.txt': 'b\n' }, labels: ['bug'] }] })
  const changed = LINES.with(9, 'ten').with(29, 'thirty')
  scene.repository.commit({ branch: 'topic', files: { 'a.txt': text(changed), 'c.txt': 'c\n' } })
})
afterEach(async () => {
  await scene.fake.close()
  expect(scene.fake.violations()).toEqual([])
})

describe('a pull request', () => {
  it('is opened, found by its branch, changed and closed', async () => {
    const { octokit, at, repository } = scene
    const made = await octokit.rest.pulls.create({ ...at, title: 'one', body: 'b', head: 'topic', base: 'main' })
    expect(made.data).toMatchObject({
      number: 1,
      state: 'open',
      changed_files: 2,
      additions: 3,
      deletions: 2,
      commits: 1,
    })
    expect(made.data.head.sha).toBe(repository.branch('topic'))
    const list = async (query: object) =>
      (await octokit.rest.pulls.list({ ...at, ...query })).data.map((one) => one.number)
    expect(await list({ head: 'octocat:topic', base: 'main', state: 'open' })).toEqual([1])
    expect(await list({ head: 'octocat:other' })).toEqual([])
    expect(await list({ base: 'other' })).toEqual([])
    await octokit.rest.pulls.update({ ...at, pull_number: 1, title: 'two', state: 'closed' })
    expect((await octokit.rest.pulls.get({ ...at, pull_number: 1 })).data).toMatchObject({
      title: 'two',
      state: 'closed',
    })
    expect(await list({})).toEqual([])
    expect(await list({ state: 'all' })).toEqual([1])
    expect((await failed(octokit.rest.pulls.get({ ...at, pull_number: 2 }))).status).toBe(404)
  })

  it('is not opened twice, of nothing, or of a branch that is not there', async () => {
    const { octokit, at, repository } = scene
    const open = (head: string, base = 'main') => octokit.rest.pulls.create({ ...at, title: 't', head, base })
    await open('topic')
    repository.setBranch('same', repository.branch('main'))
    const refusals: [Promise<unknown>, object][] = [
      [open('topic'), { message: 'A pull request already exists for octocat:topic.' }],
      [open('same'), { message: 'No commits between main and same' }],
      [open('nowhere'), { field: 'head', code: 'invalid' }],
      [open('topic', 'nowhere'), { field: 'base', code: 'invalid' }],
    ]
    for (const [request, error] of refusals) {
      const { status, response } = await failed(request)
      expect(status).toBe(422)
      expect(response?.data.message).toBe('Validation Failed')
      expect(response?.data.errors).toEqual([expect.objectContaining(error)])
    }
  })

  it('follows its branch, is merged by whoever merges it, and closed where the branch goes', async () => {
    const { octokit, at, repository } = scene
    const number = repository.pull({ head: 'topic' })
    const sha = repository.commit({ branch: 'topic', files: { d: 'd' } })
    const get = async (pull_number: number) => (await octokit.rest.pulls.get({ ...at, pull_number })).data
    expect(await get(number)).toMatchObject({ head: { sha }, commits: 2, merged: false })
    repository.merge(number)
    expect(await get(number)).toMatchObject({ state: 'closed', merged: true })
    repository.commit({ branch: 'next', files: { e: 'e' } })
    const second = repository.pull({ head: 'next' })
    repository.setBranch('next', null)
    expect(await get(second)).toMatchObject({ state: 'closed', merged: false })
  })

  it('lists its files on pages, with their patches', async () => {
    const { octokit, at, repository } = scene
    const files = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`many/${index}.txt`, `${index}\n`]))
    repository.commit({ branch: 'many', files: { ...files, 'b.txt': null, 'moved.txt': 'b\n' } })
    const pull_number = repository.pull({ head: 'many' })
    const list = async (page: number) =>
      (await octokit.rest.pulls.listFiles({ ...at, pull_number, per_page: 100, page })).data
    const [first, second] = [await list(1), await list(2)]
    expect([first.length, second.length]).toEqual([100, 31])
    expect([...first, ...second].find(({ filename }) => filename === 'moved.txt')).toMatchObject({
      status: 'renamed',
      previous_filename: 'b.txt',
    })
    expect(first[0]).toMatchObject({ filename: 'many/0.txt', status: 'added', patch: '@@ -0,0 +1 @@\n+0' })
    expect((await octokit.rest.pulls.listCommits({ ...at, pull_number })).data).toHaveLength(1)
    const sha = repository.branch('many') ?? ''
    const of = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: sha })
    expect(of.data.map((one) => one.number)).toEqual([pull_number])
  })

  it('of a fork has its head there', async () => {
    const { fake, octokit, at } = scene
    const fork = fake.addRepository({ slug: 'hubot/example', forkOf: 'octocat/example' })
    fork.commit({ branch: 'topic', files: { f: 'f' } })
    const { data } = await octokit.rest.pulls.create({ ...at, title: 't', head: 'hubot:topic', base: 'main' })
    expect(data.head.repo?.full_name).toBe('hubot/example')
    expect(data.head.repo?.fork).toBe(true)
  })
})

describe('a review', () => {
  const review = (comments: object[], more: object = {}) =>
    scene.octokit.rest.pulls.createReview({
      ...scene.at,
      pull_number: 1,
      event: 'COMMENT',
      body: 'words',
      comments,
      ...more,
    } as never)

  it('stands on lines of the diff, its comments are found by it', async () => {
    const { octokit, at, repository, fake } = scene
    repository.pull({ head: 'topic' })
    const made = await review([
      { path: 'a.txt', line: 10, side: 'RIGHT', body: 'changed line' },
      { path: 'a.txt', start_line: 27, start_side: 'RIGHT', line: 30, side: 'RIGHT', body: 'range' },
      { path: 'a.txt', line: 10, side: 'LEFT', body: 'old line' },
      { path: 'a.txt', line: 7, side: 'RIGHT', body: 'context' },
    ])
    expect(made.data).toMatchObject({ state: 'COMMENTED', body: 'words', user: { login: 'github-actions[bot]' } })
    const list = await octokit.rest.pulls.listReviews({ ...at, pull_number: 1 })
    expect(list.data.map(({ id }) => id)).toEqual([made.data.id])
    const comments = await octokit.rest.pulls.listCommentsForReview({ ...at, pull_number: 1, review_id: made.data.id })
    expect(comments.data.map(({ body }) => body)).toEqual(['changed line', 'range', 'old line', 'context'])
    const [first] = (await octokit.rest.pulls.listReviewComments({ ...at, pull_number: 1 })).data
    const comment_id = first?.id ?? 0
    await octokit.rest.pulls.createReplyForReviewComment({ ...at, pull_number: 1, comment_id, body: 'answer' })
    await octokit.rest.pulls.updateReviewComment({ ...at, comment_id, body: 'other words' })
    await octokit.rest.pulls.createReviewComment({
      ...at,
      pull_number: 1,
      commit_id: repository.branch('topic') ?? '',
      path: 'c.txt',
      line: 1,
      body: 'alone',
    })
    await octokit.rest.pulls.deleteReviewComment({ ...at, comment_id: comments.data[3]?.id ?? 0 })
    const bodies = fake.state()['octocat/example']?.reviewComments.map(({ body }) => body)
    expect(bodies).toEqual(['other words', 'range', 'old line', 'answer', 'alone'])
    expect((await octokit.rest.pulls.getReview({ ...at, pull_number: 1, review_id: made.data.id })).status).toBe(200)
  })

  it('is refused whole for one line outside the diff', async () => {
    scene.repository.pull({ head: 'topic' })
    const good = { path: 'a.txt', line: 10, body: 'good' }
    const outside =
      "Pull request review thread line must be part of the diff and Pull request review thread diff hunk can't be blank"
    const wrong: [object, string][] = [
      [{ path: 'a.txt', line: 20, body: 'x' }, outside],
      [{ path: 'a.txt', line: 4000, body: 'x' }, outside],
      [{ path: 'c.txt', line: 1, side: 'LEFT', body: 'x' }, outside],
      [{ path: 'b.txt', line: 1, body: 'x' }, 'path is invalid'],
      [{ path: 'a.txt', start_line: 10, line: 30, body: 'x' }, 'must be part of the same hunk'],
    ]
    for (const [comment, words] of wrong) {
      const { status, response } = await failed(review([good, comment]))
      expect([status, response?.data.message]).toEqual([422, 'Unprocessable Entity'])
      expect(String(response?.data.errors)).toContain(words)
    }
    const other = { commit_id: scene.repository.commit({ branch: 'elsewhere', files: { x: 'x' } }) }
    expect((await failed(review([good], other))).status).toBe(422)
    expect((await failed(review([], { body: '' }))).status).toBe(422)
    expect(scene.fake.state()['octocat/example']).toMatchObject({ reviews: [], reviewComments: [] })
  })

  it('is refused where the conversation is locked', async () => {
    scene.repository.lock(scene.repository.pull({ head: 'topic' }))
    const { status, message } = await failed(review([]))
    expect([status, message]).toEqual([403, expect.stringContaining('locked')])
  })
})
