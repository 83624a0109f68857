import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { editTool } from '@upkeep/agent-core'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import { executingTask } from './executing-task.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-executing-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

it('an edit of an earlier record that resets first does so, edits from there, and does nothing else without words', async () => {
  await using repository = await gitRepository({ 'a.js': 'one = 1\n', 'b.js': 'two = 2\n' })
  await using workspace = await openWorkspace({ directory: repository.root, temp })
  const { signal } = new AbortController()
  const unused = () => Promise.reject(new Error('a recorded tool is not called where a real one is there'))
  const edit = editTool({ tree: { read: unused, write: unused }, refusal: () => null })
  const recorded = {
    system: '',
    prompt: '',
    tools: [edit],
    edits: unused,
    [Symbol.asyncDispose]: async () => {},
  }
  await using task = executingTask(recorded, { workspace, action: 'type-safety', env: {}, mayRun: true, signal })
  const call = async (path: string, old_str: string, new_str: string, reset: object) =>
    (await task.tools[0]?.call({ path, old_str, new_str, ...reset }, signal))?.text
  const changed = async () => (await task.edits()).map(({ path, text }) => [path, text])

  expect(await call('a.js', 'one', 'three', {})).toBe('edited a.js')
  expect(await call('b.js', 'two', 'four', { reset: true })).toBe('all files are as they were\nedited b.js')
  expect(await changed()).toEqual([['b.js', 'four = 2\n']])
  expect(await call('a.js', 'one', 'five', { reset: false })).toBe('edited a.js')
  expect(await changed()).toHaveLength(2)
  expect(await call('a.js', '', '', { reset: true })).toBe('all files are as they were')
  expect(await changed()).toEqual([])
})
