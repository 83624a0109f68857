import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { gitRepository, notRun, treeFingerprint } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { FILES, PATH, options, temporary } from '../fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

/** What package managers, release tools and attackers do to `.git`. */
const WRITES = `set -e
mkdir -p .git/hooks .git/info
git config core.hooksPath hooks-of-mine
printf '#!/bin/sh\\ntouch ${temp}/hook.ran\\n' > .git/hooks/pre-commit
cp .git/hooks/pre-commit .git/hooks/post-checkout; chmod +x .git/hooks/*
git config core.fsmonitor 'touch ${temp}/fsmonitor.ran; false'
git config --unset core.fsmonitor; git config filter.evil.clean 'touch ${temp}/filter.ran 2>/dev/null; cat'
printf '* filter=evil\\n' > .git/info/attributes
echo x >> a.txt
git -c core.hooksPath=/dev/null -c user.name=t -c user.email=t commit -qam x
git log --format=%s -n 1`

const RAN = ['hook.ran', 'filter.ran', 'fsmonitor.ran']

const KINDS = [
  ['an overlay', 'auto'],
  ['a copy', 'copy'],
] as const

describe('a worktree with a `.git` of its own', () => {
  it.each(KINDS)('B06: takes what a check writes there, and nothing of it is left: %s', async (what, isolation) => {
    await using repository = await gitRepository(FILES)
    // A copy borrows the objects, and git renews the time of one that it would have written.
    const fingerprint = () =>
      isolation === 'auto'
        ? treeFingerprint(repository.root)
        : [repository.git('show-ref'), repository.git('config', '--list'), repository.git('status', '--porcelain')]
    const before = fingerprint()
    {
      await using workspace = await openWorkspace({ directory: repository.root, temp, isolation })
      if (isolation === 'auto' && workspace.isolation.kind === 'copy') return notRun(what, workspace.isolation.why)
      {
        await using worktree = await workspace.open(undefined, { git: 'own' })
        const { exit, stdout, stderr } = await worktree.exec(WRITES, options())
        expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: 'x\n', stderr: '' })
        expect(await worktree.changed()).toEqual(['a.txt'])
        const { edits } = await worktree.edits(() => null)
        expect(edits.map(({ path }) => path)).toEqual(['a.txt'])
      }
      await using next = await workspace.open(undefined, { git: 'own' })
      const { stdout } = await next.exec('git config core.hooksPath || echo none; git log --format=%s -n 1', options())
      expect(stdout).toMatch(/^none\n(?!x\n)/)
    }
    expect(fingerprint()).toEqual(before)
    expect(existsSync(join(repository.root, '.git', 'hooks', 'pre-commit'))).toBe(false)
  })

  it.each(KINDS)(
    'B06: no hook, filter or monitor that a check wrote there runs outside of it: %s',
    async (what, isolation) => {
      await using repository = await gitRepository(FILES)
      await using workspace = await openWorkspace({ directory: repository.root, temp, isolation })
      if (isolation === 'auto' && workspace.isolation.kind === 'copy') return notRun(what, workspace.isolation.why)
      await using worktree = await workspace.open(undefined, { git: 'own' })
      await worktree.exec(`${WRITES}; git config core.fsmonitor 'touch ${temp}/fsmonitor.ran'`, options())
      for (const name of RAN) rmSync(join(temp, name), { force: true }) // a copy is kept in by nothing
      await worktree.changed()
      await worktree.edits(() => null)
      await workspace.files()
      await workspace.readAt('HEAD', 'a.txt')
      await workspace.changedFrom('HEAD', 'from')
      repository.git('status')
      repository.git('commit', '-q', '--allow-empty', '-m', 'of the user')
      expect(RAN.filter((name) => existsSync(join(temp, name)))).toEqual([])
    },
  )

  it('B06: is none for whoever did not ask for it', async () => {
    await using repository = await gitRepository(FILES)
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    if (workspace.isolation.kind === 'copy') return notRun('a read-only .git', workspace.isolation.why)
    await using own = await workspace.open(undefined, { git: 'own' })
    await using plain = await workspace.open()
    expect((await own.exec('echo x > .git/x', options())).exit).toBe(0)
    expect((await plain.exec('ls .git/x', options())).exit).not.toBe(0)
    expect((await plain.exec('echo x > .git/x', options())).exit).not.toBe(0)
  })

  it('keeps the branches of the repository from a check in a linked work tree, wherever git has its folder', async () => {
    await using repository = await gitRepository(FILES)
    const root = join(temp, 'linked')
    repository.git('worktree', 'add', '-q', '-b', 'topic', root)
    const before = treeFingerprint(join(repository.root, '.git'))
    {
      await using workspace = await openWorkspace({ directory: root, temp: join(temp, 'layers') })
      if (workspace.isolation.kind === 'copy') return notRun('a linked work tree', workspace.isolation.why)
      await using worktree = await workspace.open(undefined, { git: 'own' })
      const command =
        'git -c user.name=t -c user.email=t commit -q --allow-empty -m mine && git config a.b c && git log --format=%s -n 1'
      expect((await worktree.exec(command, options())).stdout).toBe('mine\n')
    }
    expect(treeFingerprint(join(repository.root, '.git'))).toBe(before)
    expect(execFileSync('git', ['log', '--format=%s', '-n', '1'], { cwd: root }).toString()).not.toBe('mine\n')
  })

  it('has a configuration that can be written, without the token that a checkout left there', async () => {
    await using repository = await gitRepository(FILES)
    repository.git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic c2VjcmV0')
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    if (workspace.isolation.kind === 'copy') return notRun('a hidden token', workspace.isolation.why)
    await using worktree = await workspace.open(undefined, { git: 'own' })
    const command =
      'cat .git/config; git config a.b c; git config a.b; rm .git/config; cat .git/config; git stash list; true'
    const { stdout, stderr } = await worktree.exec(command, options())
    expect(stdout + stderr).not.toContain('c2VjcmV0')
    expect(stdout).toMatch(/\nc\n$/)
    expect(repository.git('config', 'http.https://github.com/.extraheader')).toContain('c2VjcmV0')
  })

  it('stands on what was prepared', async () => {
    await using repository = await gitRepository(FILES)
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    await workspace.prepare([
      { command: 'mkdir node_modules; echo 1 > node_modules/x', cwd: '.', env: { PATH }, seconds: 20 },
    ])
    await using worktree = await workspace.open(undefined, { git: 'own' })
    expect((await worktree.exec('cat node_modules/x; echo y > .git/y && cat .git/y', options())).stdout).toBe('1\ny\n')
  })
})
