import { execFile } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { overlayCommand } from './overlay-command.ts'
import type { OverlayVia } from './overlay-command.ts'

/** How the user's tree is kept untouched: an overlay at its own path, or a copy and the reason why it is only a copy. */
export type Isolation = { kind: 'overlay'; via: OverlayVia } | { kind: 'copy'; why: string }

const run = promisify(execFile)

/** Finds the first way that works, by mounting a small overlay for real: root, then sudo, then a user namespace. */
export async function findIsolation(root: string, temp: string): Promise<Isolation> {
  if (process.platform !== 'linux')
    return { kind: 'copy', why: `overlay mounts need Linux, this is ${process.platform}` }
  if (/[,:\\]/.test(root) || /[,:\\]/.test(temp))
    return { kind: 'copy', why: 'the path holds a character that overlay mounts do not take' }
  const nested = await nestedMount(root)
  if (nested !== null) return { kind: 'copy', why: `${nested} is mounted inside the repository` }
  const ways: readonly OverlayVia[] = process.getuid?.() === 0 ? ['root'] : ['sudo', 'userns']
  const tried: string[] = []
  for (const via of ways) {
    const why = await tryOverlay(via, temp)
    if (why === null) return { kind: 'overlay', via }
    tried.push(`${via}: ${why}`)
  }
  return { kind: 'copy', why: `no overlay could be mounted (${tried.join('; ')})` }
}

async function tryOverlay(via: OverlayVia, temp: string): Promise<string | null> {
  const base = join(temp, `probe-${process.pid}`)
  const [lower, upper, work] = ['lower', 'upper', 'work'].map((name) => join(base, name)) as [string, string, string]
  try {
    for (const folder of [lower, upper, work]) await mkdir(folder, { recursive: true })
    const [command = '', ...args] = overlayCommand(['sh', '-c', 'touch file && test -e file'], {
      via,
      root: lower,
      lower,
      upper,
      work,
      cwd: lower,
      gitFolder: null,
      network: 'host',
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    })
    await run(command, args, { timeout: 10_000 })
    return null
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    return stderr.split('\n').at(-1) || 'it failed'
  } finally {
    await removeTree(base, via)
  }
}

/** Removes a tree that commands of a sandbox wrote, with the rights that they had. */
export async function removeTree(path: string, via: OverlayVia | null): Promise<void> {
  if (via === 'sudo') await run('sudo', ['-n', 'rm', '-rf', '--', path]).catch(() => undefined)
  else if (via === 'userns')
    await run('unshare', ['--user', '--map-root-user', 'rm', '-rf', '--', path]).catch(() => undefined)
  await rm(path, { recursive: true, force: true, maxRetries: 3 })
}

/** A mount point below `root`: an overlay's lower layer would not show what is mounted there. */
async function nestedMount(root: string): Promise<string | null> {
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const points = table.split('\n').map((line) => (line.split(' ')[4] ?? '').replaceAll('\\040', ' '))
  return points.find((point) => point.startsWith(`${root}/`)) ?? null
}
