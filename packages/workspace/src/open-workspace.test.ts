import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { UserError } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { FILES, options, temporary } from './fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe('openWorkspace', () => {
  it('starts no filter that the repository configures', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n', '.gitattributes': '*.txt filter=evil\n' })
    const mark = join(temp, 'filter-ran')
    repository.git('config', 'filter.evil.clean', `touch ${mark}; cat`)
    repository.write('a.txt', 'b\n')
    await using _ = await openWorkspace({ directory: repository.root, temp })
    expect(existsSync(mark)).toBe(false)
  })

  it('removes what killed runs left, also one that ended before it had said who it is', async () => {
    await using repository = await gitRepository(FILES)
    const folder = join(temp, 'left')
    const ours = `${process.pid} 1` // our id, of a process that began at another time
    for (const [name, pid] of [
      ['run-empty', null],
      ['run-gone', '4194305'],
      ['run-reused', ours],
      ['kept', null],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true })
      if (pid !== null) writeFileSync(join(folder, name, 'pid'), pid)
    }
    await using _ = await openWorkspace({ directory: repository.root, temp: folder, isolation: 'copy' })
    expect(readdirSync(folder).filter((name) => !/^run-\w{6}$/.test(name))).toEqual(['kept'])
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it('refuses a repository whose configuration leads elsewhere', async () => {
    await using repository = await gitRepository(FILES)
    await using other = await gitRepository(FILES)
    repository.git('config', 'core.worktree', other.root)
    await expect(openWorkspace({ directory: repository.root, temp })).rejects.toThrow('lies elsewhere')
  })

  it('refuses a commit that is not checked out', async () => {
    await using repository = await gitRepository(FILES)
    const asked = { directory: repository.root, temp, commit: '0'.repeat(40) }
    await expect(openWorkspace(asked)).rejects.toBeInstanceOf(UserError)
  })

  it('ends commands when the signal of the run is aborted', async () => {
    await using repository = await gitRepository(FILES)
    const asked = { directory: repository.root, temp, signal: AbortSignal.timeout(500) }
    await using workspace = await openWorkspace(asked)
    await using worktree = await workspace.open()
    const started = performance.now()
    await worktree.exec('sleep 6', options()).catch(() => undefined)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
