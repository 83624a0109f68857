import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ACT_VERSION } from '@upkeep/ci'
import { ACT_ARCHIVES } from './act-release.data.ts'
import { installAct } from './install-act.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-install-'))
const PLATFORM = 'own-machine'
const SYSTEM = ['/usr/bin', '/bin'].filter((path) => !existsSync(join(path, 'act')) && !existsSync(join(path, 'go')))
const asked: string[] = []
let archive = Buffer.alloc(0)
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url?.endsWith('act.tar.gz') === true) response.end(archive)
  else response.writeHead(404).end()
})
let releases = ''

beforeAll(async () => {
  program('packed/act', `echo act version ${ACT_VERSION}`)
  execFileSync('tar', ['-czf', 'act.tar.gz', '-C', 'packed', 'act'], { cwd: folder })
  archive = readFileSync(join(folder, 'act.tar.gz'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function program(path: string, script: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, path), 0o755)
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function install(name: string, archives: typeof ACT_ARCHIVES, path: readonly string[] = SYSTEM) {
  let said = ''
  const data = join(folder, name)
  const installed = await installAct({
    env: { PATH: path.join(':'), XDG_DATA_HOME: data },
    terminal: { err: (text) => void (said += text), signal: new AbortController().signal },
    releases,
    archives,
    platform: PLATFORM,
  }).catch((error: unknown) => error)
  return { installed, said, place: join(data, 'upkeep', `act-${ACT_VERSION}`) }
}

/** A Go that installs a program which says act's version, and nothing more. */
const GO = `[ "$1" = install ] || exit 1
printf '#!/bin/sh\\necho act version ${ACT_VERSION}\\n' > "$GOBIN/act"; chmod +x "$GOBIN/act"; echo "$@" >> "$GOBIN/calls"`

describe('installAct', () => {
  it('takes the archive of this machine, after saying so, checks it by its SHA-256, and does it once', async () => {
    const archives = { [PLATFORM]: { name: 'act.tar.gz', sha256: sha256(archive) } }
    const { installed, said, place } = await install('one', archives)
    expect(installed).toBe(join(place, 'act'))
    const address = `${releases}/v${ACT_VERSION}/act.tar.gz`
    expect(said).toBe(`act is installed into ${place}, from ${address} (SHA-256 ${sha256(archive)})\n`)
    expect(readdirSync(place)).toEqual(['act'])
    const before = asked.length
    expect(await install('one', archives)).toMatchObject({ installed, said: '' })
    expect(asked.length).toBe(before)
  })

  it('installs nothing of an archive with another SHA-256, also not by Go', async () => {
    program('go-bin/go', GO)
    const archives = { [PLATFORM]: { name: 'act.tar.gz', sha256: '0'.repeat(64) } }
    const { installed, place } = await install('two', archives, [join(folder, 'go-bin'), ...SYSTEM])
    expect(String(installed)).toContain('not the one that is pinned. Nothing was installed.')
    expect(readdirSync(place)).toEqual([])
  })

  it.each([
    ['where there is none for this machine', {}, /^act has no archive for own-machine/],
    [
      'where it can not be downloaded',
      { [PLATFORM]: { name: 'none', sha256: '' } },
      /It can not be downloaded: the answer is 404\.\n/,
    ],
  ])('falls back to Go %s, at the pinned version', async (what, archives, message) => {
    program('go-bin/go', GO)
    const { installed, said, place } = await install(`by go ${what}`, archives, [join(folder, 'go-bin'), ...SYSTEM])
    expect(installed).toBe(join(place, 'act'))
    expect(said).toMatch(message)
    expect(said).toContain(`from source: go install github.com/nektos/act@v${ACT_VERSION}\n`)
    expect(readFileSync(join(place, 'calls'), 'utf8')).toContain(`github.com/nektos/act@v${ACT_VERSION}`)
  })

  it('says why where Go fails too', async () => {
    program('bad-go/go', 'echo "go: no network" >&2; exit 1')
    const { installed } = await install('none', {}, [join(folder, 'bad-go'), ...SYSTEM])
    expect(installed).toMatchObject({ message: 'act could not be installed: go: no network' })
  })

  it('says what to do where there is no Go either', async () => {
    const { installed } = await install('no go', {}, [])
    expect(installed).toMatchObject({
      message: 'act could not be installed: spawn go ENOENT',
      remedy: expect.stringContaining('Go 1.24 or newer has to be on PATH'),
    })
  })

  it('finds the one that it installed behind one on PATH that is too old', async () => {
    program('old-act/act', 'echo act version 0.2.1')
    const archives = { [PLATFORM]: { name: 'act.tar.gz', sha256: sha256(archive) } }
    const path = [join(folder, 'old-act'), ...SYSTEM]
    const { installed, place } = await install('beside an old one', archives, path)
    expect(installed).toBe(join(place, 'act'))
    const before = asked.length
    expect(await install('beside an old one', archives, path)).toMatchObject({ installed, said: '' })
    expect(asked.length).toBe(before)
  })

  it('knows an archive for Linux and macOS, on both machines, each with a SHA-256 of its own', () => {
    const known = Object.entries(ACT_ARCHIVES)
    expect(known.map(([platform]) => platform)).toEqual(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])
    expect(known.every(([, { sha256: digest }]) => /^[0-9a-f]{64}$/.test(digest))).toBe(true)
    expect(new Set(known.map(([, { sha256: digest }]) => digest)).size).toBe(known.length)
  })
})
