import { describe, expect, it } from '@jest/globals'
import type { FaultKind } from '@upkeep/testing/github'
import { startWorkflow } from '@upkeep/github/write'
import { faked } from '../faked.fixture.ts'
import type { Faked } from '../faked.fixture.ts'

const inputs = 'inputs: { pull-request: { required: true }, head: { required: true } }'
const FILES = {
  '.github/workflows/fix.yml': `on:\n  workflow_dispatch:\n    ${inputs}\njobs: {}\n`,
  '.github/workflows/ci.yml': 'on: { push: {} }\njobs: {}\n',
}
const SHA = 'a'.repeat(40)

async function commented(): Promise<Faked & { request: Parameters<typeof startWorkflow>[1] }> {
  const one = await faked({ repositories: [{ files: FILES }] })
  const comment = one.repository.comment(one.repository.issue(), '/upkeep fix', 'maintainer')
  return {
    ...one,
    request: { comment, workflow: 'fix.yml', ref: 'main', inputs: { 'pull-request': '1', head: SHA } },
  }
}

const runs = (one: Faked) =>
  [...one.repository.memory().runs.values()].map(({ event, path, inputs: given }) => [event, path, given])

describe('a workflow for a comment', () => {
  it('is started once, however many runs see the comment', async () => {
    await using one = await commented()
    expect(await startWorkflow(one.github, one.request)).toEqual({ done: 'created' })
    expect(await startWorkflow(one.connect(), one.request)).toEqual({ done: 'unchanged' })
    const together = await commented()
    const both = await Promise.all(
      [together.connect(), together.connect()].map((github) => startWorkflow(github, together.request)),
    )
    expect(both.map(({ done }) => done).toSorted()).toEqual(['created', 'unchanged'])
    for (const each of [one, together])
      expect(runs(each)).toEqual([['workflow_dispatch', '.github/workflows/fix.yml', one.request.inputs]])
    await together[Symbol.asyncDispose]()
  })

  it("is not kept back by somebody else's reaction", async () => {
    await using one = await commented()
    const comment = one.repository.memory().comments.get(one.request.comment)
    comment?.reactions.push({ id: 1, login: 'stranger', content: 'eyes', createdAt: 0 })
    expect(await startWorkflow(one.github, one.request)).toEqual({ done: 'created' })
  })

  const LOST: FaultKind[] = [
    { kind: 'cut', when: 'after' },
    { kind: 'error', status: 502, when: 'after' },
  ]

  it.each(LOST)('is started once where an answer gets lost: $kind', async (fault) => {
    for (const match of ['reactions/create-for-issue-comment', 'actions/create-workflow-dispatch']) {
      await using one = await commented()
      one.fake.fault({ ...fault, match })
      expect([match, await startWorkflow(one.github, one.request)]).toEqual([match, { done: 'created' }])
      expect(runs(one)).toHaveLength(1)
    }
  })

  it('is not tried again where GitHub did not say whether it started, and its list of runs does not show it', async () => {
    await using one = await commented()
    one.fake.fault({ kind: 'cut', when: 'before', match: 'actions/create-workflow-dispatch' })
    expect(await startWorkflow(one.github, one.request)).toMatchObject({ done: 'refused', why: 'unanswered' })
    expect(runs(one)).toEqual([])
  })

  it.each([
    ['one that is not there', { workflow: 'none.yml' }, 'unstartable'],
    ['one that is not started by hand', { workflow: 'ci.yml' }, 'unstartable'],
    ['with an input that it does not take', { inputs: { 'pull-request': '1', head: SHA, evil: '1' } }, 'unstartable'],
    ['for a comment that is gone', { comment: 99_999 }, 'deleted'],
  ])('is refused: %s', async (_, change, why) => {
    await using one = await commented()
    expect(await startWorkflow(one.github, { ...one.request, ...change })).toMatchObject({ done: 'refused', why })
    expect(runs(one)).toEqual([])
  })

  it.each([{ actions: 'write' }, { issues: 'write' }, { actions: 'read', contents: 'write' }] as const)(
    'is refused with a token that has only %j, which names the missing line',
    async (permissions) => {
      await using one = await commented()
      const token = one.fake.addToken({ login: 'github-actions[bot]', permissions })
      const done = await startWorkflow(one.connect({ token }), one.request)
      expect(done).toMatchObject({
        done: 'refused',
        why: 'forbidden',
        message: expect.stringMatching(/`(?:actions|issues): write`/),
      })
      expect(runs(one)).toEqual([])
    },
  )
})
