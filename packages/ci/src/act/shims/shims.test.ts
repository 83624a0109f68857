import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { PRELUDE, SHIMS } from './shims.data.ts'
import { readUses, shimFor, shimText, writeShims } from './shims.ts'

/** Runs the shim of an action in an empty folder, as act does it. */
function shim(uses: string, inputs: Record<string, string> = {}, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-shim-'))
  const at = (name: string) => join(folder, name)
  for (const name of ['work', 'home', 'temp', 'bin']) mkdirSync(at(name))
  for (const name of ['output', 'env', 'path']) writeFileSync(at(name), '')
  for (const [path, text] of Object.entries(files)) writeFileSync(at(path), text, { mode: 0o755 })
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
    value,
  ])
  const found = shimFor(readUses(uses) ?? { repository: '', folder: '', ref: '' })
  if (found === null) throw new Error(`there is no shim for ${uses}`)
  const env = {
    PATH: [at('bin'), process.env['PATH']].join(delimiter),
    HOME: at('home'),
    PYENV_ROOT: process.env['PYENV_ROOT'] ?? '',
    RUNNER_TEMP: at('temp'),
    GITHUB_ACTION: uses,
    GITHUB_OUTPUT: at('output'),
    GITHUB_ENV: at('env'),
    GITHUB_PATH: at('path'),
    UPKEEP_ARTIFACTS: at('artifacts'),
    ...Object.fromEntries(given),
  }
  const bash = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', `${PRELUDE}${found.script}`]
  const { status, stdout, stderr } = spawnSync('bash', bash, { cwd: at('work'), env, encoding: 'utf8' })
  const text = (name: string) => readFileSync(at(name), 'utf8')
  const done = { status, log: stdout + stderr, output: text('output'), env: text('env'), path: text('path') }
  return { ...done, folder, remove: () => rmSync(folder, { recursive: true }) }
}

describe('the shims of set-up actions', () => {
  it('take the Node of this machine, and say so where it is another one', () => {
    const same = shim(
      'actions/setup-node@v6',
      { 'node-version': process.versions.node.split('.')[0] ?? '' },
      { 'bin/node': `#!/bin/sh\necho v${process.versions.node}\n` },
    )
    expect(same).toMatchObject({ status: 0, log: '' })
    expect(same.output).toContain(`node-version=v${process.versions.node}\n`)
    same.remove()
    const other = shim('actions/setup-node@v6', { 'node-version': '4' })
    expect(other).toMatchObject({
      status: 0,
      log: expect.stringMatching(/^upkeep: node [\d.]+ of this machine stands in for node 4\n$/),
    })
    other.remove()
  })

  it('fail where the machine has no such tool, and name it', () => {
    for (const [uses, tool] of [
      ['extractions/setup-just@v3', 'just'],
      ['taiki-e/install-action@v2', 'cargo-nothing'],
    ] as const) {
      const done = shim(uses, { tool: 'cargo-nothing@1' })
      if (!toolOnPath(tool))
        expect(done).toMatchObject({
          status: 1,
          log: expect.stringContaining(`upkeep: it sets up ${tool}, which is not installed here\n`),
        })
      done.remove()
    }
  })

  it('make a Python of their own, in which nothing is installed yet', () => {
    if (!toolOnPath('python3')) return notRun('the shim of setup-python', 'no python3 on PATH')
    const done = shim('actions/setup-python@v5', { 'python-version': '3.x' })
    expect(done.status).toBe(0)
    const place = (done.path.trim().split('\n').at(-1) ?? '').replace(/\/bin$/, '')
    expect(done.env).toContain(`pythonLocation=${place}\n`)
    expect(done.output).toMatch(/^python-version=3\.\d+\.\d+$/m)
    const list = spawnSync(join(place, 'bin', 'python'), ['-m', 'pip', 'list', '--format=freeze'], { encoding: 'utf8' })
    expect(list.stdout).toMatch(/^pip==/m)
    expect(list.stdout).not.toMatch(/^mypy==/m)
    done.remove()
  })

  it('hand artifacts on by their name, and fail where nobody uploaded one', () => {
    const up = shim('actions/upload-artifact@v4', { name: 'x', path: 'a.txt\nmissing*' }, { 'work/a.txt': 'text' })
    expect(up).toMatchObject({ status: 0, output: 'artifact-id=1\n' })
    expect(readFileSync(join(up.folder, 'artifacts', 'x', 'a.txt'), 'utf8')).toBe('text')
    up.remove()
    const none = shim('actions/upload-artifact@v4', { path: 'no*', 'if-no-files-found': 'error' })
    expect(none.status).toBe(1)
    none.remove()
    const down = shim('actions/download-artifact@v5', { name: 'x' })
    expect(down).toMatchObject({ status: 1, log: 'upkeep: no step of this run uploaded x\n' })
    down.remove()
  })

  it('do nothing for caches and reports', () => {
    for (const uses of ['actions/cache/restore@v4', 'codecov/codecov-action@v5', 'Swatinem/rust-cache@v2']) {
      const done = shim(uses)
      expect(done).toMatchObject({ status: 0, output: 'cache-hit=false\n' })
      done.remove()
    }
  })
})

