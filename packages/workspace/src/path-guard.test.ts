import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { UserError } from '@upkeep/schema'
import { gitRepository, notRun } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace, Worktree } from '@upkeep/workspace'
import { FILES, created, options, temporary } from './fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const OUTSIDE = ['../x', '/abs', 'a/../../x', 'a\0b', '~/.ssh/x', '..\\x', '', 'x'.repeat(5000), 'a/', 'file://x']
const OF_GIT = ['.git/x', '.GIT/config', '.git./x', '.git /x', 'git~1/x', '.g\u200Cit/x', 'sub/.git/config', '.git']

describe.each(['auto', 'copy'] as const)('paths (%s)', (isolation) => {
  let repository: TestRepository
  let workspace: Workspace
  let worktree: Worktree
  beforeAll(async () => {
    repository = await gitRepository(FILES)
    mkdirSync(join(repository.root, 'sub'))
    workspace = await openWorkspace({ directory: repository.root, temp: join(temp, isolation), isolation })
    worktree = await workspace.open()
  })
  afterAll(async () => {
    await worktree[Symbol.asyncDispose]()
    await workspace[Symbol.asyncDispose]()
    await repository[Symbol.asyncDispose]()
  })

  it.each(OUTSIDE)('B08: refuses the path %j to read, to write and to edit', async (path) => {
    await refuses(path)
  })

  it.each(OF_GIT)("B10: refuses the path %j, which leads to git's own folder", async (path) => {
    await refuses(path)
  })

  async function refuses(path: string): Promise<void> {
    const there = () => [existsSync(resolve(repository.root, path)), readdirSync(repository.root)]
    const before = there()
    expect(await workspace.read(path)).toBeNull()
    await expect(worktree.write(path, Buffer.from('x'))).rejects.toBeInstanceOf(UserError)
    await expect(workspace.compose([created(path, 'x')])).rejects.toBeInstanceOf(UserError)
    expect(there()).toEqual(before)
    expect(await worktree.edits(() => null)).toEqual({ edits: [], left: [] })
  }

  it('B09: follows no link, and lists a loop of folders in the end', async () => {
    await using other = await gitRepository(FILES)
    const outside = join(temp, `outside-${isolation}`)
    mkdirSync(outside)
    writeFileSync(join(outside, 'hosts'), 'as it was')
    symlinkSync(outside, join(other.root, 'link'))
    symlinkSync(join(outside, 'hosts'), join(other.root, 'f'))
    symlinkSync('.', join(other.root, 'loop'))
    await using own = await openWorkspace({ directory: other.root, temp: join(temp, isolation), isolation })
    expect([await own.read('link/hosts'), await own.read('f'), await own.read('loop/a.txt')]).toEqual([
      null,
      null,
      null,
    ])
    await using tree = await own.open()
    await expect(tree.write('link/hosts', Buffer.from('evil'))).rejects.toBeInstanceOf(UserError)
    await expect(own.compose([created('link/new', 'evil')])).rejects.toBeInstanceOf(UserError)
    await tree.exec('mkdir d2; ln -s . d2/loop; ln -s / d2/all; ln -sf /etc/hosts s.sh', options())
    expect((await tree.edits(() => null)).left.map(({ path }) => path)).toEqual(['d2/all', 'd2/loop', 's.sh'])
    expect(readFileSync(join(outside, 'hosts'), 'utf8')).toBe('as it was')
  })

  it('B25: takes no device, pipe, socket or huge file, and waits for none', async () => {
    await using other = await gitRepository(FILES)
    await using own = await openWorkspace({ directory: other.root, temp: join(temp, isolation), isolation })
    await using tree = await own.open()
    const make =
      'rm a.txt && mkfifo a.txt pipe; truncate -s 10G sparse; ln -s /dev/zero zero; printf "a\\0b" > binary; chmod +x s.sh; echo x > run; chmod +x run; printf "\\303" > cut'
    await tree.exec(make, options())
    const started = performance.now()
    const { edits, left } = await tree.edits(() => null)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(left.map(({ path, why }) => `${path}: ${why}`)).toEqual([
      'a.txt: it is no regular file now',
      'binary: it is binary',
      'cut: it is no text in utf-8',
      'run: its executable bit was changed',
      's.sh: its executable bit was changed',
      'sparse: it is larger than 1048576 bytes',
      'zero: it is a link now',
    ])
    expect(edits).toEqual([])
    execFileSync('mkfifo', [join(other.root, 'waiting')])
    expect(await own.read('waiting')).toBeNull()
  })
})

