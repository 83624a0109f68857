import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { ChecksReport, SliceReport } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const { JEST_WORKER_ID: _, ...env } = process.env
const FILE = '.github/workflows/ci.yml'
const WORKFLOW = `on: push
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - name: Lint
        run: npm run lint
      - name: Test
        run: npm test
        env:
          KEY: \${{ secrets.API_KEY }}
      - run: npm publish
`
const files = {
  [FILE]: WORKFLOW,
  'package.json': JSON.stringify({ scripts: { lint: 'eslint .', test: 'vitest run' } }),
}

function upkeep(root: string, args: readonly string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, '--repo', root], {
    env: { ...env, ...more },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('upkeep slice', () => {
  it('shows each step with why it stays or goes, and leaves the file as it is', async () => {
    await using repository = await gitRepository(files)
    const { status, stdout } = upkeep(repository.root, ['slice', FILE, '--for', 'lint'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/it is a lint step/)
    expect(stdout).toMatch(/3 of 5 steps are kept/)
    expect(readFileSync(join(repository.root, FILE), 'utf8')).toBe(WORKFLOW)
  })

  it('writes the slice into the file, and undoes it byte for byte', async () => {
    await using repository = await gitRepository(files)
    const path = join(repository.root, FILE)
    expect(upkeep(repository.root, ['slice', FILE, '--for', 'lint', '--write']).status).toBe(0)
    const sliced = readFileSync(path, 'utf8')
    expect(sliced).toContain('#~ - run: npm publish')
    expect(upkeep(repository.root, ['slice', FILE, '--undo']).stdout).toBe(WORKFLOW)
    expect(upkeep(repository.root, ['slice', FILE, '--undo', '--write']).status).toBe(0)
    expect(readFileSync(path, 'utf8')).toBe(WORKFLOW)
  })

  it('prints one JSON object, with the secrets that are missing and those that are given', async () => {
    await using repository = await gitRepository(files)
    const read = (more: Record<string, string> = {}) =>
      SliceReport.parse(JSON.parse(upkeep(repository.root, ['slice', FILE, '--for', 'test', '--json'], more).stdout))
    const report = read()
    expect(report.steps.filter(({ keep }) => keep).map(({ step }) => step)).toEqual([0, 1, 3])
    expect(report.secrets.map(({ name, given, disables }) => [name, given, disables])).toEqual([
      ['API_KEY', false, [{ job: 'check', step: 3 }]],
    ])
    expect(read({ UPKEEP_SECRET_API_KEY: 'x' }).secrets[0]).toMatchObject({ given: true, disables: [] })
  })

  it('says so where nothing is wanted', async () => {
    await using repository = await gitRepository(files)
    const { status, stderr } = upkeep(repository.root, ['slice', FILE, '--for', 'typecheck', '--text'])
    expect([status, stderr]).toEqual([0, `${FILE} holds no typecheck step.\n`])
  })

  it('refuses what it can not slice with the place, and exit code 2', async () => {
    await using repository = await gitRepository(files)
    const refused = (bytes: Buffer | string) => {
      writeFileSync(join(repository.root, FILE), bytes)
      const { status, stderr } = upkeep(repository.root, ['slice', FILE, '--for', 'test'])
      expect(status).toBe(2)
      return stderr
    }
    expect(refused(Buffer.from(`${WORKFLOW}# \xff\n`, 'latin1'))).toMatch(/ci\.yml:15: .*UTF-8/)
    expect(refused('on: push\njobs:\n  a: [}\n')).toMatch(/ci\.yml:3:\d+: /)
    expect(upkeep(repository.root, ['slice', FILE, '--for', 'tests']).stderr).toMatch(/there is no kind tests/)
    expect(upkeep(repository.root, ['slice', 'no.yml', '--for', 'test']).stderr).toMatch(/no\.yml can not be read/)
  })
})

describe('upkeep checks', () => {
  it('lists the checks of the workflows as a table and as JSON', async () => {
    await using repository = await gitRepository(files)
    expect(upkeep(repository.root, ['checks']).stdout).toMatch(/npm run lint/)
    const report = ChecksReport.parse(JSON.parse(upkeep(repository.root, ['checks', '--json']).stdout))
    expect(report.checks.map(({ kind, command }) => [kind, command])).toEqual([
      ['lint', 'npm run lint'],
      ['test', 'npm test'],
    ])
  })
})
