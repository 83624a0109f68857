import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { failed, opened } from './octokit.fixture.ts'
import type { Opened } from './octokit.fixture.ts'

let scene: Opened
beforeEach(async () => {
  const files = { 'a.txt': 'one\n', 'run.sh': { content: '#!/bin/sh\n', mode: '100755' } }
  scene = await opened({ repositories: [{ files }] })
})
afterEach(async () => {
  await scene.fake.close()
  expect(scene.fake.violations()).toEqual([])
})

const CREATE = `mutation Create($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid signature { isValid } } }
}`
const base64 = (text: string) => Buffer.from(text).toString('base64')
const input = (more: object = {}) => ({
  branch: { repositoryNameWithOwner: 'octocat/example', branchName: 'main' },
  message: { headline: 'change', body: 'why' },
  expectedHeadOid: scene.repository.branch('main'),
  fileChanges: { additions: [{ path: 'a.txt', contents: base64('two\n') }] },
  ...more,
})

describe('a query', () => {
  it('gives the fields that are asked for, of what is there', async () => {
    const { octokit, repository } = scene
    const answer = await octokit.graphql(`{
      viewer { login }
      repository(owner: "octocat", name: "example") {
        defaultBranchRef { name target { oid } }
        none: ref(qualifiedName: "refs/heads/none") { name }
        object(expression: "main:a.txt") { ... on Blob { text byteSize isBinary } }
      }
    }`)
    expect(answer).toEqual({
      viewer: { login: 'github-actions[bot]' },
      repository: {
        defaultBranchRef: { name: 'main', target: { oid: repository.branch('main') } },
        none: null,
        object: { text: 'one\n', byteSize: 4, isBinary: false },
      },
    })
  })

  it('of a repository that is not there is answered with status 200 and the type of the error', async () => {
    const error = await failed(scene.octokit.graphql('{ repository(owner: "no", name: "body") { id } }'))
    expect(error).toMatchObject({ errors: [{ type: 'NOT_FOUND' }], data: { repository: null } })
  })

  it('costs points by what its connections may bring', async () => {
    const { octokit, fake } = scene
    const pulls = 'pullRequests(first: 100) { nodes { number } }'
    const remaining = async () => (await octokit.rest.rateLimit.get()).data.resources.graphql?.used
    await octokit.graphql(`{ repository(owner: "octocat", name: "example") { ${pulls} } }`)
    expect(await remaining()).toBe(1)
    const many = Array.from({ length: 250 }, (_, index) => `p${index}: ${pulls}`).join(' ')
    await octokit.graphql(`{ repository(owner: "octocat", name: "example") { ${many} } }`)
    expect(await remaining()).toBe(4)
    expect(fake.requests().filter(({ operation }) => operation === 'query')).toHaveLength(2)
  })
})

describe('createCommitOnBranch', () => {
  it('makes one signed commit on the head that was expected', async () => {
    const { octokit, repository, fake } = scene
    const answer = await octokit.graphql(CREATE, { input: input() })
    const oid = repository.branch('main')
    expect(answer).toEqual({ createCommitOnBranch: { commit: { oid, signature: { isValid: true } } } })
    expect(repository.files()['a.txt']?.text).toBe('two\n')
    expect(fake.writes().map(({ operation, done }) => [operation, done])).toEqual([['createCommitOnBranch', true]])
  })

  it('loses the mode of an executable file that it writes, and keeps that of the others', async () => {
    const { octokit, repository } = scene
    await octokit.graphql(CREATE, { input: input() })
    expect(repository.files()['run.sh']?.mode).toBe('100755')
    const additions = [{ path: 'run.sh', contents: base64('#!/bin/bash\n') }]
    await octokit.graphql(CREATE, { input: input({ fileChanges: { additions } }) })
    expect(repository.files()['run.sh']?.mode).toBe('100644')
  })

  it.each([
    ['another head', { expectedHeadOid: '1'.repeat(40) }, 'STALE_DATA'],
    ['a deletion of nothing', { fileChanges: { deletions: [{ path: 'none' }] } }, 'UNPROCESSABLE'],
    ['a path outside', { fileChanges: { additions: [{ path: '../x', contents: '' }] } }, 'UNPROCESSABLE'],
    ['no such branch', { branch: { repositoryNameWithOwner: 'octocat/example', branchName: 'none' } }, 'NOT_FOUND'],
  ])('refuses %s, and does nothing', async (_, more, type) => {
    const { octokit, repository, fake } = scene
    const head = repository.branch('main')
    expect(await failed(octokit.graphql(CREATE, { input: input(more) }))).toMatchObject({ errors: [{ type }] })
    expect(repository.branch('main')).toBe(head)
    expect(fake.writes().map(({ done, status }) => [done, status])).toEqual([[false, 200]])
  })

  it('refuses a token without the permission', async () => {
    const weak = scene.as(scene.fake.addToken({ permissions: { contents: 'read', 'pull-requests': 'write' } }))
    const error = await failed(weak.graphql(CREATE, { input: input() }))
    expect(error).toMatchObject({ errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] })
  })
})

