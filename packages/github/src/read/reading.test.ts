import { describe, expect, it } from '@jest/globals'
import {
  askedPayload,
  askedPull,
  branchHead,
  branchTip,
  changedBetween,
  changedFiles,
  commitMessages,
  defaultBranch,
  fileEntries,
  isOurs,
  overviewOf,
  permissionOf,
  readFiles,
  readPullRequest,
  targetOf,
  viewerLogin,
  withMarker,
} from '@upkeep/github'
import { BOT, caught, faked } from '../faked.fixture.ts'
import type { Faked } from '../faked.fixture.ts'
import { scene } from '../scripted.fixture.ts'

const LATIN = new Uint8Array([0xe9, 0x74, 0xe9, 0x0a])
const FILES = {
  'src/a.ts': 'const é = "€"\n',
  'src/odd \'"name.ts': 'x\n',
  'bytes.bin': new Uint8Array([0, 1, 2, 255]),
  'latin.txt': LATIN,
  'bom.txt': '\uFEFFwith a mark\r\n',
  'run.sh': { content: '#!/bin/sh\n', mode: '100755' },
  link: { content: 'src/a.ts', mode: '120000' },
}
const withFiles = () => faked({ repositories: [{ files: FILES }] })
const head = ({ repository }: Faked, branch = 'main') => repository.branch(branch) ?? ''

describe('files', () => {
  it('come byte for byte, whatever their encoding and name, with their modes', async () => {
    await using one = await withFiles()
    const paths = Object.keys(FILES)
    const files = await readFiles(one.github, head(one), [...paths, 'none', 'src'])
    const bytes = (path: string) => files.get(path)?.bytes ?? null
    expect(bytes('src/a.ts')?.toString()).toBe(FILES['src/a.ts'])
    expect(bytes('src/odd \'"name.ts')?.toString()).toBe('x\n')
    expect([...(bytes('bytes.bin') ?? [])]).toEqual([0, 1, 2, 255])
    expect([...(bytes('latin.txt') ?? [])]).toEqual([...LATIN])
    expect(bytes('bom.txt')?.toString()).toBe(FILES['bom.txt'])
    expect([files.get('run.sh')?.mode, files.get('link')?.mode, bytes('link')]).toEqual(['100755', '120000', null])
    expect(files.get('none')).toBeNull()
    expect(files.get('src')).toMatchObject({ mode: '040000', bytes: null })
    expect(one.calls().toSorted()).toEqual(['git/get-blob', 'git/get-blob', 'query'])
  })

  it('above the size that is asked for come without their bytes', async () => {
    await using one = await faked({ repositories: [{ files: { large: 'x'.repeat(600_000), small: 'x' } }] })
    const some = await readFiles(one.github, head(one), ['large', 'small'], { maxBytes: 1000 })
    expect([some.get('large')?.bytes, some.get('small')?.bytes?.length]).toEqual([null, 1])
    const all = await readFiles(one.github, head(one), ['large'])
    expect(all.get('large')?.bytes?.length).toBe(600_000) // GraphQL cuts it off; the blob is whole
  })

  it('are asked for forty at once, and their ids a hundred at once', async () => {
    const files = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, `${index}`]))
    await using one = await faked({ repositories: [{ files }] })
    expect((await readFiles(one.github, head(one), Object.keys(files))).size).toBe(101)
    expect(one.calls()).toHaveLength(3)
    const entries = await fileEntries(one.github, head(one), Object.keys(files))
    expect(entries.get('f100')).toEqual({ mode: '100644', oid: one.repository.files()['f100']?.sha })
    expect(one.calls()).toHaveLength(2)
  })

  it('of a commit that is not there are an error, not an empty answer', async () => {
    await using one = await withFiles()
    expect(await caught(readFiles(one.github, '1'.repeat(40), ['a']))).toMatchObject({ status: 404, retryable: false })
  })
})

