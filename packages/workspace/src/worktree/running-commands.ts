/** The commands of one worktree that run now. */
export interface RunningCommands {
  /** Runs one that ends with the signal it is handed: its own, that of the run, or the worktree's end. */
  add<T>(own: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Ends all and waits until they are gone; none starts any more. */
  end(reason: Error): Promise<void>
}

export function runningCommands(ofTheRun: AbortSignal | undefined): RunningCommands {
  const closed = new AbortController()
  const running = new Set<Promise<unknown>>()
  return {
    async add(own, run) {
      const signals = [own, ofTheRun, closed.signal].filter((signal) => signal !== undefined)
      const signal = AbortSignal.any(signals)
      signal.throwIfAborted()
      const promise = run(signal)
      running.add(promise)
      try {
        return await promise
      } finally {
        running.delete(promise)
      }
    },
    async end(reason) {
      closed.abort(reason)
      await Promise.allSettled(running)
    },
  }
}