describe('updateRefs', () => {
  const UPDATE = `mutation Update($id: ID!, $updates: [RefUpdate!]!) {
    updateRefs(input: { repositoryId: $id, refUpdates: $updates }) { clientMutationId }
  }`
  const ZEROS = '0'.repeat(40)

  it('moves, makes and deletes refs, all of them or none, and only from where they were expected', async () => {
    const { octokit, at, repository } = scene
    const main = repository.branch('main') ?? ''
    const ahead = repository.commit({ branch: 'ahead', files: { x: 'x' } })
    const id = (await octokit.rest.repos.get(at)).data.node_id
    const update = (...updates: object[]) => octokit.graphql(UPDATE, { id, updates })
    const ref = (name: string, beforeOid: string, afterOid: string, force = false) => ({
      name: `refs/heads/${name}`,
      beforeOid,
      afterOid,
      force,
    })
    await update(ref('main', main, ahead), ref('new', ZEROS, main))
    expect([repository.branch('main'), repository.branch('new')]).toEqual([ahead, main])
    const refused = [
      [ref('new', ahead, main)],
      [ref('main', ahead, main)],
      [ref('new', main, ahead), ref('main', main, ahead)],
      [ref('new', main, '1'.repeat(40))],
    ]
    for (const updates of refused)
      expect(await failed(update(...updates))).toMatchObject({ errors: [{ type: 'UNPROCESSABLE' }] })
    expect([repository.branch('main'), repository.branch('new')]).toEqual([ahead, main])
    await update(ref('main', ahead, main, true), ref('new', main, ZEROS))
    expect([repository.branch('main'), repository.branch('new')]).toEqual([main, null])
  })
})

describe('minimizeComment', () => {
  it('hides a comment, a review and a comment of a review, by the ids that REST gives', async () => {
    const { octokit, at, repository, fake } = scene
    repository.commit({ branch: 'topic', files: { 'a.txt': 'two\n' } })
    const number = repository.pull({ head: 'topic' })
    const comment = await octokit.rest.issues.createComment({ ...at, issue_number: number, body: 'x' })
    const review = await octokit.rest.pulls.createReview({
      ...at,
      pull_number: number,
      event: 'COMMENT',
      comments: [{ path: 'a.txt', line: 1, body: 'x' }],
    })
    const [inline] = (await octokit.rest.pulls.listReviewComments({ ...at, pull_number: number })).data
    const hide = `mutation Hide($id: ID!) {
      minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } }
    }`
    for (const id of [comment.data.node_id, review.data.node_id, inline?.node_id ?? ''])
      await octokit.graphql(hide, { id })
    const { comments, reviewComments } = fake.state()['octocat/example'] ?? {}
    expect([comments?.[0]?.minimized, reviewComments?.[0]?.minimized]).toEqual(['outdated', 'outdated'])
    expect([...repository.memory().reviews.values()][0]?.minimized).toBe('outdated')
    const unmark = `mutation Unmark($id: ID!) {
      updatePullRequestReview(input: { pullRequestReviewId: $id, body: "other" }) { pullRequestReview { body } }
    }`
    await octokit.graphql(unmark, { id: review.data.node_id })
    expect(fake.state()['octocat/example']?.reviews[0]?.body).toBe('other')
    expect(await failed(octokit.graphql(unmark, { id: comment.data.node_id }))).toMatchObject({
      errors: [{ type: 'NOT_FOUND' }],
    })
    expect(await failed(octokit.graphql(hide, { id: 'IC_none' }))).toMatchObject({ errors: [{ type: 'NOT_FOUND' }] })
  })
})
