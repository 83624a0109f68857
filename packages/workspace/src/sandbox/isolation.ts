import { lstatSync } from 'node:fs'
import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { messageOf } from '@upkeep/schema'
import { groupsOf, planGroups } from './control-groups.ts'
import type { ControlGroups, GroupPlan } from './control-groups.ts'
import { holdMounts } from './mount-holder.ts'
import type { MountHolder } from './mount-holder.ts'
import { baseScript } from './mount-script.ts'
import { isBelow, isWithin, parseMountTable, reachable } from './mount-table.ts'
import type { Mount } from './mount-table.ts'
import { baseCommand } from './overlay-command.ts'
import type { OverlayVia } from './overlay-command.ts'
import { removeTree } from '../remove-tree.ts'
import { ownFolder } from '../run-folder.ts'
import { homeOf } from './sandbox-facts.ts'
import { DEFAULT_LIMITS } from './sandbox.data.ts'
import type { SandboxLimits, SandboxReport, SandboxSettings } from './sandbox.ts'

/** How the user's tree is kept untouched: an overlay at its own path, or a copy and the reason why it is only a copy. */
export type Isolation = { kind: 'overlay'; via: OverlayVia } | { kind: 'copy'; why: string }

/** What all worktrees of a run share: the machine made read-only, held by a process of ours, and the control groups. */
export interface RunBase {
  via: OverlayVia
  holder: MountHolder
  groups: ControlGroups
  limits: SandboxLimits
}

/** An isolation, and where the layers of its overlays lie. */
export interface FoundIsolation {
  isolation: Isolation
  store: string
  base: RunBase | null
  sandbox: SandboxReport
}

/** Folders for the layers where that for temporary files lies on an overlay itself, as in a container. */
const OTHER_STORES: readonly string[] = ['/dev/shm', '/var/tmp']

/** Finds the first way that works, by doing all of it: root, then sudo, then a user namespace; the layers in `temp`, else on another file system. */
export async function findIsolation(root: string, temp: string, settings: SandboxSettings): Promise<FoundIsolation> {
  const copy = (why: string, tried: readonly string[] = []) => withoutSandbox(why, temp, settings, tried)
  if (process.platform !== 'linux') return copy(`overlay mounts need Linux, this is ${process.platform}`)
  const mounts = await mountTable()
  const nested = mounts.find(({ point }) => isBelow(point, root))
  if (nested !== undefined) return copy(`${nested.point} is mounted inside the repository`)
  if (PROGRAMS.some((folder) => isBelow(folder, root) || folder === root))
    return copy('the programs of the sandbox lie inside the repository')
  const ways: readonly OverlayVia[] = process.getuid?.() === 0 ? ['root', 'userns'] : ['sudo', 'userns']
  const limits = limitsOf(settings)
  const plan = await planGroups(settings.controlGroups === false ? [] : mounts, `upkeep-${basename(temp)}`, limits)
  const tried: string[] = []
  for (const via of ways) {
    const groups =
      via === 'userns' ? { ...plan, steps: [], why: 'an unprivileged user can make no control groups' } : plan
    for (const place of storesFor(temp, homeOf(settings))) {
      const store = place === null ? temp : await otherStore(place)
      if (store === null) continue
      const base = await steadyBase(via, store, mounts, groups)
      if (typeof base !== 'string') {
        const taken = new Set(base.said.flatMap((line) => (line.startsWith('set ') ? [line.slice(4)] : [])))
        const run = { via, holder: base, groups: groupsOf(groups, taken), limits }
        return {
          isolation: { kind: 'overlay', via },
          store,
          base: run,
          sandbox: reportOf(run, groups, taken, settings, tried),
        }
      }
      if (place === null) tried.push(`${via}: ${base}`)
      else await removeTree(store, via)
    }
  }
  return copy(`no overlay could be mounted (${tried.join('; ')})`, tried)
}

/** The home folder's own layers must not lie in it, as they do below the temporary folder of a hosted runner. */
function storesFor(temp: string, home: string | null): readonly (string | null)[] {
  return home !== null && isWithin(temp, home) ? ['/var/tmp', null, '/dev/shm'] : [null, ...OTHER_STORES]
}

/** Where the sandbox takes its own programs from: no command may write there. */
const PROGRAMS: readonly string[] = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/local/bin', '/usr/local/sbin']

export function withoutSandbox(
  why: string,
  store: string,
  { unsafe }: SandboxSettings,
  tried: readonly string[] = [],
): FoundIsolation {
  const modelCode = unsafe === true ? 'unsafe' : 'refused'
  const sandbox: SandboxReport = {
    level: 'none',
    via: null,
    tried: tried.length > 0 ? tried : [why],
    absent: [],
    modelCode,
  }
  return { isolation: { kind: 'copy', why }, store, base: null, sandbox }
}

