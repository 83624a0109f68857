import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { ACT_VERSION, findAct } from './find-act.ts'

const made: string[] = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })))

/** A folder with a program named act, which does this. */
function folderWith(script: string, mode = 0o755): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-act-'))
  made.push(folder)
  writeFileSync(join(folder, 'act'), `#!/bin/sh\n${script}\n`, { mode })
  return folder
}

describe('findAct', () => {
  it('takes the first one on PATH that can be started, from the oldest version on that will do', async () => {
    const plain = folderWith('echo act version 9.9.9', 0o644)
    const right = folderWith('echo act version 0.2.80')
    const path = ['bin', plain, right, folderWith('echo act version 0.2.1')].join(delimiter)
    expect(await findAct(path)).toBe(join(right, 'act'))
    expect(await findAct(folderWith(`echo act version ${ACT_VERSION}-3-gabcdef`))).toMatch(/\/act$/)
    expect(await findAct(folderWith('echo act version 1.0.0'))).toMatch(/\/act$/)
  })

  it('says where none is, and how one is installed', async () => {
    await expect(findAct('')).rejects.toMatchObject({
      message: 'act is not on PATH.',
      remedy: expect.stringContaining(`go install github.com/nektos/act@v${ACT_VERSION}`),
      kind: 'state',
    })
  })

  it.each(['0.2.61', '0.1.99'])('refuses %s: it is too old', async (version) => {
    await expect(findAct(folderWith(`echo act version ${version}`))).rejects.toMatchObject({
      message: expect.stringContaining(`is act ${version}, which is too old`),
      kind: 'state',
    })
  })

  it('refuses another program of that name, and one that does not answer', async () => {
    await expect(findAct(folderWith('echo hello'))).rejects.toThrow('does not say which version of act it is')
    await expect(findAct(folderWith('exit 1'))).rejects.toThrow('does not say which version of act it is')
  })
})
