import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { gitRepository } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { editsBetween } from './edits-between.ts'
import { openWorkspace } from '../open-workspace.ts'
import type { Workspace } from '../open-workspace.ts'

const cases: [string, string | Uint8Array, string | Uint8Array | null][] = [
  ['one line', 'a\nb\nc\n', 'a\nB\nc\n'],
  ['two runs', 'a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n'],
  ['line ends of Windows', 'a\r\nb\r\n', 'a\r\nB\r\n'],
  ['mixed line ends', 'a\r\nb\nc\r\n', 'a\r\nb\nC\r\n'],
  ['a byte order mark', '\ufeffa\nb\n', '\ufeffa\nB\n'],
  ['no final line end', 'a\nb', 'a\nb\nc'],
  ['a final line end that goes', 'a\nb\n', 'a\nb'],
  ['other scripts', 'ä\n日本\n🙂\n', 'ä\n日本語\n🙂\n'],
  ['Latin-1', Buffer.from('caf\xe9\nx\n', 'latin1'), Buffer.from('caf\xe9\n\xfc\n', 'latin1')],
  ['all of it', 'a\n', 'b\n'],
  ['nothing left', 'a\nb\n', ''],
  ['something of nothing', '', 'a\n'],
  ['a file that goes', 'a\n', null],
]

const pathOf = (what: string) => `${what.replaceAll(' ', '-')}.txt`
let repository: TestRepository
let workspace: Workspace

beforeAll(async () => {
  repository = await gitRepository(Object.fromEntries(cases.map(([what, before]) => [pathOf(what), before])))
  workspace = await openWorkspace({ directory: repository.root, temp: join(tmpdir(), 'edits-between') })
})

afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  await repository[Symbol.asyncDispose]()
})

describe('the edits between two contents', () => {
  it.each(cases)('give the second one, byte for byte: %s', async (what, before, after) => {
    const path = pathOf(what)
    const edits = editsBetween(path, Buffer.from(before), after === null ? null : Buffer.from(after))
    const composed = await workspace.compose(edits ?? [])
    expect('conflict' in composed ? null : composed.files.get(path)).toEqual(after === null ? null : Buffer.from(after))
  })

  it('are one for each run of changed lines', () => {
    expect(editsBetween('f', Buffer.from('a\nb\nc\nd\n'), Buffer.from('A\nb\nc\nD\n'))).toHaveLength(2)
  })

  it('are none where nothing changed, and can not be said of a binary file', () => {
    expect(editsBetween('f', Buffer.from('a\n'), Buffer.from('a\n'))).toEqual([])
    expect(editsBetween('f', Buffer.from([0, 1]), Buffer.from([0, 2]))).toBeNull()
    expect(editsBetween('f', null, Buffer.from([0xff, 0xfe]))).toBeNull()
  })

  it('of a large file take little time', () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `line ${n}\n`)
    const started = process.cpuUsage()
    const edits = editsBetween('f', Buffer.from(lines.join('')), Buffer.from(lines.with(25_000, 'other\n').join('')))
    expect(edits).toEqual([expect.objectContaining({ text: 'other\n' })])
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2)
  })
})
