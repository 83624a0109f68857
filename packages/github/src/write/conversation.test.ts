import { describe, expect, it } from '@jest/globals'
import {
  closeIssue,
  ensureReview,
  openPullRequest,
  setLabels,
  stickyComment,
  updatePullRequest,
} from '@upkeep/github/write'
import type { ReviewComment, ReviewRequest } from '@upkeep/github/write'
import { BOT, faked } from '../faked.fixture.ts'
import type { Faked } from '../faked.fixture.ts'
import { formatMarker, parseMarker, withMarker } from '../marker.ts'

const SLUG = 'octocat/example'
const comments = ({ fake }: Faked) => fake.state()[SLUG]?.comments ?? []
const say = ({ github }: Pick<Faked, 'github'>, body = 'words') =>
  stickyComment(github, { issue: 1, action: 'lint-fix', body })
const marked = (body: string, action = 'lint-fix') => withMarker(body, { action, key: 'old', ids: [] })

async function withIssue(): Promise<Faked> {
  const one = await faked({ repositories: [{ files: { a: 'a' }, labels: ['bug', 'Help Wanted'] }] })
  one.repository.issue()
  return one
}

describe('the comment of an action', () => {
  it('is made, left as it is while its words are the same, and edited where they are not', async () => {
    await using one = await withIssue()
    expect(await say(one)).toMatchObject({ done: 'created' })
    one.calls()
    expect(await say(one)).toMatchObject({ done: 'unchanged' })
    expect(one.calls()).toEqual(['issues/list-comments'])
    expect(await say(one, 'other')).toMatchObject({ done: 'updated', id: comments(one)[0]?.id })
    expect(comments(one)).toHaveLength(1)
    expect(comments(one)[0]?.body).toMatch(/^other\n\n<!-- upkeep:lint-fix key=/)
  })

  it('D12: is found on the third page and edited, not posted again', async () => {
    await using one = await withIssue()
    for (let index = 0; index < 220; index++) one.repository.comment(1, `comment ${index}`)
    one.repository.comment(1, marked('old words'), BOT)
    for (let index = 0; index < 29; index++) one.repository.comment(1, `later ${index}`)
    expect(await say(one)).toMatchObject({ done: 'updated' })
    expect(comments(one)).toHaveLength(250)
    expect(comments(one).filter(({ body }) => parseMarker(body) !== null)).toHaveLength(1)
    expect(one.calls().filter((call) => call === 'issues/list-comments')).toHaveLength(3)
  })

  it('is not one that somebody else has written, though it has the marker, nor that of another action', async () => {
    await using one = await withIssue()
    one.repository.comment(1, marked('pasted'), 'mallory')
    one.repository.comment(1, marked('of another', 'pr-review'), BOT)
    expect(await say(one)).toMatchObject({ done: 'created' })
    expect(comments(one).map(({ body }) => body.split('\n')[0])).toEqual(['pasted', 'of another', 'words'])
  })

  it('is also ours where another login of ours has written it', async () => {
    await using one = await withIssue()
    one.repository.comment(1, marked('of the app'), 'my-app[bot]')
    const github = one.connect({ authors: ['My-App[bot]'] })
    expect(await say({ github })).toMatchObject({ done: 'updated' })
    expect(comments(one)).toHaveLength(1)
  })

  it('D14: is one where two runs post at once, and both end well', async () => {
    for (const words of ['words', 'other words']) {
      await using one = await withIssue()
      const done = await Promise.all([say(one), say({ github: one.connect() }, words)])
      expect(done.map((each) => each.done === 'refused')).toEqual([false, false])
      expect(comments(one)).toHaveLength(1)
    }
  })

  it('D04: is one where the answer is lost and the looks after it are too old to show it', async () => {
    await using one = await withIssue()
    one.fake.fault({ kind: 'error', status: 502, when: 'after', match: 'issues/create-comment' })
    one.fake.fault({ kind: 'stale', match: 'issues/list-comments', after: 1, times: 2 })
    expect(await say(one)).toMatchObject({ done: 'unchanged' })
    expect(one.fake.writes().map(({ operation, done }) => [operation, done])).toEqual([
      ['issues/create-comment', true],
      ['issues/create-comment', true],
      ['issues/delete-comment', true],
    ])
    expect(comments(one)).toHaveLength(1)
  })

  it('D14: is one where a second appears between the look and the post', async () => {
    await using one = await withIssue()
    const act = () => void one.repository.comment(1, marked('theirs'), BOT)
    one.fake.fault({ kind: 'meanwhile', match: 'issues/create-comment', act })
    expect(await say(one)).toMatchObject({ done: 'unchanged' })
    expect(comments(one).map(({ body }) => body.split('\n')[0])).toEqual(['theirs'])
  })
})

describe('what two runs posted that saw too little of each other', () => {
  it('is one comment after the next run', async () => {
    await using one = await withIssue()
    for (const words of ['first', 'second', 'third']) one.repository.comment(1, marked(words), BOT)
    one.repository.comment(1, 'somebody else')
    expect(await say(one)).toMatchObject({ done: 'updated' })
    expect(comments(one).map(({ body }) => body.split('\n')[0])).toEqual(['words', 'somebody else'])
  })
})

