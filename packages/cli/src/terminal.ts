import type { Log } from '@upkeep/entry'
import { printable } from '@upkeep/text'

/** The process's own streams, as values, so that the commands never touch `process`. */
export interface Terminal {
  /** As it is: a workflow, JSON, a report in its colours. What quotes a repository goes through `printable` before. */
  out: (text: string) => void
  /** For people to read. */
  err: (text: string) => void
  color: boolean
  /** Columns. */
  width: number
  debug: boolean
  signal: AbortSignal
}

export function processTerminal(signal: AbortSignal): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(printable(text)),
    color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
    width: process.stdout.columns ?? 100,
    debug: process.env['RUNNER_DEBUG'] === '1' || process.env['UPKEEP_DEBUG'] === '1',
    signal,
  }
}

/** Progress on stderr: one line an event, indented inside a group. */
export function terminalLog({ err, debug }: Terminal): Log {
  let indent = ''
  const line = (text: string) => err(`${indent}${text}\n`)
  return {
    info: line,
    warning: (text) => line(`warning: ${text}`),
    debug: (text) => (debug ? line(text) : undefined),
    async group(title, body) {
      const outer = indent
      line(title)
      indent = `${outer}  `
      try {
        return await body()
      } finally {
        indent = outer
      }
    },
  }
}
