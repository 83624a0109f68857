import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { SliceReport } from '@upkeep/schema'
import { gitRepository, notRun, toolOnPath, treeFingerprint } from '@upkeep/testing'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const { JEST_WORKER_ID: _, ...env } = process.env
const FILE = '.github/workflows/ci.yml'
const WORKFLOW = `on: push
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: node --test
        env:
          KEY: \${{ secrets.API_KEY }}
`
const TEST = `import { test } from 'node:test'
test('the key is there', () => {
  console.log('key', process.env.KEY)
  if (process.env.KEY === undefined || process.env.KEY === '') throw new Error('no key')
})
`
const KEY = 'canary-1f0c-9b7e'
/** Where neither act nor go is. */
const BARE = [dirname(process.execPath), '/usr/bin', '/bin']
  .filter((folder) => !existsSync(join(folder, 'act')) && !existsSync(join(folder, 'go')))
  .join(delimiter)

function slice(root: string, args: readonly string[], more: Record<string, string>) {
  const command = [
    main,
    'slice',
    FILE,
    '--repo',
    root,
    '--for',
    'test',
    '--run',
    '--engine',
    'act',
    '--act-mode',
    'host',
    ...args,
  ]
  return spawnSync(process.execPath, command, { env: { ...env, ...more }, encoding: 'utf8' })
}

describe('upkeep slice --run --engine act', () => {
  it('runs the slice by act, shows no secret anywhere, and leaves the tree and the machine as they are', async () => {
    if (!toolOnPath('act')) return notRun('upkeep slice by act', 'no act on PATH')
    await using repository = await gitRepository({ [FILE]: WORKFLOW, 'a.test.js': TEST })
    const before = treeFingerprint(repository.root)
    const temp = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-temp-'))
    const { status, stdout, stderr } = slice(repository.root, ['--json'], { UPKEEP_SECRET_API_KEY: KEY, TMPDIR: temp })
    const { run } = SliceReport.parse(JSON.parse(stdout))
    expect(run).toMatchObject({ engine: 'act', verdict: 'pass' })
    expect(status).toBe(0)
    expect(stderr).toContain('key ***')
    expect(stdout + stderr).not.toContain(KEY)
    expect(treeFingerprint(repository.root)).toBe(before)
    expect(readdirSync(temp).filter((name) => name.startsWith('upkeep-act'))).toEqual([])
    rmSync(temp, { recursive: true })
  })

  it('says how act is installed where there is none, and runs nothing', async () => {
    await using repository = await gitRepository({ [FILE]: WORKFLOW, 'a.test.js': TEST })
    const { status, stdout, stderr } = slice(repository.root, ['--json'], { PATH: BARE, UPKEEP_SECRET_API_KEY: KEY })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('act is not on PATH.')
    expect(stderr).toContain('go install github.com/nektos/act@v')
  })
})
