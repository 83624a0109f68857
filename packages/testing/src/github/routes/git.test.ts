import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { failed, opened } from '../octokit.fixture.ts'
import type { Opened } from '../octokit.fixture.ts'

let scene: Opened
beforeEach(async () => {
  scene = await opened({
    repositories: [
      {
        files: {
          'README.md': '# Example\n',
          'src/a.ts': 'one\n',
          'bin/run': { content: '#!/bin/sh\n', mode: '100755' },
          'docs/link': { content: '../README.md', mode: '120000' },
        },
      },
    ],
  })
})
afterEach(async () => {
  await scene.fake.close()
  expect(scene.fake.violations()).toEqual([])
})

describe('refs', () => {
  it('are made, found, moved and deleted, and each refusal is one of GitHub', async () => {
    const { octokit, at, repository } = scene
    const main = repository.branch('main') ?? ''
    const create = (ref: string, sha = main) => octokit.rest.git.createRef({ ...at, ref, sha })
    expect((await create('refs/heads/upkeep/a')).data.object.sha).toBe(main)
    const message = async (request: Promise<unknown>) => (await failed(request)).message
    expect(await message(create('refs/heads/upkeep/a'))).toContain('Reference already exists')
    expect(await message(create('refs/heads/upkeep'))).toContain('Reference update failed')
    expect(await message(create('refs/heads/b', '1'.repeat(40)))).toContain('Object does not exist')
    expect(await message(create('refs/heads/a..b'))).toContain('is not a valid ref name')
    expect((await octokit.rest.git.getRef({ ...at, ref: 'heads/upkeep/a' })).data.ref).toBe('refs/heads/upkeep/a')
    expect((await failed(octokit.rest.git.getRef({ ...at, ref: 'heads/upkeep' }))).status).toBe(404)
    const listed = await octokit.rest.git.listMatchingRefs({ ...at, ref: 'heads/upkeep' })
    expect(listed.data.map(({ ref }) => ref)).toEqual(['refs/heads/upkeep/a'])

    const ahead = repository.commit({ branch: 'upkeep/a', files: { x: '1' } })
    const update = (sha: string, force?: boolean) =>
      octokit.rest.git.updateRef({ ...at, ref: 'heads/upkeep/a', sha, ...(force === undefined ? {} : { force }) })
    expect(await message(update(main))).toContain('Update is not a fast forward')
    expect((await update(main, true)).data.object.sha).toBe(main)
    expect((await update(ahead)).data.object.sha).toBe(ahead)
    expect((await octokit.rest.git.deleteRef({ ...at, ref: 'heads/upkeep/a' })).status).toBe(204)
    expect(repository.branch('upkeep/a')).toBeNull()
    const gone = await failed(octokit.rest.git.deleteRef({ ...at, ref: 'heads/upkeep/a' }))
    expect([gone.status, gone.response?.data.message]).toEqual([422, 'Reference does not exist'])
  })
})

