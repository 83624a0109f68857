import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '@upkeep/schema'
import { killGroup, runChild } from '../child.ts'
import type { ExecResult, OnOutput } from '../child.ts'
import type { RunBase } from '../sandbox/isolation.ts'
import { notMounted } from '../sandbox/mount-holder.ts'
import { SANDBOX_ENVIRONMENT, environmentScript, enterCommand } from '../sandbox/overlay-command.ts'
import type { EnterOptions } from '../sandbox/overlay-command.ts'

export interface MountedCall extends Omit<EnterOptions, 'call' | 'groups' | 'via' | 'processes'> {
  base: RunBase
  store: string
  env: Readonly<Record<string, string>>
  seconds: number
  maxOutputBytes: number
  stdin?: string | Uint8Array | undefined
  signal?: AbortSignal | undefined
  onOutput?: OnOutput | undefined
}

/**
 * Runs one command on the mounts of a holder.
 * @throws UserError (state) where it was never started, or a failing command left its disk full: neither is a result.
 */
export async function execMounted(command: readonly string[], options: MountedCall): Promise<ExecResult> {
  const { base, store, seconds, maxOutputBytes, signal, onOutput, stdin } = options
  const call = await newCall(store)
  try {
    await writeFile(join(call, 'environment'), environmentScript(options.env), { mode: 0o600 })
    if (stdin !== undefined) await writeFile(join(call, 'stdin'), stdin, { mode: 0o600 })
    await writeFile(join(call, 'started'), '')
    const before = await base.groups.met()
    const { via, groups, limits } = base
    const disk = watchDisk(store, limits.freeDiskBytes)
    const argv = enterCommand(command, {
      ...options,
      call,
      via,
      groups: groups.folders,
      processes: groups.processes ? null : limits.processes,
    })
    const result = await runChild(argv, {
      cwd: '/',
      env: SANDBOX_ENVIRONMENT,
      seconds,
      maxOutputBytes,
      signal: signal === undefined ? disk.signal : AbortSignal.any([signal, disk.signal]),
      onOutput,
      lifeline: true,
      kill: endAll,
    }).finally(() => disk.end())
    if (!result.timedOut && (await stat(join(call, 'started'))).size === 0) throw neverStarted(result)
    if (result.exit === 0) return result
    if (!result.timedOut) await refuseFullDisk(store)
    const after = await base.groups.met()
    if (after.memory > before.memory) return { ...result, limit: 'memory' }
    return after.processes > before.processes ? { ...result, limit: 'processes' } : result
  } finally {
    await rm(call, { recursive: true, force: true })
  }
}

/** Closing its stdin ends everything in the namespace, also what `sudo` keeps out of our reach. */
function endAll(child: ChildProcess): void {
  child.stdin?.destroy()
  killGroup(child)
}

async function newCall(store: string): Promise<string> {
  try {
    return await mkdtemp(join(store, 'call-'))
  } catch (cause) {
    throw new UserError(`The folder of a worktree, ${store}, can no longer be written.`, {
      remedy: 'See that nothing cleans the folder for temporary files during a run, and that its disk has room.',
      kind: 'state',
      cause,
    })
  }
}

function neverStarted({ exit, stderr }: ExecResult): UserError {
  return notMounted(stderr.trim() === '' ? `the sandbox ended with ${exit ?? 'a signal'}` : stderr.trim())
}

/** How often the disk is looked at, in milliseconds. */
const LOOK_MS = 500

/** Aborts while the disk still has room for everybody else. One that had less from the beginning may fall to half of that. */
function watchDisk(store: string, reserve: number): { signal: AbortSignal; end: () => void } {
  const full = new AbortController()
  let least: number | null = null
  const look = async () => {
    const { bavail, bsize } = await statfs(store)
    least ??= Math.min(reserve, (bavail * bsize) / 2)
    if (bavail * bsize < least) full.abort(diskFull(store))
  }
  const quietly = () => void look().catch(() => undefined)
  quietly()
  const timer = setInterval(quietly, LOOK_MS)
  return { signal: full.signal, end: () => clearInterval(timer) }
}

/** Less than this, in bytes, is a full disk. */
const FULL = 64 * 1024

async function refuseFullDisk(store: string): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(store)
  if (bavail * bsize < FULL || (files !== 0 && ffree === 0)) throw diskFull(store)
}

function diskFull(store: string): UserError {
  return new UserError(
    `The disk of the folder for worktrees, ${store}, is full; a command filled it or failed on it.`,
    {
      remedy: 'Free some space on it, or name another folder for temporary files.',
      kind: 'state',
    },
  )
}
