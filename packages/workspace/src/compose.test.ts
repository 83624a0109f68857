import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from '@jest/globals'
import { UserError } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { composed, created, edit, temporary } from './fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe('compose', () => {
  it.each(['link', 'pointer.bin'])('refuses %s with a UserError', async (path) => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n'
    await using repository = await gitRepository(
      { 'a.txt': 'a\n', 'pointer.bin': pointer },
      { links: { link: 'a.txt' } },
    )
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    await expect(workspace.compose([edit(repository.root, path, 0, 1, 'q')])).rejects.toBeInstanceOf(UserError)
  })

  it('names the later edit last where one of two deletes the file', async () => {
    await using repository = await gitRepository({ 'a.txt': 'abc' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const [first, second] = [edit(repository.root, 'a.txt', 0, 1, 'q'), edit(repository.root, 'a.txt', 0, 0, null)]
    expect(await workspace.compose([first, second])).toEqual({ conflict: [first, second] })
  })

  it('finds that a new file and a file below it exclude each other', async () => {
    await using repository = await gitRepository({ 'a.txt': 'abc' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    expect(await workspace.compose([created('n', '1'), created('n/m', '2')])).toHaveProperty('conflict')
  })

  it('refuses a new file below a file, but not where that file goes', async () => {
    await using repository = await gitRepository({ 'a.txt': 'abc' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const below = created('a.txt/b', '1')
    await expect(workspace.compose([below])).rejects.toBeInstanceOf(UserError)
    const gone = edit(repository.root, 'a.txt', 0, 0, null)
    expect(composed(await workspace.compose([gone, below])).files.size).toBe(2)
  })
})
