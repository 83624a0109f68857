import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { gitRepository } from '@upkeep/testing'
import { putFile } from '../write-file.ts'
import { ci, initOf, stepsOf } from './init.fixture.ts'

const CI = '.github/workflows/ci.yml'
const LINT = ci(`  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci
      - run: npx eslint .
      - run: npx tsc --noEmit
`)
const WORKFLOWS = '.github/workflows'
const OURS = `${WORKFLOWS}/upkeep-type-safety.yml`

describe('a place where nothing can be written', () => {
  it.each([
    ['.github is a symbolic link', '.github'],
    ['workflows is a symbolic link', '.github/workflows'],
  ])('%s: it is not followed', async (why, link) => {
    await using repository = await gitRepository({ 'package.json': '{"scripts": {"lint": "eslint ."}}' })
    const elsewhere = mkdtempSync(join(tmpdir(), 'upkeep-elsewhere-'))
    if (link.includes('/')) mkdirSync(join(repository.root, '.github'))
    symlinkSync(elsewhere, join(repository.root, link))
    await expect(initOf('type-safety', repository, '--write')).rejects.toThrow(`${OURS} can not be written: ${why}.`)
    expect(readdirSync(elsewhere)).toEqual([])
    rmSync(elsewhere, { recursive: true })
  })

  it('a folder of that name, or a file where a folder has to be: nothing at all is written', async () => {
    await using taken = await gitRepository({ [CI]: LINT, [`${WORKFLOWS}/upkeep-lint-fix.yml/x`]: 'x' })
    await expect(initOf('', taken, '--write')).rejects.toThrow('there is a folder of that name')
    expect(existsSync(join(taken.root, OURS))).toBe(false)
    await using file = await gitRepository({ 'package.json': '{"scripts": {"lint": "eslint ."}}', '.github': 'x' })
    await expect(initOf('type-safety', file, '--write')).rejects.toThrow('.github is a file')
  })

  it('a folder that can not be written is refused with what to do, and leaves no part of the file', async () => {
    await using repository = await gitRepository({ upkeep: 'a file' })
    await expect(putFile(repository.root, 'upkeep/x.yml', 'x')).rejects.toMatchObject({
      message: expect.stringContaining('upkeep/x.yml can not be written'),
      remedy: expect.stringContaining('print the file without --write'),
    })
    expect(readdirSync(repository.root).toSorted()).toEqual(['.git', 'upkeep'])
  })

  it('a workflow of that name by somebody else is left alone, and the others are written', async () => {
    await using repository = await gitRepository({ [CI]: LINT, [OURS]: LINT })
    const { code, err } = await initOf('', repository, '--write')
    expect(code).toBe(1)
    expect(err).toContain(`${OURS} is there already and is not as init wrote it: it is left alone.`)
    expect(readFileSync(join(repository.root, OURS), 'utf8')).toBe(LINT)
    expect(existsSync(join(repository.root, `${WORKFLOWS}/upkeep-lint-fix.yml`))).toBe(true)
  })

  it('in a sub-folder it writes at the root, and outside of a repository or before the first commit it says what to do', async () => {
    await using repository = await gitRepository({ [CI]: LINT, 'packages/a/x': '' })
    await initOf('type-safety', { root: join(repository.root, 'packages/a') }, '--write')
    expect(existsSync(join(repository.root, OURS))).toBe(true)
    const outside = mkdtempSync(join(tmpdir(), 'upkeep-outside-'))
    await expect(initOf('', { root: outside })).rejects.toThrow('is not inside a git repository')
    repository.git('init', '--quiet', outside)
    await expect(initOf('', { root: outside })).rejects.toThrow('has no commit yet')
    rmSync(outside, { recursive: true })
  })
})

describe('workflows that hold nothing to copy', () => {
  it('is passed over where it is broken, and its neighbour is taken', async () => {
    const broken = { [`${WORKFLOWS}/a.yml`]: 'on: push\njobs:\n  a: [\n', [`${WORKFLOWS}/b.yml`]: '- a\n' }
    await using repository = await gitRepository({ [CI]: LINT, ...broken, [`${WORKFLOWS}/c.yml`]: '' })
    const { text, err } = await initOf('type-safety', repository)
    expect(stepsOf(text)).toEqual(['actions/checkout', 'npm ci'])
    expect(err).toMatch(/a\.yml is passed over: .*a\.yml:4:1: /)
    expect(err).toContain('b.yml is passed over')
  })

  it('where nothing else is there the refusal names them, workflows of other repositories too', async () => {
    const call = 'on: push\njobs:\n  lint:\n    uses: org/shared/.github/workflows/lint.yml@v1\n'
    await using repository = await gitRepository({ [CI]: call, [`${WORKFLOWS}/a.yml`]: 'jobs: [' })
    await expect(initOf('type-safety', repository)).rejects.toMatchObject({
      kind: 'state',
      message: expect.stringMatching(
        /a\.yml is passed over: .*job lint: org\/shared\/\.github\/workflows\/lint\.yml@v1/,
      ),
      remedy: expect.stringContaining('package.json, pyproject.toml'),
    })
  })

  it('a job without any set-up gets a checkout', async () => {
    await using repository = await gitRepository({
      [CI]: ci('  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx tsc\n'),
    })
    expect(stepsOf((await initOf('type-safety', repository)).text)).toEqual(['actions/checkout'])
  })

  it('a secret whose name no pattern could hold is taken over as it is', async () => {
    const job = LINT.replace('    steps:', "    env:\n      NPM_TOKEN: ${{ secrets['A('] }}\n    steps:")
    await using repository = await gitRepository({ [CI]: job })
    expect((await initOf('type-safety', repository)).text).toContain("NPM_TOKEN: ${{ secrets['A('] }}")
  })

  it('services alone are no check', async () => {
    const services = '    services:\n      db:\n        image: postgres\n'
    await using repository = await gitRepository({
      [CI]: ci(`  a:\n    runs-on: ubuntu-latest\n${services}    steps:\n      - run: psql -h localhost\n`),
    })
    await expect(initOf('type-safety', repository)).rejects.toThrow('No workflow of this repository runs')
  })

  it('thousands of jobs are read in seconds', async () => {
    const one = (id: number) =>
      `  j${id}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm ci\n      - run: npx eslint src/${id}\n`
    await using repository = await gitRepository({
      [CI]: ci(Array.from({ length: 2000 }, (_, id) => one(id)).join('')),
    })
    const started = performance.now()
    expect(stepsOf((await initOf('type-safety', repository)).text)).toEqual(['actions/checkout', 'npm ci'])
    expect(performance.now() - started).toBeLessThan(30_000)
  }, 60_000)
})
