import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from '@jest/globals'
import { Result } from '@upkeep/schema'
import { gitRepository, treeFingerprint } from '@upkeep/testing'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-cli-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const { JEST_WORKER_ID: _, ...own } = process.env
const env = { ...own, PATH: [bin, own['PATH']].join(delimiter), TMPDIR: temp }

function upkeep(root: string, ...args: string[]) {
  const command = [main, 'lint-fix', '--repo', root, '--json', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' })
  return { status, stderr, result: stdout === '' ? null : Result.parse(JSON.parse(stdout)) }
}

it('upkeep lint-fix --base fixes what differs from there, work tree included, and leaves the rest and the tree alone', async () => {
  await using repository = await gitRepository({
    '.github/workflows/ci.yml':
      'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: prettier --check src\n',
    'src/old.js': 'export   const old = 1;\n',
    'src/a.js': 'export const a = 1;\n',
    'src/b.js': 'export const b = 1;\n',
  })
  repository.git('switch', '--quiet', '--create', 'topic')
  repository.write('src/a.js', 'export   const a = 2;\n')
  repository.git('commit', '--quiet', '--all', '--message', 'change')
  repository.write('src/b.js', 'export   const b = 2;\n')
  const before = treeFingerprint(repository.root)

  const { status, result, stderr } = upkeep(repository.root, '--base', 'main')
  expect({ status, stderr, result }).toMatchObject({ status: 0, result: { result: 'changed' } })
  expect(result?.findings.map(({ path, state }) => [path, state])).toEqual([
    ['src/a.js', 'proposed'],
    ['src/b.js', 'proposed'],
  ])
  expect(treeFingerprint(repository.root)).toBe(before)

  expect(upkeep(repository.root, '--base', 'main', '--apply').status).toBe(0)
  const text = (path: string) => readFileSync(join(repository.root, path), 'utf8')
  expect([text('src/a.js'), text('src/b.js'), text('src/old.js')]).toEqual([
    'export const a = 2;\n',
    'export const b = 2;\n',
    'export   const old = 1;\n',
  ])
  const unknown = upkeep(repository.root, '--base', 'nowhere')
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('nowhere is not here')])
}, 120_000)
