import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { gitRepository, notRun, treeFingerprint } from '@upkeep/testing'
import { applyPatch, openWorkspace } from '@upkeep/workspace'
import { PATH, composed, edit, opened, options, shared, temporary } from './fixture.ts'

const temp = temporary()
const FILES = { 'a.txt': 'a\n', 'd/x.txt': 'x\n', 'd/y.txt': 'y\n', '.gitignore': 'node_modules/\n' }
const plain = shared(temp, FILES)
afterAll(async () => {
  await plain.close()
  rmSync(temp, { recursive: true, force: true })
})

const writeFour = (n: number) => `for i in 1 2 3 4; do echo ${n} > made-${n}-$i; sleep 0.02; done`

describe.each(['auto', 'copy'] as const)('a worktree (%s)', (isolation) => {
  it('reports both sides of a renamed folder', async () => {
    await using place = await plain.open(isolation)
    await place.worktree.exec('mv d e', options())
    expect(await place.worktree.changed()).toEqual(['d/x.txt', 'd/y.txt', 'e/x.txt', 'e/y.txt'])
  })

  it('keeps the results of commands that run at once', async () => {
    await using place = await plain.open(isolation)
    await Promise.all([1, 2, 3].map((n) => place.worktree.exec(writeFour(n), options())))
    expect((await place.worktree.exec('ls made-* | wc -l', options())).stdout.trim()).toBe('12')
  })

  it('fails a command whose shell or folder is missing, as a shell would', async () => {
    await using place = await plain.open(isolation)
    const absent = await place.worktree.exec('true', options({ cwd: 'absent' }))
    expect(absent.exit).not.toBe(0)
    expect(absent.exit).not.toBeNull()
    const env = { PATH: '/nowhere' }
    expect((await place.worktree.exec('1', options({ shell: 'pwsh', env }))).exit).toBe(127)
  })

  it('lets no program on the PATH of the command take part in the sandbox', async () => {
    const [folder, mark] = [join(temp, `bin-${isolation}`), join(temp, `hijacked-${isolation}`)]
    mkdirSync(folder)
    for (const name of ['mount', 'unshare', 'setpriv', 'ip']) {
      writeFileSync(join(folder, name), `#!/bin/sh\ntouch ${mark}\n`)
      chmodSync(join(folder, name), 0o755)
    }
    await using place = await plain.open(isolation)
    expect((await place.worktree.exec('true', options({ env: { PATH: `${folder}:${PATH}` } }))).exit).toBe(0)
    expect(existsSync(mark)).toBe(false)
  })

  it('is disposed though a command left a folder that can not be read', async () => {
    await using place = await plain.open(isolation)
    await place.worktree.exec('mkdir -p q/r && echo > q/r/s && chmod 000 q/r', options())
    expect(await place.worktree.changed()).toEqual(expect.any(Array))
  })
})

describe('an overlay', () => {
  it('leaves index, objects and times of the user after git add and commit', async () => {
    await using place = await plain.open()
    const before = treeFingerprint(place.repository.root)
    if (place.workspace.isolation.kind === 'copy') return notRun('git in an overlay', place.workspace.isolation.why)
    await place.worktree.exec(
      'touch a.txt; git add -A; git -c user.name=t -c user.email=t commit -qm q --allow-empty',
      options(),
    )
    expect(treeFingerprint(place.repository.root)).toBe(before)
  })

  it('works with a submodule, and inside one', async () => {
    await using library = await gitRepository({ 'lib.txt': 'l\n' })
    await using repository = await gitRepository(FILES)
    repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library.root, 'sub')
    repository.git('commit', '-qm', 'submodule')
    await using outer = await opened(repository, temp)
    if (outer.workspace.isolation.kind === 'copy')
      return notRun('submodules in an overlay', outer.workspace.isolation.why)
    expect((await outer.worktree.exec('cat sub/lib.txt; git status --porcelain', options())).stdout).toBe('l\n')
    await using inner = await openWorkspace({ directory: join(repository.root, 'sub'), temp })
    await using worktree = await inner.open()
    expect((await worktree.exec('echo q > lib.txt; git status --porcelain', options())).stdout).toBe(' M lib.txt\n')
    expect(await worktree.changed()).toEqual(['lib.txt'])
  })

  it('gives way to a copy where something is mounted inside the repository', async () => {
    if (process.getuid?.() !== 0) return notRun('a nested mount', 'needs root to mount')
    await using repository = await gitRepository(FILES)
    const inside = join(repository.root, 'in side')
    mkdirSync(inside)
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', inside])
    try {
      await using workspace = await openWorkspace({ directory: repository.root, temp })
      expect(workspace.isolation.kind).toBe('copy')
    } finally {
      execFileSync('umount', [inside])
    }
  })
})

describe('applyPatch', () => {
  it.each([
    ['core.autocrlf=true', 'true', '', '\r\n'],
    ['core.autocrlf=input', 'input', '', '\n'],
    ['eol=crlf', 'false', '* text eol=crlf\n', '\r\n'],
  ])('keeps line ends under %s', async (_, autocrlf, attributes, eol) => {
    await using repository = await gitRepository({ '.gitattributes': attributes })
    repository.git('config', 'core.autocrlf', autocrlf)
    repository.write('a.txt', ['one', 'two', 'three', ''].join(eol))
    repository.git('-c', `core.autocrlf=${autocrlf}`, 'add', '-A')
    repository.git('commit', '-qm', 'second')
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const tree = composed(await workspace.compose([edit(repository.root, 'a.txt', 0, 3, 'ONE')]))
    await applyPatch(repository.root, await workspace.patch(tree))
    expect(readFileSync(join(repository.root, 'a.txt'), 'utf8')).toBe(['ONE', 'two', 'three', ''].join(eol))
  })
})
