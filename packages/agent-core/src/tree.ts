import type { Edit } from '@upkeep/schema'

/** What a command did, stdout and stderr together. `exit` is null where it was ended. */
export interface CommandOutcome {
  exit: number | null
  output: string
  timedOut: boolean
}

/** The tree of one attempt, as its tools see it: the job's own tree with what the attempt changed. No link is followed. */
export interface AttemptTree extends AsyncDisposable {
  /** Null where there is no regular file. */
  read(path: string): Promise<Uint8Array | null>
  write(path: string, bytes: Uint8Array): Promise<void>
  /** Puts everything back as it was before the attempt. */
  reset(): Promise<void>
  /** The files that git tracks, and those that the attempt made. */
  list(): Promise<readonly string[]>
  /** Runs in the sandbox, without network and secrets; null where nothing of a model's may run. */
  exec: ((command: string, options: { seconds: number; signal: AbortSignal }) => Promise<CommandOutcome>) | null
  /** What it holds more than the base, as edits of the base. */
  edits(): Promise<Edit[]>
}
