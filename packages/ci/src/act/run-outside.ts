import { spawn } from 'node:child_process'
import type { ExecResult } from '@upkeep/workspace'

export interface OutsideOptions {
  cwd: string
  env: Readonly<Record<string, string>>
  /** A file descriptor. */
  stderr: number
  seconds: number
  signal: AbortSignal
  onOutput: (text: string) => void
}

/** How long a program that was asked to end may take for it, in milliseconds: act removes its containers meanwhile. */
const GRACE_MS = 20_000
/** How long what it started may go on after its end, in milliseconds. */
const LEFT_MS = 1000
/** Of what it printed this much is kept, in characters. */
const KEPT = 100_000

/** Runs a program of ours as our own process would, in no sandbox; ends it where it takes too long, first by asking. */
export async function runOutside(argv: readonly string[], options: OutsideOptions): Promise<ExecResult> {
  const [program = '', ...args] = argv
  const { cwd, env, stderr, seconds, signal, onOutput } = options
  signal.throwIfAborted()
  const started = performance.now()
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', stderr] })
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(-KEPT)
    onOutput(text)
  })
  let timedOut = false
  const timers: NodeJS.Timeout[] = []
  const send = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // it has ended
    }
  }
  const end = () => {
    send('SIGINT')
    timers.push(setTimeout(() => send('SIGKILL'), GRACE_MS))
  }
  const expire = () => {
    timedOut = true
    end()
  }
  timers.push(setTimeout(expire, seconds * 1000))
  signal.addEventListener('abort', end, { once: true })
  // What it left running must not keep us, nor stay.
  child.once('exit', () => timers.push(setTimeout(() => send('SIGKILL'), LEFT_MS)))
  try {
    const [exit, by] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, name) => resolve([code, name]))
    })
    signal.throwIfAborted()
    const took = (performance.now() - started) / 1000
    return { exit: timedOut ? null : exit, signal: by, stdout, stderr: '', truncated: false, timedOut, seconds: took }
  } finally {
    for (const timer of timers) clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}