describe('D08: an issue that is gone, moved or locked', () => {
  const fates: [string, (one: Faked) => unknown][] = [
    ['deleted', ({ repository }) => repository.deleteIssue(1)],
    ['moved', ({ repository }) => repository.transferIssue(1, 'octo-org/other')],
    ['locked', ({ repository }) => repository.lock(1)],
  ]
  const writes: [string, (one: Faked) => Promise<{ done: string }>, string][] = [
    ['a comment', (one) => say(one), 'issues/create-comment'],
    ['labels', ({ github }) => setLabels(github, { issue: 1, add: ['bug'], remove: [] }), 'issues/add-labels'],
    ['closing', ({ github }) => closeIssue(github, { issue: 1, reason: 'completed' }), 'issues/update'],
  ]
  const cases = fates.flatMap(([why, act]) => writes.map(([name, write, hit]) => ({ why, act, name, write, hit })))

  it.each(cases)('is $why: $name is refused as such, nothing is written and nothing thrown', async (one) => {
    const { why, act, write, hit } = one
    // a lock keeps words away, not labels
    const wrote = why === 'locked' && hit !== 'issues/create-comment'
    const expected = wrote ? { done: 'updated' } : { done: 'refused', why }
    await using before = await withIssue()
    await act(before)
    expect(await write(before)).toMatchObject(expected)
    await using meanwhile = await withIssue()
    meanwhile.fake.fault({ kind: 'meanwhile', match: hit, act: () => void act(meanwhile) })
    expect(await write(meanwhile)).toMatchObject(expected)
    expect(comments(meanwhile)).toEqual([])
  })
})

describe('labels', () => {
  it('are those of the repository in its spelling; unknown ones are told and never made', async () => {
    await using one = await withIssue()
    const set = (add: string[], remove: string[] = []) => setLabels(one.github, { issue: 1, add, remove })
    expect(await set(['help wanted', 'none'])).toEqual({
      done: 'updated',
      added: ['Help Wanted'],
      removed: [],
      unknown: ['none'],
    })
    one.calls()
    expect(await set(['HELP WANTED'])).toMatchObject({ done: 'unchanged' })
    expect(one.calls()).toEqual(['issues/list-labels-on-issue'])
    expect(await set(['bug'], ['help wanted'])).toMatchObject({ added: ['bug'], removed: ['Help Wanted'] })
    expect(one.fake.state()[SLUG]).toMatchObject({ labels: ['bug', 'Help Wanted'], issues: [{ labels: ['bug'] }] })
  })

  it('that somebody else takes off meanwhile are off', async () => {
    await using one = await withIssue()
    await setLabels(one.github, { issue: 1, add: ['bug'], remove: [] })
    const act = () => void one.repository.memory().issues.get(1)?.labels.splice(0)
    one.fake.fault({ kind: 'meanwhile', match: 'issues/remove-label', act })
    expect(await setLabels(one.github, { issue: 1, add: [], remove: ['bug'] })).toMatchObject({ removed: ['bug'] })
  })
})

