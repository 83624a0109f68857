import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from '@jest/globals'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { temporary } from '../fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

/** `main` and `topic` went apart: each has changed a file, and something lies in the work tree. */
async function apart() {
  const repository = await gitRepository({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' })
  repository.git('switch', '--quiet', '--create', 'topic')
  repository.write('a.txt', 'A\n')
  repository.git('commit', '--quiet', '--all', '--message', 'on topic')
  repository.git('switch', '--quiet', 'main')
  repository.write('b.txt', 'B\n')
  repository.git('commit', '--quiet', '--all', '--message', 'on main')
  repository.git('switch', '--quiet', 'topic')
  repository.write('c.txt', 'C\n')
  repository.write('d \u00e9.txt', 'd\n')
  return repository
}

describe('changedFrom', () => {
  it('tells what this side changed since it left another one, or all by which they differ, work tree included', async () => {
    await using repository = await apart()
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation: 'copy' })
    expect(await workspace.changedFrom('main', 'since')).toEqual(['a.txt', 'c.txt', 'd \u00e9.txt'])
    expect(await workspace.changedFrom('main', 'from')).toEqual(['a.txt', 'b.txt', 'c.txt', 'd \u00e9.txt'])
  })

  it.each(['nowhere', '--output=evil', 'f'.repeat(40)])('knows nothing of %s', async (name) => {
    await using repository = await apart()
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation: 'copy' })
    expect(await workspace.changedFrom(name, 'since')).toBeNull()
  })
})

describe('messagesUpTo', () => {
  it('reads the last messages of a commit, newest first', async () => {
    await using repository = await apart()
    await using workspace = await openWorkspace({ directory: repository.root, temp, isolation: 'copy' })
    expect((await workspace.messagesUpTo('topic', 2))?.map((message) => message.trim())).toEqual(['on topic', 'first'])
    expect(await workspace.messagesUpTo('nowhere', 2)).toBeNull()
  })
})