describe('branches', () => {
  it('are found with their last commit; one that is not there is null', async () => {
    await using one = await withFiles()
    const oid = one.repository.commit({ branch: 'topic', files: { x: 'x' }, message: 'head\n\nbody' })
    expect(await branchHead(one.github, 'topic')).toBe(oid)
    expect(await branchTip(one.github, 'topic')).toEqual({ oid, message: 'head\n\nbody' })
    expect(await branchHead(one.github, 'none')).toBeNull()
    expect(await branchTip(one.github, 'none')).toBeNull()
    expect(await defaultBranch(one.github)).toEqual({ name: 'main', head: head(one) })
  })

  it('F15: are none in an empty repository', async () => {
    await using one = await faked({ repositories: [{ slug: 'octocat/empty' }] })
    expect(await defaultBranch(one.github)).toBeNull()
  })

  it('are compared by the files that differ, old names included', async () => {
    await using one = await withFiles()
    const base = head(one)
    const next = one.repository.commit({ files: { 'src/a.ts': null, 'src/c.ts': FILES['src/a.ts'], new: 'n' } })
    expect(await changedBetween(one.github, base, next)).toEqual(['new', 'src/a.ts', 'src/c.ts'])
    expect(await changedBetween(one.github, base, base)).toEqual([])
    expect(await changedBetween(one.github, next, base)).toBe('unrelated')
    expect(await changedBetween(one.github, base, '1'.repeat(40))).toBe('unrelated')
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`many/${index}`, 'x']))
    expect(await changedBetween(one.github, next, one.repository.commit({ files: many }))).toBe('too-many')
  })
})

describe('a pull request', () => {
  it('is read with its ends, its fate and whether it comes from a fork', async () => {
    await using one = await withFiles()
    one.repository.commit({ branch: 'topic', files: { x: 'x' } })
    const number = one.repository.pull({ head: 'topic', title: 'one', body: 'b', author: 'monalisa', draft: true })
    expect(await readPullRequest(one.github, number)).toMatchObject({
      number,
      state: 'open',
      draft: true,
      fork: false,
      author: 'monalisa',
      base: { branch: 'main', sha: head(one) },
      head: { branch: 'topic', sha: head(one, 'topic') },
      changedFiles: 1,
    })
    one.repository.merge(number)
    expect((await readPullRequest(one.github, number))?.state).toBe('merged')
    const fork = one.fake.addRepository({ slug: 'hubot/example', forkOf: 'octocat/example' })
    fork.commit({ branch: 'main', files: { y: 'y' } })
    const foreign = one.repository.pull({ head: 'main', headRepository: 'hubot/example' })
    expect((await readPullRequest(one.github, foreign))?.fork).toBe(true)
    expect(await readPullRequest(one.github, 99)).toBeNull()
  })

  it('lists renamed, removed and binary files as what they are', async () => {
    await using one = await withFiles()
    const files = {
      'src/a.ts': null,
      'src/moved.ts': FILES['src/a.ts'],
      'bytes.bin': new Uint8Array([0, 9]),
      link: null,
    }
    one.repository.commit({ branch: 'topic', files })
    const listed = await changedFiles(one.github, one.repository.pull({ head: 'topic' }))
    expect(listed.files.map(({ path, previousPath, status, patch }) => [path, previousPath, status, patch])).toEqual([
      ['bytes.bin', null, 'modified', null],
      ['link', null, 'removed', expect.stringContaining('-src/a.ts')],
      ['src/moved.ts', 'src/a.ts', 'renamed', null],
    ])
  })
})

it('F12: of a pull request with 3,000 files 300 are read in three requests, and that it was cut is told', async () => {
  const page = Array.from({ length: 100 }, (_, index) => ({
    filename: `src/${index}.ts`,
    status: 'modified',
    additions: 1,
    deletions: 1,
    patch: '@@ -1 +1 @@',
  }))
  const one = await scene([{ body: page }])
  const { files, complete } = await changedFiles(one.github, 7)
  expect([files.length, complete, one.seen.length]).toEqual([300, false, 3])
  await one.close()
})

describe('people', () => {
  it('may do what their role includes; unknown ones nothing', async () => {
    await using one = await withFiles()
    one.repository.collaborator('hubot', 'maintain')
    one.repository.collaborator('monalisa', 'triage')
    const of = (login: string) => permissionOf(one.github, login)
    expect([await of('octocat'), await of('hubot'), await of('monalisa'), await of('ghost-of-nobody')]).toEqual([
      'admin',
      'write',
      'read',
      'none',
    ])
  })

  it('are us by the login of the token, which is asked once, or by those that we are told', async () => {
    await using one = await withFiles()
    expect(await viewerLogin(one.github)).toBe(BOT)
    expect(await isOurs(one.github, 'GitHub-Actions[bot]')).toBe(true)
    expect(await isOurs(one.github, 'github-actions')).toBe(false)
    expect(await isOurs(one.github, null)).toBe(false)
    expect(one.calls()).toEqual(['query'])
  })
})

