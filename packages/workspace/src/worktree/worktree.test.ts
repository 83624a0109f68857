import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from '@jest/globals'
import { FILES, options, shared, temporary } from '../fixture.ts'

const temp = temporary()
const plain = shared(temp, FILES, { 'untracked.txt': 'u\n' })
afterAll(async () => {
  await plain.close()
  rmSync(temp, { recursive: true, force: true })
})

describe.each(['auto', 'copy'] as const)('a worktree (%s)', (isolation) => {
  it('never writes or deletes through a link that a command made', async () => {
    await using place = await plain.open(isolation)
    const outside = temporary()
    try {
      for (const name of ['a.txt', 'x.txt', 'y.txt']) writeFileSync(join(outside, name), 'kept')
      await place.worktree.exec(`rm -rf a.txt d; ln -s ${outside}/a.txt a.txt; ln -s ${outside} d`, options())
      await place.worktree.write('a.txt', Buffer.from('bad')).catch(() => undefined)
      await place.worktree.write('d/x.txt', Buffer.from('bad')).catch(() => undefined)
      await place.worktree.write('d/y.txt', null).catch(() => undefined)
      const left = ['a.txt', 'x.txt', 'y.txt'].map(
        (name) => existsSync(join(outside, name)) && readFileSync(join(outside, name), 'utf8'),
      )
      expect(left).toEqual(['kept', 'kept', 'kept'])
    } finally {
      rmSync(outside, { recursive: true, force: true })
    }
  })

  it('takes a file where a command removed the old one, or its folder', async () => {
    await using place = await plain.open(isolation)
    await place.worktree.exec('rm -rf a.txt d', options())
    await place.worktree.write('a.txt', Buffer.from('1\n'))
    await place.worktree.write('d/x.txt', Buffer.from('2\n'))
    expect((await place.worktree.exec('cat a.txt d/x.txt; ls d', options())).stdout).toBe('1\n2\nx.txt\n')
  })

  it.each([
    ['a folder removed and made anew', 'rm -rf d && mkdir d && echo x > d/x.txt', ['d/y.txt']],
    ['a new link', 'ln -s /etc/passwd link', ['link']],
    ['the executable bit', 'chmod +x s.sh', ['s.sh']],
    ['the deletion of a file that was untracked', 'rm untracked.txt', ['untracked.txt']],
    [
      'changes hidden by a commit and by ignore rules of the command',
      'echo z > a.txt; echo n > new; echo m > other; echo other >> .gitignore; (echo new >> .git/info/exclude; git -c user.name=t -c user.email=t commit -qam z) || true',
      ['.gitignore', 'a.txt', 'new', 'other'],
    ],
  ])('reports as changed: %s', async (_, command, expected) => {
    await using place = await plain.open(isolation)
    await place.worktree.exec(command, options())
    expect(await place.worktree.changed()).toEqual(expected)
  })

  it('hands characters on whole, however the output is cut', async () => {
    await using place = await plain.open(isolation)
    let heard = ''
    const onOutput = (text: string) => void (heard += text)
    await place.worktree.exec(String.raw`printf '\303'; sleep 0.2; printf '\251'`, options({ onOutput }))
    expect(heard).toBe('é')
  })

  it('ends its running command when it is disposed', async () => {
    await using place = await plain.open(isolation)
    const worktree = await place.workspace.open()
    let ended = false
    const running = worktree
      .exec('sleep 5', options())
      .catch(() => undefined)
      .then(() => (ended = true))
    await sleep(300)
    await worktree[Symbol.asyncDispose]()
    await sleep(50)
    expect(ended).toBe(true)
    await running
  })
})
