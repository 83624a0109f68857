import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { gitRepository, treeFingerprint } from '@upkeep/testing'
import { applyPatch, openWorkspace } from '@upkeep/workspace'
import { composed, edit, temporary } from '../fixture.ts'

const temp = temporary()
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe('a patch', () => {
  it('holds the deletion of a file', async () => {
    await using repository = await gitRepository({ 'a.txt': 'a\n', 'gone.txt': 'g\n' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const tree = composed(await workspace.compose([edit(repository.root, 'gone.txt', 0, 0, null)]))
    const patch = await workspace.patch(tree)
    expect(patch).toContain('deleted file mode 100644')
    await applyPatch(repository.root, patch)
    expect(existsSync(join(repository.root, 'gone.txt'))).toBe(false)
  })

  it('keeps line ends where .gitattributes, part of the same patch, converts them', async () => {
    await using repository = await gitRepository({ 'a.txt': 'abc\r\nx\r\n', '.gitattributes': '* text eol=lf\n' })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const edits = [edit(repository.root, 'a.txt', 0, 1, 'q'), edit(repository.root, '.gitattributes', 0, 0, '# c\n')]
    const patch = await workspace.patch(composed(await workspace.compose(edits)))
    expect(patch).toContain('-abc\r\n+qbc\r\n')
  })

  // In a process of its own: Jest gives its tests a copy of the environment that children do not inherit.
  it('is made though a git hook around us has set GIT_DIR and GIT_INDEX_FILE', async () => {
    await using repository = await gitRepository({ 'a.txt': 'abc\n' })
    await using other = await gitRepository({ 'o.txt': 'o\n' })
    const before = treeFingerprint(other.root)
    const blob = edit(repository.root, 'a.txt', 0, 1, 'q').blob
    const script = `
      const { openWorkspace } = await import(${JSON.stringify(import.meta.resolve('@upkeep/workspace'))})
      const workspace = await openWorkspace(${JSON.stringify({ directory: repository.root, temp: join(temp, 'hook') })})
      const edit = ${JSON.stringify({ path: 'a.txt', blob, start: 0, end: 1, text: 'q' })}
      console.log(await workspace.patch(await workspace.compose([edit])))
      await workspace[Symbol.asyncDispose]()`
    const git = join(other.root, '.git')
    const env = { PATH: process.env['PATH'], GIT_DIR: git, GIT_INDEX_FILE: join(git, 'index') }
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    })
    expect(`${stdout}${stderr}`).toContain('+qbc')
    expect(treeFingerprint(other.root)).toBe(before)
  })
})