describe('edits of a worktree', () => {
  it.each([
    ['a line in the middle', 'a\nb\nc\n', 'a\nB\nc\n'],
    ['lines at both ends', 'a\nb\nc\n', 'x\na\nb\nc\ny\n'],
    ['all but one line', 'a\nb\nc\n', 'b\n'],
    ['a last line without an end', 'a\nb', 'a\nb\nc'],
    ['other line ends', 'a\r\nb\r\nc\r\n', 'a\r\nb\nc\r\n'],
    ['letters of several bytes behind a byte order mark', '\uFEFFä\n€\n😀\n', '\uFEFFä\n€€\n😀\n'],
    ['everything', 'a\n', ''],
  ])('give back %s when they are composed', async (_, before, after) => {
    await using repository = await gitRepository({ 'f.txt': before })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    await using worktree = await workspace.open()
    await worktree.write('f.txt', Buffer.from(after))
    const tree = await workspace.compose((await worktree.edits(() => null)).edits)
    expect('conflict' in tree ? null : Buffer.from(tree.files.get('f.txt') ?? '-').toString()).toBe(after)
  })

  it('hold new and deleted files, and none that is refused', async () => {
    await using repository = await gitRepository(FILES)
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    await using worktree = await workspace.open()
    await worktree.exec('rm -r d; echo n > new; mkdir node_modules; echo i > node_modules/i; echo x > s.sh', options())
    const { edits, left } = await worktree.edits((path) => (path === 's.sh' ? 'it is not ours' : null))
    expect(edits.map(({ path, text }) => [path, text])).toEqual([
      ['d/x.txt', null],
      ['d/y.txt', null],
      ['new', 'n\n'],
    ])
    expect(left).toEqual([{ path: 's.sh', why: 'it is not ours' }])
  })
})

describe('a workspace whose configuration of git names programs', () => {
  it('B07: starts none of them in a whole run', async () => {
    await using repository = await gitRepository({ ...FILES, '.gitattributes': '*.txt filter=evil diff=evil\n' })
    const mark = (name: string) => join(temp, `ran-${name}`)
    const settings = {
      'core.fsmonitor': mark('fsmonitor'),
      'core.sshCommand': mark('ssh'),
      'core.pager': mark('pager'),
      'core.editor': mark('editor'),
      'core.hooksPath': join(temp, 'hooks'),
      'diff.external': mark('external'),
      'diff.evil.textconv': mark('textconv'),
      'diff.evil.command': mark('command'),
      'filter.evil.clean': mark('clean'),
      'filter.evil.smudge': mark('smudge'),
      'credential.helper': `!${mark('helper')}`,
    }
    mkdirSync(join(temp, 'hooks'))
    for (const path of [
      ...Object.values(settings).filter((value) => value.startsWith(temp) && !value.endsWith('hooks')),
      join(temp, 'hooks', 'post-checkout'),
      join(temp, 'hooks', 'pre-commit'),
      mark('helper'),
    ])
      writeFileSync(path, `#!/bin/sh\ntouch ${path}.ran\ncat\n`, { mode: 0o755 })
    for (const [key, value] of Object.entries(settings)) repository.git('config', key, value)
    repository.write('a.txt', 'changed\n')
    for (const isolation of ['auto', 'copy'] as const) {
      await using workspace = await openWorkspace({ directory: repository.root, temp: join(temp, 'run'), isolation })
      await using worktree = await workspace.open()
      await worktree.write('d/x.txt', Buffer.from('other\n'))
      await worktree.changed()
      const tree = await workspace.compose((await worktree.edits(() => null)).edits)
      if ('conflict' in tree) throw new Error('conflict')
      await workspace.readAt('HEAD', 'a.txt')
      expect(await workspace.patch(tree)).toContain('+other')
    }
    const ran = [temp, join(temp, 'hooks')].flatMap((folder) =>
      readdirSync(folder).filter((name) => name.endsWith('.ran')),
    )
    expect(ran).toEqual([])
  })

  it('does not show the token that a checkout left there', async () => {
    await using repository = await gitRepository(FILES)
    repository.git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic c2VjcmV0')
    repository.git('config', 'remote.origin.url', 'https://someone:c2VjcmV0@github.com/a/b')
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    if (workspace.isolation.kind === 'copy') return notRun('a hidden token', workspace.isolation.why)
    await using worktree = await workspace.open()
    const { stdout } = await worktree.exec('cat .git/config; git config remote.origin.url', options())
    expect(stdout).not.toContain('c2VjcmV0')
    expect(stdout).toContain('https://github.com/a/b')
    expect(existsSync(join(repository.root, '.git', 'config'))).toBe(true)
  })
})
