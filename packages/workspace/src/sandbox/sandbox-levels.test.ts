import { rmSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { notRun } from '@upkeep/testing'
import { describeSandbox } from '@upkeep/workspace'
import { identityRefusal, machine, parentOn } from '../attacked.fixture.ts'

/** A user without sudo in whose namespace no further one can be made. */
const BARE = `
echo 1 > /proc/sys/user/max_user_namespaces
exec unshare --user --map-user=1001 --map-group=1001 -- setpriv --no-new-privs -- "$@"`

describe('without sudo and without user namespaces', () => {
  const refusal =
    identityRefusal('user') ?? (process.getuid?.() === 0 ? null : 'needs root to take user namespaces away')
  const prefix = [
    'setpriv',
    '--reuid=1001',
    '--regid=1001',
    '--clear-groups',
    '--',
    'unshare',
    '--user',
    '--map-root-user',
    'sh',
    '-c',
    BARE,
    'sh',
  ]

  it('B22: no code of a model is run, the rest of the run is not stopped, and the report says why', async () => {
    if (refusal !== null) return notRun('B22', refusal)
    await using here = await machine('user')
    await using parent = await parentOn(here, 'user', { prefix })
    expect(parent.sandbox).toMatchObject({ level: 'none', modelCode: 'refused' })
    expect(parent.sandbox.tried.map((line) => line.split(':')[0])).toEqual(['sudo', 'userns'])
    expect(describeSandbox(parent.sandbox)).toMatch(/no sandbox; code written by a model is not run/)
    expect((await parent.exec('sh check.sh')).exit).toBe(0)
    await expect(parent.scratch()).rejects.toThrow(/Code written by a model is not run/)
  })

  it('runs the code of a model where the user says `sandbox: unsafe`, and the report says so', async () => {
    if (refusal !== null) return notRun('sandbox: unsafe', refusal)
    await using here = await machine('user')
    await using parent = await parentOn(here, 'user', { prefix, settings: { unsafe: true } })
    await parent.scratch()
    expect((await parent.exec('echo ran')).stdout).toBe('ran\n')
    expect(describeSandbox(parent.sandbox)).toMatch(/is run all the same \(sandbox: unsafe\)/)
  })
})

/** Root's containers: a mount in a folder that nobody else may enter. */
const CONTAINERS = `
folder=$1; shift
mkdir -m 700 "$folder" && mkdir "$folder/layers" && mount -t tmpfs layers "$folder/layers" && touch "$folder/layers/of-root" || exit 1
exec setpriv --reuid=1001 --regid=1001 --clear-groups -- "$@"`

describe('beside what root has mounted where nobody else may enter', () => {
  it('keeps commands in all the same, and away from there', async () => {
    const refusal = identityRefusal('user') ?? (process.getuid?.() === 0 ? null : 'needs root to mount')
    if (refusal !== null) return notRun('mounts of root beside a sandbox', refusal)
    await using here = await machine('user')
    const folder = `${here.folder}-of-root`
    const prefix = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', CONTAINERS, 'sh', folder]
    try {
      await using parent = await parentOn(here, 'user', { prefix })
      expect(parent.sandbox).toMatchObject({ level: 'user-namespace', modelCode: 'sandboxed' })
      expect((await parent.exec('sh check.sh')).exit).toBe(0)
      expect((await parent.exec(`ls ${folder}/layers || cd ${folder} || echo x > ${folder}/x`)).exit).not.toBe(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('a limit that the machine can not give', () => {
  it('is part of what the sandbox says of itself', async () => {
    const refusal = identityRefusal('root')
    if (refusal !== null) return notRun('absent limits', refusal)
    await using here = await machine('root')
    await using parent = await parentOn(here, 'root', { settings: { controlGroups: false, home: null } })
    const missing = parent.sandbox.absent.map(({ what }) => what)
    expect(missing).toEqual(['a limit of memory', 'a limit of processes for the run', 'a private home folder'])
    expect(describeSandbox(parent.sandbox)).toMatch(
      /without a limit of memory \(no control groups are mounted\), a limit/,
    )
  })
})
