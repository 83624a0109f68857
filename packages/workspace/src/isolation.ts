import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '@upkeep/schema'
import { holdMounts } from './mount-holder.ts'
import { SANDBOX_ENVIRONMENT } from './overlay-command.ts'
import type { OverlayVia } from './overlay-command.ts'
import { execMounted } from './overlay-exec.ts'
import { removeTree } from './remove-tree.ts'
import { ownFolder } from './run-folder.ts'

/** How the user's tree is kept untouched: an overlay at its own path, or a copy and the reason why it is only a copy. */
export type Isolation = { kind: 'overlay'; via: OverlayVia } | { kind: 'copy'; why: string }

/** An isolation, and where the layers of its overlays lie. */
export interface FoundIsolation {
  isolation: Isolation
  store: string
}

/** Folders for the layers where that for temporary files lies on an overlay itself, as in a container. */
const OTHER_STORES: readonly string[] = ['/dev/shm', '/var/tmp']

/**
 * Finds the first way that works, by mounting a small overlay for real: root, then sudo, then a user namespace; the layers in
 * `temp`, else on another file system.
 */
export async function findIsolation(root: string, temp: string): Promise<FoundIsolation> {
  const copy = (why: string): FoundIsolation => ({ isolation: { kind: 'copy', why }, store: temp })
  if (process.platform !== 'linux') return copy(`overlay mounts need Linux, this is ${process.platform}`)
  const nested = await nestedMount(root)
  if (nested !== null) return copy(`${nested} is mounted inside the repository`)
  const ways: readonly OverlayVia[] = process.getuid?.() === 0 ? ['root'] : ['sudo', 'userns']
  const tried: string[] = []
  for (const via of ways) {
    const why = await tryOverlay(via, temp)
    if (why === null) return { isolation: { kind: 'overlay', via }, store: temp }
    const other = await otherStore(via)
    if (other !== null) return { isolation: { kind: 'overlay', via }, store: other }
    tried.push(`${via}: ${why}`)
  }
  return copy(`no overlay could be mounted (${tried.join('; ')})`)
}

async function otherStore(via: OverlayVia): Promise<string | null> {
  for (const place of OTHER_STORES) {
    const folder = join(place, `upkeep-worktrees-${process.getuid?.() ?? 0}`)
    if (!(await isPrivate(folder))) continue
    const own = await ownFolder(folder).catch(() => null)
    if (own === null) continue
    if ((await tryOverlay(via, own)) === null) return own
    await removeTree(own, via)
  }
  return null
}

/** A folder in a place that everybody can write is only used where nobody else made it. */
async function isPrivate(folder: string): Promise<boolean> {
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  const stats = await lstat(folder).catch(() => null)
  return stats?.isDirectory() === true && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0
}

/** Also that a folder made anew hides the old one, for which the file system has to hold attributes. */
const PROBE = 'rm -r d && mkdir d && test ! -e d/old && echo > d/new'

/** Null where it works, else why not. */
async function tryOverlay(via: OverlayVia, temp: string): Promise<string | null> {
  const store = join(temp, `probe-${via}`)
  const root = join(store, 'root')
  try {
    for (const name of ['root/d', 'lower', 'upper', 'work']) await mkdir(join(store, name), { recursive: true })
    await writeFile(join(root, 'd', 'old'), '')
    await using holder = await holdMounts({ via, root, store, gitFolder: null })
    const { exit, stderr } = await execMounted(['sh', '-c', PROBE], {
      via,
      holder: holder.pid,
      store,
      cwd: root,
      network: 'host',
      rights: 'own',
      env: SANDBOX_ENVIRONMENT,
      seconds: 10,
      maxOutputBytes: 10_000,
    })
    return exit === 0 ? null : (stderr.trim().split('\n').at(-1) ?? '')
  } catch (error) {
    return messageOf(error)
  } finally {
    await removeTree(store, via)
  }
}

/** A mount point below `root`: an overlay's lower layer would not show what is mounted there. */
async function nestedMount(root: string): Promise<string | null> {
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const points = table.split('\n').map((line) => unescaped(line.split(' ')[4] ?? ''))
  return points.find((point) => point.startsWith(`${root}/`)) ?? null
}

/** The table of mounts has spaces, tabs, line ends and backslashes as octal numbers (proc(5)). */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
}
