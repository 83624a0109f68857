import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { createOutFolder } from './out-folder.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-out-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe('createOutFolder', () => {
  it('shows nothing until it is finished, then all of it', () => {
    const out = createOutFolder(join(temp, 'a', 'b'))
    out.write('result.json', '{}')
    out.write(join('blobs', 'x'), 'y')
    expect(existsSync(out.path)).toBe(false)
    out.finish()
    expect(readdirSync(out.path).toSorted()).toEqual(['blobs', 'result.json'])
    expect(readdirSync(join(temp, 'a'))).toEqual(['b'])
  })

  it('replaces an older one of ours and leaves nothing of it', () => {
    const path = join(temp, 'older')
    mkdirSync(path)
    writeFileSync(join(path, 'patch.diff'), 'old')
    const out = createOutFolder(path)
    out.write('result.json', 'new')
    out.finish()
    expect(readdirSync(path)).toEqual(['result.json'])
    expect(readFileSync(join(path, 'result.json'), 'utf8')).toBe('new')
  })

  it('refuses a folder with foreign files, a file, and a place that can not be written', () => {
    const foreign = join(temp, 'foreign')
    mkdirSync(foreign)
    writeFileSync(join(foreign, 'thesis.txt'), 'mine')
    expect(() => createOutFolder(foreign)).toThrow('thesis.txt')
    writeFileSync(join(temp, 'file'), '')
    expect(() => createOutFolder(join(temp, 'file'))).toThrow('is a file')
    expect(() => createOutFolder(join(temp, 'file', 'deeper'))).toThrow(/can not be written|is a file/)
  })

  it('leaves nothing behind when it is discarded', () => {
    const out = createOutFolder(join(temp, 'gone'))
    out.write('result.json', '{}')
    out.discard()
    expect(readdirSync(temp)).not.toContain('gone')
    expect(readdirSync(temp).filter((name) => name.startsWith('gone'))).toEqual([])
  })
})
