import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { on } from 'node:events'
import { UserError } from '@upkeep/schema'
import { SANDBOX_ENVIRONMENT } from './overlay-command.ts'

/** Mounts in a namespace that a process of ours holds. */
export interface MountHolder extends AsyncDisposable {
  pid: number
  /** The lines that it said before it was ready. */
  said: readonly string[]
  /**
   * Whether something lies at these absolute paths of its mounts, be it a link that leads nowhere: one digit for each.
   * @throws UserError (state) where it ended, or gives no answer within two minutes.
   */
  shows(paths: readonly string[], signal: AbortSignal): Promise<string>
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
    shows: asking(child),
    async [Symbol.asyncDispose]() {
      child.stdin.destroy()
      await ended
    },
  }
}

/** Longest that an answer takes, in milliseconds. */
const PATIENCE_MS = 120_000

/** Questions are put one after the other; once one has failed, so do all: its answer may come late. */
function asking(child: ChildProcessWithoutNullStreams): MountHolder['shows'] {
  let last: Promise<unknown> = Promise.resolve()
  return async (paths, signal) => {
    const answer = last.then(async () => await answered(child, paths, signal))
    last = answer
    return await answer
  }
}

async function answered(
  { stdin, stdout, exitCode, signalCode }: ChildProcessWithoutNullStreams,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  if (exitCode !== null || signalCode !== null) throw notMounted('what holds it has ended')
  const limit = AbortSignal.timeout(PATIENCE_MS)
  const chunks = on(stdout, 'data', { signal: AbortSignal.any([signal, limit]), close: ['close'] })
  stdin.write(paths.map((path) => `${path.split('\n').length - 1}\n${path}\n`).join(''))
  let digits = ''
  try {
    while (digits.length < paths.length) {
      const { done, value } = (await chunks.next()) as IteratorResult<[Buffer], undefined>
      if (done === true) throw notMounted('what holds it has ended')
      digits += value[0].toString()
    }
  } catch (error) {
    signal.throwIfAborted()
    if (limit.aborted) throw notMounted('what holds it gives no answer')
    throw error
  } finally {
    await chunks.return?.()
  }
  return digits
}

const READY = /(?:^|\n)ready (\d+)\n$/

export function notMounted(why: string): UserError {
  return new UserError(`The worktree could not be mounted: ${why}`, {
    remedy: 'See that the folder for temporary files can hold an overlay, or run where user namespaces are allowed.',
    kind: 'state',
  })
}