describe('objects', () => {
  it('have the ids that git gives them', async () => {
    const { octokit, at } = scene
    const text = await octokit.rest.git.createBlob({ ...at, content: 'hello\n' })
    expect(text.data.sha).toBe('ce013625030ba8dba906f756967f9e9ca394464a')
    const bytes = Buffer.from([0, 255, 1])
    const { data } = await octokit.rest.git.createBlob({ ...at, content: bytes.toString('base64'), encoding: 'base64' })
    const read = await octokit.rest.git.getBlob({ ...at, file_sha: data.sha })
    expect(Buffer.from(read.data.content, 'base64')).toEqual(bytes)
    expect(read.data.size).toBe(3)
  })

  it('make a commit of their parts that keeps an executable file executable', async () => {
    const { octokit, at, repository } = scene
    const head = repository.branch('main') ?? ''
    const base = (await octokit.rest.git.getCommit({ ...at, commit_sha: head })).data.tree.sha
    const blob = await octokit.rest.git.createBlob({ ...at, content: '#!/bin/bash\n' })
    const { data: tree } = await octokit.rest.git.createTree({
      ...at,
      base_tree: base,
      tree: [
        { path: 'bin/run', mode: '100755', type: 'blob', sha: blob.data.sha },
        { path: 'new/file', mode: '100644', type: 'blob', content: 'new\n' },
        { path: 'src/a.ts', mode: '100644', type: 'blob', sha: null },
      ],
    })
    const { data: commit } = await octokit.rest.git.createCommit({
      ...at,
      message: 'by parts',
      tree: tree.sha,
      parents: [head],
    })
    expect(commit.verification.verified).toBe(true)
    await octokit.rest.git.updateRef({ ...at, ref: 'heads/main', sha: commit.sha })
    const files = repository.files('main')
    expect(Object.keys(files).toSorted()).toEqual(['README.md', 'bin/run', 'docs/link', 'new/file'])
    expect(files['bin/run']).toMatchObject({ mode: '100755', text: '#!/bin/bash\n' })
    expect(files['docs/link']).toMatchObject({ mode: '120000' })
    const recursive = await octokit.rest.git.getTree({ ...at, tree_sha: tree.sha, recursive: '1' })
    expect(recursive.data.tree.map(({ path, type }) => `${path} ${type}`)).toContain('new tree')
  })

  it('that can not be made of what is given are refused', async () => {
    const { octokit, at, repository } = scene
    const head = repository.branch('main') ?? ''
    const base = (await octokit.rest.git.getCommit({ ...at, commit_sha: head })).data.tree.sha
    const make = (entry: { path: string; sha?: string | null; content?: string }, base_tree = base) =>
      octokit.rest.git.createTree({ ...at, base_tree, tree: [{ mode: '100644', type: 'blob', ...entry }] })
    const refusals: [Promise<unknown>, string][] = [
      [make({ path: 'nowhere', sha: null }), 'GitRPC::BadObjectState'],
      [make({ path: 'a', sha: '1'.repeat(40) }), 'is not a valid blob'],
      [make({ path: 'a', sha: base, content: 'x' }), 'not both'],
      [make({ path: 'a', content: 'x' }, '1'.repeat(40)), 'base_tree is not a valid tree oid'],
      [make({ path: 'a', content: 'x' }, head), 'base_tree is not a valid tree oid'],
      [octokit.rest.git.createCommit({ ...at, message: 'm', tree: '1'.repeat(40) }), 'Tree SHA does not exist'],
      [octokit.rest.git.createCommit({ ...at, message: 'm', tree: base, parents: [base] }), 'Parent SHA'],
    ]
    for (const [request, words] of refusals) {
      const { status, message } = await failed(request)
      expect([status, message]).toEqual([422, expect.stringContaining(words)])
    }
  })
})

describe('commits, comparisons and contents', () => {
  it('compare two commits from where they parted, with the files that changed', async () => {
    const { octokit, at, repository } = scene
    repository.commit({ branch: 'topic', files: { 'src/a.ts': 'two\n', 'src/b.ts': 'b\n' }, message: 'topic' })
    repository.commit({ files: { 'README.md': '# Other\n' } })
    const compare = async (basehead: string) =>
      (await octokit.rest.repos.compareCommitsWithBasehead({ ...at, basehead, per_page: 1 })).data
    const apart = await compare('main...topic')
    expect(apart).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1, total_commits: 1 })
    expect(apart.files?.map(({ filename, status, patch }) => [filename, status, patch])).toEqual([
      ['src/a.ts', 'modified', '@@ -1 +1 @@\n-one\n+two'],
      ['src/b.ts', 'added', '@@ -0,0 +1 @@\n+b'],
    ])
    expect((await compare('main...main')).status).toBe('identical')
    expect((await failed(compare('main...nowhere'))).status).toBe(404)
    const [first] = (await octokit.rest.repos.listCommits({ ...at, sha: 'topic' })).data
    expect(first?.commit.message).toBe('topic')
    const one = await octokit.rest.repos.getCommit({ ...at, ref: 'topic' })
    expect(one.data.stats).toEqual({ additions: 2, deletions: 1, total: 3 })
    expect((await failed(octokit.rest.repos.getCommit({ ...at, ref: 'nowhere' }))).status).toBe(422)
    const branch = await octokit.rest.repos.getBranch({ ...at, branch: 'topic' })
    expect(branch.data.commit.sha).toBe(repository.branch('topic'))
  })

  it('show a file, a folder and a link', async () => {
    const { octokit, at } = scene
    const get = async (path: string, ref?: string) =>
      (await octokit.rest.repos.getContent({ ...at, path, ...(ref === undefined ? {} : { ref }) })).data
    const file = (await get('src/a.ts')) as { content: string; encoding: string; type: string }
    expect(Buffer.from(file.content, 'base64').toString()).toBe('one\n')
    const folder = (await get('')) as { name: string; type: string }[]
    expect(folder.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'README.md file',
      'bin dir',
      'docs dir',
      'src dir',
    ])
    expect(await get('docs/link')).toMatchObject({ type: 'symlink', target: '../README.md' })
    expect((await failed(get('nothing'))).status).toBe(404)
    expect((await failed(get('README.md', 'nowhere'))).status).toBe(404)
  })
})
