import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from '@jest/globals'
import { UserError } from '@upkeep/schema'
import { gitRepository, notRun } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { FILES, PATH, opened, options, shared, temporary } from '../fixture.ts'

const temp = temporary()
const plain = shared(temp, FILES)
afterAll(async () => {
  await plain.close()
  rmSync(temp, { recursive: true, force: true })
})
const isRoot = process.getuid?.() === 0

describe('an overlay', () => {
  it('shows no value of the environment in the list of processes', async () => {
    await using place = await plain.open()
    if (place.workspace.isolation.kind === 'copy')
      return notRun('environment of an overlay', place.workspace.isolation.why)
    const running = place.worktree.exec('sleep 1', options({ env: { PATH, TOKEN: 'sesame-4711' } }))
    await sleep(400)
    const list = execFileSync('ps', ['-eo', 'args']).toString()
    await running
    expect(list.includes('sesame-4711')).toBe(false)
  })

  it('lets a command signal itself, as outside', async () => {
    await using place = await plain.open()
    const { stdout } = await place.worktree.exec('kill -TERM $$; sleep 0.3; echo survived', options())
    expect(stdout).toBe('')
  })

  it.each([`sp 'a"ce`, 'a,b:c\\d', '\u00e9-$HOME`id`'])('works at a path like %s', async (name) => {
    await using repository = await gitRepository(FILES)
    const root = join(temp, name)
    execFileSync('git', ['clone', '-q', repository.root, root])
    await using workspace = await openWorkspace({ directory: root, temp: join(root, '..', `${name}-temp`) })
    if (workspace.isolation.kind === 'copy' && !isRoot) return notRun('paths of an overlay', workspace.isolation.why)
    expect(workspace.isolation).toMatchObject({ kind: 'overlay' }) // else it says why
    await using worktree = await workspace.open()
    expect((await worktree.exec('cat a.txt', options())).stdout).toBe('a\n')
  })

  it('throws where its mount fails, and never passes that off as the exit code of the command', async () => {
    await using place = await plain.open()
    if (place.workspace.isolation.kind === 'copy') return notRun('a failing mount', place.workspace.isolation.why)
    // What a cleaner of temporary files does: the worktree's folders vanish while it is open.
    execFileSync('find', [
      temp,
      '-type',
      'd',
      '-name',
      'area-0',
      '-path',
      '*overlay-*',
      '-prune',
      '-exec',
      'rm',
      '-rf',
      '{}',
      '+',
    ])
    await expect(place.worktree.exec('true', options())).rejects.toThrow()
  })

  it('shows a folder that it shares with its caller, and no other beside it', async () => {
    await using place = await plain.open()
    const [one, other] = [join(temp, 'shared'), join(temp, 'other')]
    for (const folder of [one, other]) mkdirSync(folder)
    writeFileSync(join(one, 'in'), 'given\n')
    await using worktree = await place.workspace.open(undefined, { shared: [one] })
    const { stdout } = await worktree.exec(`cat ${one}/in; echo back > ${one}/out; ls -A ${temp}`, options())
    expect(readFileSync(join(one, 'out'), 'utf8')).toBe('back\n')
    if (place.workspace.isolation.kind === 'overlay') expect(stdout).toBe('given\nshared\n')
  })

  it('names a disk that a command filled', async () => {
    if (!isRoot) return notRun('a disk full in the middle', 'needs root for a small file system')
    const small = join(temp, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', small])
    try {
      await using repository = await gitRepository(FILES)
      await using place = await opened(repository, small)
      const running = place.worktree.exec('head -c 9000000 /dev/zero > big', options())
      await expect(running).rejects.toBeInstanceOf(UserError)
    } finally {
      execFileSync('umount', [small])
    }
  })

  it('is found where the temporary folder lies on an overlay itself, as in a container', async () => {
    if (!isRoot) return notRun('a temporary folder on an overlay', 'needs root to mount one')
    const base = join(temp, 'stacked')
    for (const name of ['lower', 'upper', 'work', 'merged']) mkdirSync(join(base, name), { recursive: true })
    const layers = `lowerdir=${base}/lower,upperdir=${base}/upper,workdir=${base}/work`
    execFileSync('mount', ['-t', 'overlay', 'stacked', '-o', layers, join(base, 'merged')])
    try {
      await using repository = await gitRepository(FILES)
      await using workspace = await openWorkspace({ directory: repository.root, temp: join(base, 'merged', 'temp') })
      expect(workspace.isolation.kind).toBe('overlay')
    } finally {
      execFileSync('umount', [join(base, 'merged')])
    }
  })
})
