import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { gitRepository } from './git-repository.ts'
import { treeFingerprint } from './tree-fingerprint.ts'

describe('gitRepository', () => {
  it('commits files, modes, links and the remote, and leaves nothing behind', async () => {
    let root = ''
    {
      await using repository = await gitRepository(
        { 'a/b.sh': 'echo\n', 'raw.bin': new Uint8Array([0, 255]), '.gitignore': 'raw.bin\n' },
        { executable: ['a/b.sh'], links: { link: 'a/b.sh' }, origin: 'https://github.com/octocat/example.git' },
      )
      root = repository.root
      expect(repository.git('ls-files', '--stage')).toMatch(
        /100755 .*\ta\/b\.sh\n.*\n?.*120000 .*\tlink\n100644 .*\traw\.bin/,
      )
      expect(repository.git('status', '--porcelain')).toBe('')
      expect(repository.git('remote', 'get-url', 'origin').trim()).toBe('https://github.com/octocat/example.git')
      expect(statSync(join(root, 'raw.bin')).size).toBe(2)
    }
    expect(existsSync(root)).toBe(false)
  })

  it('can leave the repository without a commit', async () => {
    await using repository = await gitRepository({ 'a.txt': '' }, { commit: false })
    expect(repository.git('status', '--porcelain')).toBe('?? a.txt\n')
  })
})

describe('treeFingerprint', () => {
  it('notices a changed byte, a touched file and a new file, and is stable otherwise', async () => {
    await using repository = await gitRepository({ 'a.txt': 'one\n' })
    const first = treeFingerprint(repository.root)
    expect(treeFingerprint(repository.root)).toBe(first)
    repository.write('a.txt', 'two\n')
    const second = treeFingerprint(repository.root)
    repository.write('.git/extra', '')
    expect(new Set([first, second, treeFingerprint(repository.root)]).size).toBe(3)
  })
})