describe('the overview', () => {
  const branch = 'upkeep/lint-fix/format'
  const body = (action = 'lint-fix') => withMarker('words', { action, key: 'k', ids: [] })
  const overview = ({ github }: Faked) => overviewOf(github, { action: 'lint-fix', base: 'main', branches: [branch] })

  it('is one request for the base, our branches and our pull requests, in whatever state', async () => {
    await using one = await withFiles()
    const oid = one.repository.commit({ branch, files: { x: 'x' }, message: 'ours' })
    const number = one.repository.pull({ head: branch, body: body(), author: BOT })
    one.repository.commit({ files: { y: 'y' } })
    const found = await overview(one)
    expect(found.baseHead).toBe(head(one))
    expect(found.branches.get(branch)).toEqual({ head: oid, message: 'ours', ahead: 1 })
    expect(found.pullRequests).toMatchObject([{ number, state: 'open', branch, base: 'main', marker: { key: 'k' } }])
    one.repository.close(number)
    expect((await overview(one)).pullRequests.map(({ state }) => state)).toEqual(['closed'])
    expect(one.calls()).toEqual(['query', 'query'])
  })

  it('takes neither a pull request of a fork for ours, nor one of another action, nor one without the marker', async () => {
    await using one = await withFiles()
    const fork = one.fake.addRepository({ slug: 'mallory/example', forkOf: 'octocat/example' })
    fork.commit({ branch, files: { x: 'evil' } })
    one.repository.pull({ head: branch, headRepository: 'mallory/example', body: body(), author: 'mallory' })
    expect(await overview(one)).toMatchObject({ pullRequests: [] })
    one.repository.commit({ branch, files: { x: 'x' } })
    const number = one.repository.pull({ head: branch, body: body('pr-review') })
    one.repository.close(number)
    one.repository.pull({ head: branch, body: 'no marker' })
    const found = await overview(one)
    expect(found.pullRequests).toEqual([])
    expect(found.branches.has(branch)).toBe(true)
  })

  it('of a base branch that is not there has no head of it', async () => {
    await using one = await withFiles()
    const found = await overviewOf(one.github, { action: 'lint-fix', base: 'none', branches: [branch] })
    expect([found.baseHead, found.branches.size]).toEqual([null, 0])
  })
})

describe('a pull request that a person names', () => {
  it.each([
    ['workflow_dispatch', { inputs: { 'pull-request': '12' } }, 12],
    ['workflow_dispatch', { inputs: { 'pull-request': '#7' } }, 7],
    ['workflow_dispatch', { inputs: { 'pull-request': '7; rm -rf /' } }, null],
    ['workflow_dispatch', { inputs: null }, null],
    ['push', { inputs: { 'pull-request': '12' } }, null],
  ])('%s %j', (event, payload, number) => {
    expect(askedPull(event, payload)).toBe(number)
  })

  it('becomes the event itself, as GitHub has it now; one that is closed is refused', async () => {
    await using one = await faked()
    const first = head(one)
    const top = one.repository.commit({ branch: 'topic', files: { 'a.txt': 'a\n' }, message: 'second' })
    const number = one.repository.pull({ head: 'topic' })
    const payload = await askedPayload(one.github, number, { inputs: {} })
    expect(targetOf({ name: 'workflow_dispatch', payload, sha: first })).toEqual({
      kind: 'pull-request',
      base: first,
      head: top,
      number,
      fork: false,
      pushable: true,
    })
    expect(await commitMessages(one.github, top, 5)).toEqual(['second', 'first'])
    expect(await commitMessages(one.github, 'f'.repeat(40), 5)).toEqual([])
    one.repository.close(number)
    expect(await caught(askedPayload(one.github, number, {}))).toMatchObject({
      message: expect.stringContaining('no open'),
    })
  })
})
