import type { ChildProcess } from 'node:child_process'
import { access, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '@upkeep/schema'
import { killGroup, runChild } from './child.ts'
import type { ExecResult } from './child.ts'
import { notMounted } from './mount-holder.ts'
import { SANDBOX_ENVIRONMENT, environmentScript, enterCommand } from './overlay-command.ts'
import type { EnterOptions } from './overlay-command.ts'

export interface MountedCall extends Omit<EnterOptions, 'call'> {
  store: string
  env: Readonly<Record<string, string>>
  seconds: number
  maxOutputBytes: number
  stdin?: string | Uint8Array | undefined
  signal?: AbortSignal | undefined
  onOutput?: ((text: string) => void) | undefined
}

/**
 * Runs one command on the mounts of a holder.
 * @throws UserError (state) where it was never started, or a failing command left its disk full: neither is a result.
 */
export async function execMounted(command: readonly string[], options: MountedCall): Promise<ExecResult> {
  const { store, seconds, maxOutputBytes, signal, onOutput, stdin } = options
  const call = await newCall(store)
  try {
    await writeFile(join(call, 'environment'), environmentScript(options.env), { mode: 0o600 })
    if (stdin !== undefined) await writeFile(join(call, 'stdin'), stdin, { mode: 0o600 })
    const result = await runChild(enterCommand(command, { ...options, call }), {
      cwd: '/',
      env: SANDBOX_ENVIRONMENT,
      seconds,
      maxOutputBytes,
      signal,
      onOutput,
      lifeline: true,
      kill: endAll,
    })
    if (!result.timedOut && !(await exists(join(call, 'started')))) throw neverStarted(result)
    if (result.exit !== 0 && !result.timedOut) await refuseFullDisk(store)
    return result
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

/** Less than this, in bytes, is a full disk. */
const FULL = 64 * 1024

async function refuseFullDisk(store: string): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(store)
  if (bavail * bsize >= FULL && (files === 0 || ffree > 0)) return
  throw new UserError(`The disk of the folder for worktrees, ${store}, is full; a command failed on it.`, {
    remedy: 'Free some space on it, or name another folder for temporary files.',
    kind: 'state',
  })
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}