export function limitsOf({ limits }: SandboxSettings): SandboxLimits {
  const memoryBytes = limits?.memoryBytes ?? totalmem() * DEFAULT_LIMITS.memoryShare
  return {
    memoryBytes,
    processes: limits?.processes ?? DEFAULT_LIMITS.processes,
    privateBytes: limits?.privateBytes ?? Math.floor(Math.min(DEFAULT_LIMITS.privateBytes, memoryBytes / 2)),
    freeDiskBytes: limits?.freeDiskBytes ?? DEFAULT_LIMITS.freeDiskBytes,
  }
}

function reportOf(
  { via, holder }: RunBase,
  { memory, processes, why }: GroupPlan,
  taken: ReadonlySet<string>,
  settings: SandboxSettings,
  tried: readonly string[],
): SandboxReport {
  const absent: { what: string; why: string }[] = []
  if (memory === null || !taken.has(memory)) absent.push({ what: 'a limit of memory', why })
  if (processes === null || !taken.has(processes)) {
    const instead = process.getuid?.() === 0 ? why : `${why}; a limit for each user stands in`
    absent.push({ what: 'a limit of processes for the run', why: instead })
  }
  if (!holder.said.includes('loopback')) absent.push({ what: 'a loopback device', why: 'there is no `ip` command' })
  if (homeOf(settings) === null) absent.push({ what: 'a private home folder', why: 'no home folder is named' })
  const groups = process.getgroups?.() ?? []
  if (via === 'userns' && groups.some((group) => group !== process.getgid?.()))
    absent.push({ what: 'clearing of groups', why: 'an unprivileged user can not give up groups' })
  return { level: via === 'userns' ? 'user-namespace' : 'namespaces', via, tried, absent, modelCode: 'sandboxed' }
}

async function otherStore(place: string): Promise<string | null> {
  const folder = join(place, `upkeep-worktrees-${process.getuid?.() ?? 0}`)
  return (await isPrivate(folder)) ? await ownFolder(folder).catch(() => null) : null
}

/** A folder in a place that everybody can write is only used where nobody else made it. */
async function isPrivate(folder: string): Promise<boolean> {
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  const stats = await lstat(folder).catch(() => null)
  return stats?.isDirectory() === true && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0
}

async function mountTable(): Promise<Mount[]> {
  return parseMountTable(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''))
}

/** Others may mount and unmount meanwhile; where they have, what failed is tried again on the machine as it is now. */
async function steadyBase(
  via: OverlayVia,
  store: string,
  mounts: readonly Mount[],
  groups: GroupPlan,
): Promise<MountHolder | string> {
  let table = mounts
  for (let tries = 1; ; tries += 1) {
    const base = await tryBase(via, store, table, groups)
    if (typeof base !== 'string' || tries === MOST_TRIES) return base
    const now = await mountTable()
    if (JSON.stringify(now) === JSON.stringify(table)) return base
    table = now
  }
}

const MOST_TRIES = 3

/**
 * The folders that we may not enter and in which something is mounted, as a container engine of root's does: in a user namespace
 * nobody can make that read-only, nor reach it.
 */
function sealedFolders(mounts: readonly Mount[]): string[] {
  const sealed = reachable(mounts).flatMap(({ point }) => {
    let found: string | null = null
    for (let path = point; isRefused(path); path = dirname(path)) found = dirname(path)
    return found ?? []
  })
  const folders = [...new Set(sealed)]
  return folders.filter((folder) => !folders.some((other) => isBelow(folder, other)))
}

function isRefused(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES'
  }
}

/** The shared mounts, or why they can not be made. */
async function tryBase(
  via: OverlayVia,
  store: string,
  mounts: readonly Mount[],
  groups: GroupPlan,
): Promise<MountHolder | string> {
  try {
    for (const name of ['lower/d', 'upper', 'work', 'merged'])
      await mkdir(join(store, 'probe', name), { recursive: true })
    await mkdir(join(store, 'dev'))
    const { script, tables } = baseScript(store, mounts, via, via === 'userns' ? sealedFolders(mounts) : [])
    const files = [...tables, [join('probe', 'lower', 'd', 'old'), ''], ['empty', '']] as const
    for (const [name, text] of files) await writeFile(join(store, name), text)
    return await holdMounts(baseCommand(via, script, groups.steps))
  } catch (error) {
    return (
      messageOf(error)
        .replace(/^[^:]*could not be mounted: /, '')
        .trim()
        .split('\n')
        .at(-1) ?? ''
    )
  } finally {
    await removeTree(join(store, 'probe'), via)
    await removeTree(join(store, 'dev'), via)
  }
}
