import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { outputBuffer } from './output-buffer.ts'
import type { OutputBuffer } from './output-buffer.ts'

/** Told of what a command prints, as it comes; each stream by itself has its own order. */
export type OnOutput = (text: string, stream: 'stdout' | 'stderr') => void

export interface ChildOptions {
  cwd: string
  env: Readonly<Record<string, string>> | null
  seconds: number
  maxOutputBytes: number
  /** Ends the process with all its children. */
  kill: (child: ChildProcess) => void
  signal?: AbortSignal | undefined
  onOutput?: OnOutput | undefined
  stdin?: string | undefined
  /** Stdin carries nothing and stays open until the end: `kill` closes it, and so does the end of our own process. */
  lifeline?: boolean
}

/** What a command did. `exit` is null where a signal ended it. Times are in seconds. */
export interface ExecResult {
  exit: number | null
  signal: string | null
  stdout: string
  stderr: string
  truncated: boolean
  timedOut: boolean
  seconds: number
  /** A limit of the sandbox that was met while a command ran that failed. */
  limit?: 'memory' | 'processes'
}

/** How long a pipe may stay open after its process ended: a daemon that kept it must not keep us. */
const PIPE_GRACE_MS = 1000

/**
 * Runs an argument vector in a process group of its own, with time and output limits.
 * Never rejects for what the command does; rejects with the signal's reason where it was aborted, once all has ended.
 */
export function runChild(argv: readonly string[], options: ChildOptions): Promise<ExecResult> {
  const [command = '', ...args] = argv
  const started = performance.now()
  const child = spawn(command, args, {
    cwd: options.cwd,
    ...(options.env === null ? {} : { env: options.env }),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const out = outputBuffer(options.maxOutputBytes)
  const err = outputBuffer(options.maxOutputBytes)
  listen(child.stdout, out, (text) => options.onOutput?.(text, 'stdout'))
  listen(child.stderr, err, (text) => options.onOutput?.(text, 'stderr'))
  child.stdin.on('error', () => undefined) // a command that does not read its input closes it
  if (options.lifeline !== true) child.stdin.end(options.stdin ?? '')
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    options.kill(child)
  }, options.seconds * 1000)
  const onAbort = () => options.kill(child)
  options.signal?.addEventListener('abort', onAbort, { once: true })
  return new Promise((resolve, reject) => {
    const settle = (exit: number | null, signal: string | null, spawnError?: Error) => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', onAbort)
      if (options.signal?.aborted === true) return reject(reasonOf(options.signal))
      const stderr = spawnError === undefined ? err.text() : spawnError.message
      const seconds = (performance.now() - started) / 1000
      return resolve({
        exit: timedOut ? null : exit,
        signal: timedOut ? 'SIGKILL' : signal,
        stdout: out.text(),
        stderr,
        truncated: out.truncated || err.truncated,
        timedOut,
        seconds,
      })
    }
    child.once('error', (error) => settle(127, null, error))
    child.once('exit', (exit, signal) => {
      options.kill(child) // what it left behind in its group
      const grace = setTimeout(() => settle(exit, signal), PIPE_GRACE_MS)
      child.once('close', () => {
        clearTimeout(grace)
        settle(exit, signal)
      })
    })
    if (options.signal?.aborted === true) onAbort()
  })
}

/** Hands text on as it comes; a character that arrives in two pieces waits for its second one. */
function listen(stream: Readable, buffer: OutputBuffer, onOutput: (text: string) => void): void {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const hand = (text: string) => {
    if (text !== '') onOutput(text)
  }
  stream.on('data', (chunk: Buffer) => {
    buffer.push(chunk)
    hand(decoder.decode(chunk, { stream: true }))
  })
  stream.once('end', () => hand(decoder.decode()))
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

/** Kills the child's whole process group. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // it ended by itself
  }
}
