import { describe, expect, it } from '@jest/globals'
import type { FaultKind } from '@upkeep/testing/github'
import type { Sha } from '@upkeep/schema'
import {
  checkRun,
  closeIssue,
  commitFiles,
  createBranch,
  deleteBranch,
  ensureReview,
  minimise,
  moveBranch,
  openPullRequest,
  setLabels,
  stickyComment,
  updatePullRequest,
} from '@upkeep/github/write'
import { BOT, faked } from '../faked.fixture.ts'
import type { Faked } from '../faked.fixture.ts'
import { withMarker } from '../marker.ts'

const SLUG = 'octocat/example'
const marker = { action: 'lint-fix', key: 'k', ids: [] }
const annotation = { path: 'a.txt', startLine: 1, endLine: 1, level: 'notice', title: 't', message: 'm' } as const
const commit = (one: Prepared, executable: boolean) => ({
  branch: 'topic',
  expectedHead: one.start,
  message: { headline: 'change', body: 'words' },
  additions: [{ path: executable ? 'run.sh' : 'a.txt', bytes: Buffer.from('new\n'), executable }],
  deletions: ['old.txt'],
  key: 'k1',
})

interface Prepared extends Faked {
  /** The commit of the pull request's branch. */
  start: Sha
  /** That of the branch `other`. */
  other: Sha
}

/** The pull request's branch, an issue, a pull request and a comment of ours are there. */
async function prepared(): Promise<Prepared> {
  const files = { 'a.txt': 'one\n', 'old.txt': 'old\n', 'run.sh': { content: '#!/bin/sh\n', mode: '100755' } }
  const one = await faked({ repositories: [{ files, labels: ['bug'] }] })
  one.repository.issue()
  one.repository.commit({ branch: 'topic', files: { 'a.txt': 'two\n' } })
  one.repository.pull({ head: 'topic', author: BOT, body: withMarker('words', marker) })
  one.repository.commit({ branch: 'other', files: { 'b.txt': 'b\n' } })
  one.repository.comment(1, withMarker('words', { ...marker, action: 'pr-review' }), BOT)
  return { ...one, start: head(one, 'topic'), other: head(one, 'other') }
}

interface Case {
  /** The request that is hit. */
  match: string
  write: (one: Prepared) => Promise<unknown>
  /** What is on GitHub afterwards, however often it was tried. */
  left: (one: Faked) => unknown
  expected: (one: Faked) => unknown
}

const state = (one: Faked) => one.fake.state()[SLUG]
const head = (one: Faked, branch: string) => one.repository.branch(branch) ?? ''
const review = (one: Faked) => ({
  pull: 2,
  head: head(one, 'topic'),
  action: 'pr-review',
  key: 'k',
  ids: [],
  body: () => 'words',
  comments: [{ path: 'a.txt', side: 'RIGHT' as const, line: 1, startLine: null, body: 'here' }],
})
const run = (one: Faked, count: number) => ({
  name: 'upkeep',
  head: head(one, 'main'),
  key: 'k',
  conclusion: 'neutral' as const,
  title: 't',
  summary: 's',
  annotations: Array.from({ length: count }, () => annotation),
})

