import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { gitRepository, treeFingerprint } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { FILES, composed, edit, opened, options, temporary } from '../fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe('a copy', () => {
  it('leaves ignored files of the user as they are', async () => {
    await using repository = await gitRepository(FILES)
    repository.write('node_modules/p/index.js', '1\n')
    const before = treeFingerprint(repository.root)
    await using place = await opened(repository, temp, 'copy')
    await place.worktree.exec(
      'mkdir -p node_modules/.cache; echo c > node_modules/.cache/c; echo 2 > node_modules/p/index.js',
      options(),
    )
    expect(treeFingerprint(repository.root)).toBe(before)
  })

  it('resolves a workspace package to its own files, not to the unpatched ones of the user', async () => {
    await using repository = await gitRepository({ 'packages/p/v': 'old\n', '.gitignore': 'node_modules/\n' })
    mkdirSync(join(repository.root, 'node_modules'))
    symlinkSync('../packages/p', join(repository.root, 'node_modules', 'p'))
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation: 'copy' })
    const tree = composed(await workspace.compose([edit(repository.root, 'packages/p/v', 0, 3, 'new')]))
    await using worktree = await workspace.open(tree)
    expect((await worktree.exec('cat node_modules/p/v', options())).stdout).toBe('new\n')
  })

  it('is clean for git though ignored folders are shared', async () => {
    await using repository = await gitRepository(FILES)
    repository.write('.venv/pyvenv.cfg', '')
    repository.write('node_modules/p/index.js', '')
    await using place = await opened(repository, temp, 'copy')
    expect((await place.worktree.exec('git status --porcelain', options())).stdout).toBe('')
  })

  it('works with a submodule, and inside one', async () => {
    await using library = await gitRepository({ 'lib.txt': 'l\n' })
    await using repository = await gitRepository(FILES)
    repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library.root, 'sub')
    repository.git('commit', '-qm', 'submodule')
    await using outer = await opened(repository, temp, 'copy')
    const { exit, stdout } = await outer.worktree.exec('cat sub/lib.txt; git status --porcelain', options())
    expect([exit, stdout]).toEqual([0, 'l\n'])
    await using inner = await openWorkspace({ directory: join(repository.root, 'sub'), temp, isolation: 'copy' })
    await using worktree = await inner.open()
    expect((await worktree.exec('git status --porcelain', options())).exit).toBe(0)
    expect(await worktree.changed()).toEqual([])
  })
})