describe('a review', () => {
  const LINES = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`)
  const text = (lines: readonly string[]) => `${lines.join('\n')}\n`
  const at = (line: number, more: Partial<ReviewComment> = {}): ReviewComment => ({
    path: 'a.txt',
    side: 'RIGHT',
    line,
    startLine: null,
    body: `about ${line}`,
    ...more,
  })
  const told = (misplaced: readonly ReviewComment[]) => ['words', ...misplaced.map(({ body }) => body)].join('\n')

  /** Pull request 1 changes line 10 of a.txt. */
  async function withPull(): Promise<Faked> {
    const one = await faked({ repositories: [{ files: { 'a.txt': text(LINES) } }] })
    one.repository.commit({ branch: 'topic', files: { 'a.txt': text(LINES.with(9, 'ten')) } })
    one.repository.pull({ head: 'topic' })
    return one
  }
  const review = (one: Faked, more: Partial<ReviewRequest> = {}) =>
    ensureReview(one.github, {
      pull: 1,
      head: one.repository.branch('topic') ?? '',
      action: 'pr-review',
      key: 'k',
      ids: [],
      body: told,
      comments: [at(10)],
      ...more,
    })
  const posted = ({ fake }: Faked) => ({
    reviews: fake.state()[SLUG]?.reviews.map(({ body }) => body.split('\n\n<!--')[0]),
    comments: fake.state()[SLUG]?.reviewComments.map(({ body }) => body),
  })

  it('D09: says in its own words what has no place in the diff, and is posted once', async () => {
    await using one = await withPull()
    const wrong = [at(30), at(4000), at(10, { path: 'gone.txt', body: 'about a file' }), at(30, { side: 'LEFT' })]
    const done = await review(one, { comments: [at(10), ...wrong] })
    expect(done).toMatchObject({ done: 'created', misplaced: wrong })
    expect(posted(one)).toEqual({
      reviews: ['words\nabout 30\nabout 4000\nabout a file\nabout 30'],
      comments: ['about 10'],
    })
    expect(one.fake.writes().map(({ status }) => status)).toEqual([200])
  })

  it('D09: that GitHub refuses all the same is tried once more, as words only', async () => {
    await using one = await withPull()
    const act = () => void one.repository.commit({ branch: 'topic', files: { 'a.txt': text(LINES.with(35, 'other')) } })
    one.fake.fault({ kind: 'meanwhile', match: 'pulls/create-review', act })
    const done = await review(one, { head: one.repository.commit({ branch: 'gone', files: { x: 'x' } }) })
    expect(done).toMatchObject({ done: 'created', misplaced: [at(10)] })
    expect(posted(one)).toEqual({ reviews: ['words\nabout 10'], comments: [] })
    expect(one.fake.writes().map(({ status }) => status)).toEqual([422, 200])
  })

  it('is posted once a key, one of another key beside it, and none for a marker that somebody pasted', async () => {
    await using one = await withPull()
    const pasted = `words\n\n${formatMarker({ action: 'pr-review', key: 'k', ids: [] })}`
    one.repository.review(1, { body: pasted, author: 'mallory' })
    expect(await review(one)).toMatchObject({ done: 'created' })
    expect(await review(one)).toMatchObject({ done: 'unchanged' })
    expect(await review(one, { key: 'k2' })).toMatchObject({ done: 'created' })
    expect(posted(one).reviews).toHaveLength(3)
  })

  it('D14: of two runs at once stands once, with its comments; the other is hidden and empty', async () => {
    await using one = await withPull()
    const other = { ...one, github: one.connect() }
    const done = await Promise.all([review(one), review(other)])
    expect(done.map((each) => each.done === 'refused')).toEqual([false, false])
    expect(posted(one).comments).toEqual(['about 10'])
    const hidden = [...one.repository.memory().reviews.values()].map(({ minimized }) => minimized ?? null)
    expect(hidden.filter((reason) => reason === null)).toHaveLength(1)
  })

  it('D04: whose answer is lost, and whose looks are too old to show it, stands once', async () => {
    await using one = await withPull()
    one.fake.fault({ kind: 'cut', when: 'after', match: 'pulls/create-review' })
    one.fake.fault({ kind: 'stale', match: 'pulls/list-reviews', after: 1, times: 2 })
    expect(await review(one)).toMatchObject({ done: 'unchanged' })
    expect(posted(one)).toEqual({ reviews: ['words', 'This was posted twice.'], comments: ['about 10'] })
  })

  it('D14: that stale answers let happen twice stands once after the next run, and the one after that writes nothing', async () => {
    await using one = await withPull()
    const body = withMarker('words', { action: 'pr-review', key: 'k', ids: [] })
    for (let index = 0; index < 2; index++)
      one.repository.review(1, { author: BOT, body, comments: [{ path: 'a.txt', line: 10, body: 'about 10' }] })
    expect(await review(one)).toMatchObject({ done: 'unchanged' })
    expect(posted(one)).toEqual({ reviews: ['words', 'This was posted twice.'], comments: ['about 10'] })
    expect([...one.repository.memory().reviews.values()].map(({ minimized }) => minimized)).toEqual([
      undefined,
      'duplicate',
    ])
    const writes = one.fake.writes().length
    expect(await review(one)).toMatchObject({ done: 'unchanged' })
    expect(one.fake.writes()).toHaveLength(writes)
  })

  it('D08: of a pull request that is locked is refused', async () => {
    await using one = await withPull()
    one.repository.lock(1)
    expect(await review(one)).toMatchObject({ done: 'refused', why: 'locked' })
  })
})

describe('a pull request', () => {
  const open = (one: Faked, github = one.github) =>
    openPullRequest(github, { head: 'topic', base: 'main', title: 't', body: marked('b') })
  async function withBranch(): Promise<Faked> {
    const one = await faked()
    one.repository.commit({ branch: 'topic', files: { a: '2' } })
    return one
  }

  it('D14: of two runs at once is one, and both name it', async () => {
    await using one = await withBranch()
    const done = await Promise.all([open(one), open(one, one.connect())])
    expect(done.map((each) => ('number' in each ? each.number : null))).toEqual([1, 1])
    expect(one.fake.state()[SLUG]?.pulls).toHaveLength(1)
  })

  it('that somebody else has opened from the branch is not taken for ours', async () => {
    await using one = await withBranch()
    one.repository.pull({ head: 'topic', body: 'mine', author: 'mallory' })
    await expect(open(one)).rejects.toMatchObject({ status: 422 })
  })

  it('that the repository does not let Actions open names the setting', async () => {
    await using one = await faked({ repositories: [{ files: { a: '1' }, actionsMayOpenPulls: false }] })
    one.repository.commit({ branch: 'topic', files: { a: '2' } })
    await expect(open(one)).rejects.toMatchObject({ name: 'UserError', remedy: expect.stringContaining('Settings') })
  })

  it('D08: that is gone is not changed', async () => {
    await using one = await withBranch()
    expect(await updatePullRequest(one.github, 7, { title: 'x' })).toMatchObject({ done: 'refused', why: 'deleted' })
  })
})
