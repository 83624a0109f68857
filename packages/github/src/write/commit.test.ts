import { describe, expect, it } from '@jest/globals'
import { commitFiles, createBranch, deleteBranch, moveBranch } from '@upkeep/github/write'
import type { CommitRequest } from '@upkeep/github/write'
import { faked } from '../faked.fixture.ts'
import type { Faked } from '../faked.fixture.ts'

const files = { 'a.txt': 'one\n', 'b.txt': 'b\n', 'run.sh': { content: '#!/bin/sh\n', mode: '100755' } }
const withFiles = () => faked({ repositories: [{ files }] })
const commit = (one: Faked, more: Partial<CommitRequest> = {}) =>
  commitFiles(one.github, {
    branch: 'main',
    expectedHead: one.repository.branch('main') ?? '',
    message: { headline: 'Change', body: 'Why it is so.' },
    additions: [{ path: 'a.txt', bytes: Buffer.from('two\n'), executable: false }],
    deletions: ['b.txt'],
    key: 'k1',
    ...more,
  })

describe('a commit', () => {
  it('is one, signed, with the words, the key and exactly the changes', async () => {
    await using one = await withFiles()
    const start = one.repository.branch('main')
    const done = await commit(one)
    expect(done).toEqual({ done: 'created', oid: one.repository.branch('main') })
    expect(Object.entries(one.repository.files()).map(([path, { mode, text }]) => [path, mode, text])).toEqual([
      ['a.txt', '100644', 'two\n'],
      ['run.sh', '100755', '#!/bin/sh\n'],
    ])
    const [request] = one.fake.writes()
    expect(request?.body).toMatchObject({
      variables: {
        input: { expectedHeadOid: start, message: { headline: 'Change', body: 'Why it is so.\n\nUpkeep-Key: k1' } },
      },
    })
  })

  it('D11: is not made where the branch has moved, or is gone, and says where it is', async () => {
    for (const executable of [false, true]) {
      await using one = await withFiles()
      const expectedHead = one.repository.branch('main') ?? ''
      const head = one.repository.commit({ files: { c: 'c' } })
      const path = executable ? 'run.sh' : 'a.txt'
      const additions = [{ path, bytes: Buffer.from('x'), executable }]
      expect(await commit(one, { expectedHead, additions })).toEqual({ done: 'moved', head })
      expect(one.repository.branch('main')).toBe(head)
      expect(await commit(one, { branch: 'none', expectedHead, additions })).toEqual({ done: 'moved', head: null })
    }
  })

  it('that another run has made of the same key is found', async () => {
    await using one = await withFiles()
    const expectedHead = one.repository.branch('main') ?? ''
    const done = await Promise.all([commit(one), commit({ ...one, github: one.connect() }, { expectedHead })])
    expect(done.map((each) => each.done).toSorted()).toEqual(['created', 'unchanged'])
    expect(new Set(done.map((each) => ('oid' in each ? each.oid : null))).size).toBe(1)
  })

  it('of an executable file leaves it executable', async () => {
    await using one = await withFiles()
    const additions = [
      { path: 'run.sh', bytes: Buffer.from('#!/bin/bash\n'), executable: true },
      { path: 'bytes.bin', bytes: Buffer.from([0, 255, 10]), executable: false },
    ]
    expect(await commit(one, { additions })).toMatchObject({ done: 'created' })
    const after = one.repository.files()
    expect(after['run.sh']).toMatchObject({ mode: '100755', text: '#!/bin/bash\n' })
    expect(after['bytes.bin']).toMatchObject({ mode: '100644' })
    expect(Object.keys(after)).not.toContain('b.txt')
  })
})

describe('a branch', () => {
  it('that is there already is given as it is, and one that is gone is fine', async () => {
    await using one = await withFiles()
    const main = one.repository.branch('main') ?? ''
    expect(await createBranch(one.github, 'upkeep/x', main)).toBe(main)
    const ahead = one.repository.commit({ branch: 'upkeep/x', files: { d: 'd' } })
    expect(await createBranch(one.github, 'upkeep/x', main)).toBe(ahead)
    await deleteBranch(one.github, 'upkeep/x')
    await deleteBranch(one.github, 'upkeep/x')
    expect(one.repository.branch('upkeep/x')).toBeNull()
  })

  it('is moved from where it was seen, and from nowhere else', async () => {
    await using one = await withFiles()
    const main = one.repository.branch('main') ?? ''
    const [first, second] = ['1', '2'].map((text) => one.repository.commit({ branch: 'ours', files: { text } }))
    const move = (from = '', to = '') => moveBranch(one.github, 'ours', { from, to })
    expect(await move(first, main)).toEqual({ done: 'moved', head: second })
    expect(one.repository.branch('ours')).toBe(second)
    expect(await move(second, main)).toEqual({ done: 'updated' })
    expect(one.repository.branch('ours')).toBe(main)
    expect(await move(second, main)).toEqual({ done: 'unchanged' })
    one.repository.setBranch('ours', null)
    expect(await move(main, second)).toEqual({ done: 'moved', head: null })
    await expect(moveBranch(one.github, 'main', { from: main, to: '1'.repeat(40) })).rejects.toThrow('does not exist')
  })

  it('whose name can not be one is an error, not a loop', async () => {
    await using one = await withFiles()
    await expect(createBranch(one.github, 'a..b', one.repository.branch('main') ?? '')).rejects.toMatchObject({
      status: 422,
      retryable: false,
    })
    expect(one.fake.writes()).toHaveLength(1)
  })
})
