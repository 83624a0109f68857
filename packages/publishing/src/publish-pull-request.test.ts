import { describe, expect, it } from '@jest/globals'
import { publicationFixture } from './publication.fixture.ts'
import { BASE_FILES, BRANCH, scene } from './scene.fixture.ts'
import type { Scene } from './scene.fixture.ts'

const pullsOf = ({ fake }: Scene) => fake.repository().memory().issues
const openPulls = (at: Scene) => [...pullsOf(at).values()].filter(({ state }) => state === 'open')
const otherChange = { 'src/b.ts': { before: BASE_FILES['src/b.ts'], after: 'export const b = 3\n' } }

describe('a pull request', () => {
  it('C01: takes exactly these calls, and the second time one, with nothing written', async () => {
    await using at = await scene()
    const first = await at.run()
    expect(first).toMatchObject({
      result: 'changed',
      refusal: null,
      withheld: [],
      posted: [{ op: 'pull-request', wrote: true }],
    })
    expect(at.calls()).toEqual(['query', 'query', 'git/create-ref', 'createCommitOnBranch', 'pulls/create'])
    const [pull] = openPulls(at)
    expect(pull).toMatchObject({ title: 'Remove 1 suppression that suppresses nothing', author: 'github-actions[bot]' })
    expect(pull?.pull).toMatchObject({ headRef: BRANCH, baseRef: 'main', draft: false })
    expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 1\n')
    expect(Object.keys(at.fake.repository().files(BRANCH))).toEqual(Object.keys(BASE_FILES))

    const second = await at.run()
    expect(second).toMatchObject({ result: 'clean', posted: [{ wrote: false }] })
    expect(at.calls()).toEqual(['query', 'query'])
    expect(at.fake.violations()).toEqual([])
  })

  it('of ten files takes at most 12 requests', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `src/f${index}.ts`)
    await using at = await scene({ ...BASE_FILES, ...Object.fromEntries(names.map((name) => [name, 'let x = 1\n'])) })
    const files = Object.fromEntries(names.map((name) => [name, { before: 'let x = 1\n', after: 'const x = 1\n' }]))
    expect(await at.run({ files })).toMatchObject({ result: 'changed' })
    expect(at.fake.requests().length).toBeLessThanOrEqual(12)
  })

  it('C08: is stale where a touched file changed on main, and goes on top where only others did', async () => {
    await using at = await scene()
    at.fake.repository().commit({ files: { 'src/a.ts': '// @ts-ignore\nconst a = 2\n' } })
    expect(await at.run()).toMatchObject({ result: 'skipped', refusal: { code: 'E_STALE', where: 'src/a.ts' } })
    expect(at.fake.writes()).toEqual([])

    await using other = await scene()
    const head = other.fake.repository().commit({ files: { 'src/b.ts': 'export const b = 4\n' } })
    expect(await other.run()).toMatchObject({ result: 'changed' })
    expect(other.fake.repository().files(BRANCH)['src/b.ts']?.text).toBe('export const b = 4\n')
    expect(other.fake.state()['octocat/example']?.pulls).toMatchObject([{ base: 'main', head: BRANCH }])
    expect(other.fake.repository().branch('main')).toBe(head)
  })

  it('of another change replaces the branch of the open one and its text, and leaves no branch beside it', async () => {
    await using at = await scene()
    await at.run()
    expect(await at.run({ files: otherChange, ids: ['fedcba9876543210'] })).toMatchObject({ result: 'changed' })
    expect(openPulls(at)).toHaveLength(1)
    expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe(BASE_FILES['src/a.ts'])
    expect(at.fake.repository().files(BRANCH)['src/b.ts']?.text).toBe('export const b = 3\n')
    expect(Object.keys(at.fake.state()['octocat/example']?.branches ?? {}).toSorted()).toEqual(['main', BRANCH])
    expect(openPulls(at)[0]?.body).toContain('fedcba9876543210')
  })

  it('is not opened again once it was closed without merging', async () => {
    await using at = await scene()
    await at.run()
    at.fake.repository().close(1)
    at.fake.repository().setBranch(BRANCH, null)
    at.calls()
    const again = await at.run()
    expect(again).toMatchObject({ result: 'skipped', posted: [], reason: { code: 'open-limit' } })
    expect(again.withheld[0]?.why).toMatch(/closed without merging/)
    expect(at.calls()).toEqual(['query', 'query'])
  })

  it('C19: is no second one: an open one of another branch of this action is named instead', async () => {
    await using at = await scene()
    await at.run()
    const second = await at.run({ batch: 'casts', files: otherChange, ids: ['fedcba9876543210'] })
    expect(second).toMatchObject({ result: 'skipped', posted: [] })
    expect(second.withheld[0]?.why).toContain('/octocat/example/pull/1')
    expect(openPulls(at)).toHaveLength(1)
  })

  it('C18: is one even where a publication holds three', async () => {
    await using at = await scene()
    const { publication, blobs } = publicationFixture({ commit: at.commit })
    const others = ['casts', 'any'].map(
      (batch) => publicationFixture({ commit: at.commit, batch }).publication.operations[0],
    )
    const operations = [...publication.operations, ...others.flatMap((each) => (each === undefined ? [] : [each]))]
    const done = await at.run({}, { made: { publication: { ...publication, operations }, blobs } })
    expect(done.posted).toHaveLength(1)
    expect(done.withheld).toHaveLength(2)
    expect(openPulls(at)).toHaveLength(1)
  })

  it('C18: of reviews of the classification is one beside it, in one run or in two, and neither waits for the other', async () => {
    await using at = await scene()
    const lock = { '.github/upkeep/ci.lock.yml': { before: null, after: 'format: upkeep/ci-lock@1\nworkflows: {}\n' } }
    const [own, reviews] = [
      publicationFixture({ commit: at.commit }),
      publicationFixture({ commit: at.commit, batch: 'ci-lock', files: lock, ids: ['fedcba9876543210'] }),
    ]
    const operations = [...own.publication.operations, ...reviews.publication.operations]
    const made = { publication: { ...own.publication, operations }, blobs: new Map([...own.blobs, ...reviews.blobs]) }
    const done = await at.run({}, { made })
    expect(done).toMatchObject({ result: 'changed', withheld: [] })
    expect(openPulls(at).map(({ pull }) => pull?.headRef)).toEqual([BRANCH, 'upkeep/type-safety/ci-lock'])
    expect(Object.keys(at.fake.repository().files('upkeep/type-safety/ci-lock')).toSorted()).toEqual(
      [...Object.keys(BASE_FILES), '.github/upkeep/ci.lock.yml'].toSorted(),
    )
    expect(await at.run({}, { made })).toMatchObject({ result: 'clean', withheld: [] })
    const second = await at.run({ batch: 'casts', files: otherChange, ids: ['0000000000000001'] })
    expect(second.withheld[0]?.why).toContain('/octocat/example/pull/1')
    expect(second.withheld[0]?.why).not.toContain('/octocat/example/pull/2')
    expect(at.fake.violations()).toEqual([])
  })

  it('leaves a branch alone to which somebody has committed', async () => {
    await using at = await scene()
    await at.run()
    at.fake.repository().commit({ branch: BRANCH, files: { 'src/a.ts': 'const a = 7\n' }, message: 'mine' })
    const head = at.fake.repository().branch(BRANCH)
    expect((await at.run({ files: otherChange })).withheld[0]?.why).toMatch(/Somebody has committed/)
    expect(at.fake.repository().branch(BRANCH)).toBe(head)
  })

  it('keeps the mode of an executable file, in parts, signed as well', async () => {
    await using at = await scene()
    const files = { 'tools/run.py': { before: '#!/usr/bin/python\nx = 1\n', after: '#!/usr/bin/python\n' } }
    at.fake
      .repository()
      .commit({ files: { 'tools/run.py': { content: '#!/usr/bin/python\nx = 1\n', mode: '100755' } } })
    expect(await at.run({ files })).toMatchObject({ result: 'changed' })
    expect(at.fake.repository().files(BRANCH)['tools/run.py']).toMatchObject({
      mode: '100755',
      text: '#!/usr/bin/python\n',
    })
    const parts = ['git/create-blob', 'git/get-commit', 'git/create-tree', 'git/create-commit', 'git/update-ref']
    expect(at.calls()).toEqual(['query', 'query', 'git/create-ref', ...parts, 'pulls/create'])
    expect(at.fake.violations()).toEqual([])
  })

  it('C23: is only told by a dry run', async () => {
    await using at = await scene()
    const { plan, result } = await at.run({}, { dryRun: true })
    expect(result).toBe('clean')
    expect(plan).toEqual([
      `commit 1 files to ${BRANCH}: src/a.ts`,
      'open a pull request to main: Remove 1 suppression that suppresses nothing',
    ])
    expect(at.fake.writes()).toEqual([])
  })
})

