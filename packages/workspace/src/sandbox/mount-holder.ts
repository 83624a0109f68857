import { spawn } from 'node:child_process'
import { UserError } from '@upkeep/schema'
import { SANDBOX_ENVIRONMENT } from './overlay-command.ts'

/** Mounts in a namespace that a process of ours holds. */
export interface MountHolder extends AsyncDisposable {
  pid: number
  /** The lines that it said before it was ready. */
  said: readonly string[]
}

/**
 * Starts a process that makes mounts, and waits until it says `ready` and its id.
 * @throws UserError (state) where it ended before that.
 */
export async function holdMounts(argv: readonly string[]): Promise<MountHolder> {
  const [command = '', ...args] = argv
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
      const ready = READY.exec(stdout)
      if (ready !== null) resolve(Number(ready[1]))
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
    said: stdout.split('\n').slice(0, -2),
    async [Symbol.asyncDispose]() {
      child.stdin.destroy()
      await ended
    },
  }
}

const READY = /(?:^|\n)ready (\d+)\n$/

export function notMounted(why: string): UserError {
  return new UserError(`The worktree could not be mounted: ${why}`, {
    remedy: 'See that the folder for temporary files can hold an overlay, or run where user namespaces are allowed.',
    kind: 'state',
  })
}
