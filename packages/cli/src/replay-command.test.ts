import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { gitRepository } from '@upkeep/testing'
import { createProgram } from './program.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))

/** A command line with its output. */
async function upkeep(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const { signal } = new AbortController()
  const program = createProgram({
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    color: false,
    width: 100,
    debug: false,
    signal,
  })
  const code = await program.run(args)
  return { code, out, err }
}

describe('upkeep replay', () => {
  let folder: string
  let out: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'upkeep-replay-'))
    out = join(folder, 'out')
    await using repository = await gitRepository({
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: tsc --noEmit\n',
      'tsconfig.json': '{"compilerOptions":{"strict":true,"noEmit":true,"types":[]},"include":["src"]}',
      'src/a.ts': 'export const a: number = 1\n// @ts-ignore\nexport const b: number = a\n',
    })
    const { JEST_WORKER_ID: _, ...own } = process.env
    const env = { ...own, PATH: [bin, own['PATH']].join(delimiter) }
    const args = [main, 'type-safety', '--repo', repository.root, '--out', out]
    expect(spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout).toContain('src/a.ts')
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes the decisions of a run again after the repository is gone', async () => {
    const { code, out: text } = await upkeep('replay', out)
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('All came out as recorded.') })
    expect(text).toMatch(/^[4-9] decisions of 0 attempts on 1 batches/)
  })

  it('prints one JSON object and nothing else', async () => {
    expect(JSON.parse((await upkeep('replay', out, '--json')).out)).toMatchObject({
      format: 'upkeep/replay@1',
      differences: [],
      misses: [],
    })
  })

  it('says where there is no record', async () => {
    await expect(upkeep('replay', join(folder, 'nothing'))).rejects.toThrow('holds no record')
  })

  it('refuses a record that does not hold what was said', async () => {
    const file = join(out, 'record/events.jsonl')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"record":"full"', '"record":"inputs"'))
    await expect(upkeep('replay', out)).rejects.toThrow('does not hold what was said')
    writeFileSync(file, text)
  })
})