const CASES: Readonly<Record<string, Case>> = {
  'a comment': {
    match: 'issues/create-comment',
    write: ({ github }) => stickyComment(github, { issue: 1, action: 'lint-fix', body: 'words' }),
    left: (one) => state(one)?.comments.length,
    expected: () => 2,
  },
  'an edited comment': {
    match: 'issues/update-comment',
    write: ({ github }) => stickyComment(github, { issue: 1, action: 'pr-review', body: 'other words' }),
    left: (one) => state(one)?.comments.map(({ body }) => body.split('\n')[0]),
    expected: () => ['other words'],
  },
  'a closed issue': {
    match: 'issues/update',
    write: ({ github }) => closeIssue(github, { issue: 1, reason: 'not_planned' }),
    left: (one) => state(one)?.issues.map((issue) => [issue.state, issue.stateReason]),
    expected: () => [['closed', 'not_planned']],
  },
  'a label': {
    match: 'issues/add-labels',
    write: ({ github }) => setLabels(github, { issue: 1, add: ['BUG', 'unknown'], remove: [] }),
    left: (one) => [state(one)?.issues[0]?.labels, state(one)?.labels],
    expected: () => [['bug'], ['bug']],
  },
  'a review': {
    match: 'pulls/create-review',
    write: (one) => ensureReview(one.github, review(one)),
    left: (one) => [state(one)?.reviews.length, state(one)?.reviewComments.length],
    expected: () => [1, 1],
  },
  'a check run': {
    match: 'checks/create',
    write: (one) => checkRun(one.github, run(one, 120)),
    left: (one) => state(one)?.checkRuns.map(({ annotations }) => annotations),
    expected: () => [120],
  },
  'the second batch of annotations': {
    match: 'checks/update',
    write: (one) => checkRun(one.github, run(one, 120)),
    left: (one) => state(one)?.checkRuns.map(({ annotations }) => annotations),
    expected: () => [120],
  },
  'a branch': {
    match: 'git/create-ref',
    write: (one) => createBranch(one.github, 'new', head(one, 'main')),
    left: (one) => one.repository.branch('new'),
    expected: (one) => one.repository.branch('main'),
  },
  'a moved branch': {
    match: 'updateRefs',
    write: (one) => moveBranch(one.github, 'other', { from: one.other, to: head(one, 'main') }),
    left: (one) => one.repository.branch('other'),
    expected: (one) => one.repository.branch('main'),
  },
  'a deleted branch': {
    match: 'git/delete-ref',
    write: (one) => deleteBranch(one.github, 'other'),
    left: (one) => one.repository.branch('other'),
    expected: () => null,
  },
  'a commit': {
    match: 'createCommitOnBranch',
    write: (one) => commitFiles(one.github, commit(one, false)),
    left: (one) => [one.repository.files('topic'), state(one)?.pulls[0]?.headSha === head(one, 'topic')],
    expected: () => [{ 'a.txt': textOf('new\n'), 'run.sh': textOf('#!/bin/sh\n', '100755') }, true],
  },
  'a commit of an executable file': {
    match: 'git/update-ref',
    write: (one) => commitFiles(one.github, commit(one, true)),
    left: (one) => one.repository.files('topic'),
    expected: () => ({ 'a.txt': textOf('two\n'), 'run.sh': textOf('new\n', '100755') }),
  },
  'a pull request': {
    match: 'pulls/create',
    write: ({ github }) =>
      openPullRequest(github, { head: 'other', base: 'main', title: 't', body: withMarker('b', marker) }),
    left: (one) => state(one)?.pulls.map((pull) => [pull.number, pull.head, pull.state]),
    expected: () => [
      [2, 'topic', 'open'],
      [3, 'other', 'open'],
    ],
  },
  'changed words of a pull request': {
    match: 'pulls/update',
    write: ({ github }) => updatePullRequest(github, 2, { title: 'new title' }),
    left: (one) => state(one)?.pulls.map(({ title }) => title),
    expected: () => ['new title'],
  },
  'a hidden comment': {
    match: 'minimizeComment',
    write: async ({ github, repository }) => {
      const [id] = repository.memory().comments.keys()
      await minimise(github, { nodeId: `IC_kw${Buffer.from(String(id)).toString('base64url')}`, why: 'OUTDATED' })
    },
    left: (one) => state(one)?.comments.map(({ minimized }) => minimized),
    expected: () => ['outdated'],
  },
}

function textOf(text: string, mode = '100644'): object {
  return expect.objectContaining({ text, mode })
}

const FAULTS: readonly FaultKind[] = [
  { kind: 'error', status: 502, when: 'before' },
  { kind: 'error', status: 502, when: 'after' },
  { kind: 'cut', when: 'before' },
  { kind: 'cut', when: 'after' },
  { kind: 'html', when: 'before' },
  { kind: 'html', when: 'after' },
  { kind: 'truncated' },
  { kind: 'bad-gzip' },
]
const named = (fault: FaultKind) => `${fault.kind}${'when' in fault ? ` ${fault.when} it was done` : ''}`
const D05 = new Set(['a pull request'])
const matrix = Object.keys(CASES).flatMap((name) =>
  FAULTS.map((fault) => ({ id: D05.has(name) ? 'D05' : 'D04', name, fault, failure: named(fault) })),
)

describe('what is written once although its answer is lost', () => {
  it.each(matrix)('$id: $name ($failure)', async ({ name, fault }) => {
    await using one = await prepared()
    const { match, write, left, expected } = CASES[name] ?? ({} as Case)
    const planned = one.fake.fault({ ...fault, match })
    await write(one)
    expect(left(one)).toEqual(expected(one))
    expect(planned.hits()).toBe(1)
    const before = one.fake.writes().length
    await write(one) // a second run finds what the first has done
    expect(left(one)).toEqual(expected(one))
    expect(before).toBeLessThanOrEqual(8)
  })
})

describe('a write that fails for good', () => {
  it.each(Object.keys(CASES))('D06: %s is tried three times, and a later run completes it', async (name) => {
    await using one = await prepared()
    const { match, write, left, expected } = CASES[name] ?? ({} as Case)
    const planned = one.fake.fault({ kind: 'error', status: 500, when: 'before', match, times: 3 })
    await expect(write(one)).rejects.toMatchObject({ name: 'ExternalError', status: 500 })
    expect(planned.hits()).toBe(3)
    await write(one)
    expect(left(one)).toEqual(expected(one))
  })
})