describe('a run that is killed', () => {
  const writes = ['git/create-ref', 'createCommitOnBranch', 'pulls/create']

  it.each(writes.flatMap((operation) => ['before', 'after'].map((when) => [operation, when] as const)))(
    'D15: at %s, %s it was done, is completed by the next: one branch, one pull request',
    async (operation, when) => {
      await using at = await scene()
      const end = new AbortController()
      const act = () => end.abort(new Error('the job was cancelled'))
      at.fake.fault({ kind: 'meanwhile', match: operation, when: when === 'after' ? 'after' : 'before', act })
      at.fake.fault({ kind: 'cut', match: operation, when: when === 'after' ? 'after' : 'before' })
      await expect(at.run({}, { github: at.connect(end.signal) })).rejects.toThrow('the job was cancelled')
      const after = at.calls()
      expect(after.at(-1)).toBe(operation)

      expect(await at.run()).toMatchObject({ refusal: null, posted: [{ op: 'pull-request' }] })
      expect(openPulls(at)).toHaveLength(1)
      expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 1\n')
      expect(Object.keys(at.fake.state()['octocat/example']?.branches ?? {})).toHaveLength(2)
      expect(at.fake.violations()).toEqual([])
    },
  )

  it.each(['git/create-ref', 'createCommitOnBranch', 'updateRefs', 'git/delete-ref', 'pulls/update'])(
    'D15: while it replaces an open one, after %s, never leaves the pull request empty, and is completed by the next',
    async (operation) => {
      await using at = await scene()
      await at.run()
      const end = new AbortController()
      at.fake.fault({
        kind: 'meanwhile',
        match: operation,
        when: 'after',
        act: () => end.abort(new Error('cancelled')),
      })
      at.fake.fault({ kind: 'cut', match: operation, when: 'after' })
      const change = { files: otherChange, ids: ['fedcba9876543210'] }
      await expect(at.run(change, { github: at.connect(end.signal) })).rejects.toThrow('cancelled')
      expect(openPulls(at)).toHaveLength(1)
      await at.run(change)
      expect(openPulls(at)).toHaveLength(1)
      expect(openPulls(at)[0]?.body).toContain('fedcba9876543210')
      expect(at.fake.repository().files(BRANCH)['src/b.ts']?.text).toBe('export const b = 3\n')
      expect(Object.keys(at.fake.state()['octocat/example']?.branches ?? {}).toSorted()).toEqual(['main', BRANCH])
    },
  )
})

