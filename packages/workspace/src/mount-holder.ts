import { spawn } from 'node:child_process'
import { UserError } from '@upkeep/schema'
import { SANDBOX_ENVIRONMENT, holderCommand } from './overlay-command.ts'
import type { MountOptions } from './overlay-command.ts'

/** The mounts of one worktree, in a namespace that a process of ours holds. */
export interface MountHolder extends AsyncDisposable {
  pid: number
}

/**
 * Mounts an overlay, for all commands of a worktree: two mounts of the same layers at a time would not see each other's files.
 * @throws UserError (state) where it can not be mounted.
 */
export async function holdMounts(options: MountOptions): Promise<MountHolder> {
  const [command = '', ...args] = holderCommand(options)
  const child = spawn(command, args, {
    cwd: '/',
    env: SANDBOX_ENVIRONMENT,
    detached: true, // a Ctrl-C at the terminal is for us to handle
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  let [stdout, stderr] = ['', '']
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin.on('error', () => undefined)
  const pid = await new Promise<number | null>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      if (stdout.endsWith('\n')) resolve(Number(stdout))
    })
    child.once('error', (error) => {
      stderr += error.message
      resolve(null)
    })
    child.once('exit', () => resolve(null))
  })
  if (pid === null) {
    await ended
    throw notMounted(stderr.trim())
  }
  return {
    pid,
    async [Symbol.asyncDispose]() {
      child.stdin.destroy()
      await ended
    },
  }
}

export function notMounted(why: string): UserError {
  return new UserError(`The worktree could not be mounted: ${why}`, {
    remedy: 'See that the folder for temporary files can hold an overlay, or run where user namespaces are allowed.',
    kind: 'state',
  })
}