describe('writeShims', () => {
  it('writes one folder for each repository at each ref, and names what has none', async () => {
    const place = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-shims-'))
    const uses = ['actions/cache@v4', 'actions/cache/restore@v4', 'actions/cache@v3', 'a/b@v1', './local', 'me/mine@v1']
    const given = { 'me/mine@v1': '/mine' }
    const { repositories, fetched } = await writeShims(uses, { place, artifacts: '/artifacts', given, mode: 'host' })
    expect(repositories).toEqual(['me/mine@v1=/mine', `actions/cache@v4=${place}/1`, `actions/cache@v3=${place}/2`])
    expect(fetched).toEqual(['a/b@v1'])
    expect(JSON.parse(readFileSync(join(place, '1', 'restore', 'action.yml'), 'utf8'))).toMatchObject({
      runs: { using: 'composite', steps: [{ id: 'shim', shell: 'bash' }] },
    })
    rmSync(place, { recursive: true })
  })

  it('writes nothing outside of its folder, whatever folder an action is said to lie in', async () => {
    const outer = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-shims-'))
    const place = join(outer, 'run', 'shims')
    const uses = ['codecov/x/../../../stolen@v1', 'codecov/../../stolen@v1', 'codecov/x/y/..@v1']
    const written = await writeShims(uses, { place, artifacts: '/artifacts', given: {}, mode: 'host' })
    expect([written.repositories, readdirSync(outer)]).toEqual([[], []])
    rmSync(outer, { recursive: true })
  })

  it('takes the toolchain of Rust from the ref, as that action does', () => {
    const [rust] = SHIMS.filter(({ uses }) => uses.includes('dtolnay/rust-toolchain'))
    const text = (ref: string) =>
      rust === undefined ? '' : shimText(rust, { repository: 'dtolnay/rust-toolchain', folder: '', ref }, '/x')
    expect(JSON.parse(text('nightly'))).toMatchObject({ inputs: { toolchain: { default: 'nightly' } } })
    expect(JSON.parse(text('master'))).toMatchObject({ inputs: { toolchain: { default: '' } } })
  })

  it('reads owner, name, folder and ref, and leaves to act what it runs by itself', () => {
    expect(readUses('gradle/actions/setup-gradle@v3')).toEqual({
      repository: 'gradle/actions',
      folder: 'setup-gradle',
      ref: 'v3',
    })
    expect(readUses('./x')).toBeNull()
    expect(readUses('docker://alpine@sha256:00')).toBeNull()
    expect(readUses('actions/checkout@v4')).toBeNull()
  })
})