describe('GitHub failing', () => {
  it.each(['git/create-ref', 'createCommitOnBranch', 'pulls/create'])(
    'D05: after %s was done but not answered leads to one object, which is named',
    async (operation) => {
      await using at = await scene()
      const fault = at.fake.fault({ kind: 'cut', match: operation, when: 'after' })
      expect(await at.run()).toMatchObject({ result: 'changed', posted: [{ op: 'pull-request' }] })
      expect(fault.hits()).toBe(1)
      expect(openPulls(at)).toHaveLength(1)
      expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 1\n')
    },
  )

  it('D14: two runs that publish the same at once leave one pull request, and both end well', async () => {
    await using at = await scene()
    const both = await Promise.all([at.run(), at.run()])
    expect(both.map(({ refusal }) => refusal)).toEqual([null, null])
    expect(openPulls(at)).toHaveLength(1)
    expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 1\n')
  })

  it('D11: is stale where somebody moves our branch between the look and the commit', async () => {
    await using at = await scene()
    const act = () =>
      void at.fake.repository().commit({ branch: BRANCH, files: { 'src/a.ts': 'const a = 9\n' }, message: 'x' })
    at.fake.fault({ kind: 'meanwhile', match: 'createCommitOnBranch', act })
    expect(await at.run()).toMatchObject({ refusal: { code: 'E_STALE', where: BRANCH } })
    expect(openPulls(at)).toHaveLength(0)
    expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 9\n')
  })

  it('D11: never drops what somebody pushes to our branch while it is replaced', async () => {
    await using at = await scene()
    await at.run()
    const act = () =>
      void at.fake.repository().commit({ branch: BRANCH, files: { 'src/a.ts': 'const a = 9\n' }, message: 'mine' })
    at.fake.fault({ kind: 'meanwhile', match: 'updateRefs', act })
    expect(await at.run({ files: otherChange })).toMatchObject({ refusal: { code: 'E_STALE', where: BRANCH } })
    expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 9\n')
    expect((await at.run({ files: otherChange })).withheld[0]?.why).toMatch(/Somebody has committed/)
    expect(at.fake.repository().files(BRANCH)['src/a.ts']?.text).toBe('const a = 9\n')
  })

  it('D01: with a limit that is spent for an hour defers the run with nothing written', async () => {
    await using at = await scene()
    at.fake.fault({ kind: 'primary-limit', match: '*', seconds: 3500 })
    expect(await at.run()).toMatchObject({ result: 'skipped', incomplete: 'rate-limit', posted: [] })
    expect(at.fake.writes()).toEqual([])
  })

  it('D07: with a token that may not write says which permission is missing, and tries nothing else', async () => {
    await using at = await scene()
    at.fake.fault({
      kind: 'error',
      match: 'git/create-ref',
      status: 403,
      message: 'Resource not accessible by integration',
    })
    await expect(at.run()).rejects.toThrow(/contents: write/)
    expect(at.fake.writes()).toHaveLength(1)
  })
})
