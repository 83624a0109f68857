import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { gitRepository, notRun, treeFingerprint } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { FILES, PATH, options, temporary } from '../fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe.each(['auto', 'copy'] as const)('prepare (%s)', (isolation) => {
  it('gives every worktree what its commands made, and undoes what they did to tracked files', async () => {
    await using repository = await gitRepository(FILES)
    const before = treeFingerprint(repository.root)
    await using workspace = await openWorkspace({ directory: repository.root, temp: join(temp, isolation), isolation })
    const command = (text: string) => ({ command: text, cwd: '.', env: { PATH }, seconds: 20 })
    await using early = await workspace.open(undefined, { early: true })
    expect((await early.exec('cat node_modules/i', options())).exit).not.toBe(0)
    const results = await workspace.prepare([
      command(
        'mkdir -p node_modules && echo installed > node_modules/i; rm s.sh; echo lock >> a.txt; cat /proc/net/route',
      ),
      command('echo to stderr >&2; exit 3'),
    ])
    expect(results.map(({ failure }) => failure)).toEqual([null, 'it ended with 3: to stderr'])
    for (let round = 0; round < 2; round++) {
      await using worktree = await workspace.open()
      const { stdout } = await worktree.exec('cat node_modules/i a.txt s.sh; echo changed > node_modules/i', options())
      expect(stdout).toBe('installed\na\n#!/bin/sh\n')
      expect(await worktree.changed()).toEqual([])
    }
    expect(treeFingerprint(repository.root)).toBe(before)
    await expect(workspace.prepare([])).rejects.toThrow(/before everything was prepared/)
  })
})

describe('prepare in a sandbox', () => {
  it('keeps what commands made in the home folder, though the layers would lie in it', async () => {
    await using repository = await gitRepository(FILES)
    const home = join(temp, 'home')
    mkdirSync(join(home, '.cache'), { recursive: true })
    writeFileSync(join(home, '.cache', 'old'), 'old\n')
    const own = join(home, 'work', '_temp')
    await using workspace = await openWorkspace({ directory: repository.root, temp: own, sandbox: { home } })
    if (workspace.isolation.kind === 'copy') return notRun('a prepared home folder', workspace.isolation.why)
    const env = { PATH, HOME: home }
    const [result] = await workspace.prepare([{ command: 'echo new > ~/.cache/new', cwd: '.', env, seconds: 20 }])
    expect(result?.failure).toBeNull()
    await using worktree = await workspace.open()
    const read = await worktree.exec('cat ~/.cache/old ~/.cache/new; rm ~/.cache/*', options({ env }))
    expect(read.stdout).toBe('old\nnew\n')
    await using another = await workspace.open()
    expect((await another.exec('ls ~/.cache | wc -l', options({ env }))).stdout.trim()).toBe('2')
  })
})
