import type { ExecResult, OnOutput } from '../child.ts'
import type { Extraction } from './extract-edits.ts'

export interface ExecOptions {
  /** Relative to the root; `.` for the root itself. */
  cwd: string
  /** All that the command gets. */
  env: Readonly<Record<string, string>>
  shell: 'bash' | 'sh' | 'python' | 'pwsh'
  seconds: number
  /** Of each of stdout and stderr; 16 MiB unless told. Over it, head and tail are kept. */
  maxOutputBytes?: number
  /** `none` is kept where the isolation can (see `Workspace.networkIsolation`). */
  network: 'none' | 'host'
  signal?: AbortSignal
  onOutput?: OnOutput
  stdin?: string
}

/** One tree on which commands run. What they write is gone with it; the user's tree never changes. */
export interface Worktree extends AsyncDisposable {
  /** Where its commands see it: the workspace's own path in an overlay. */
  readonly root: string
  /** The id of the composition that it was opened with. */
  readonly tree: string
  exec(command: string, options: ExecOptions): Promise<ExecResult>
  /** Puts a file into this worktree only; null deletes it. */
  write(path: string, bytes: Uint8Array | null): Promise<void>
  /** Paths that git tracks, or would, whose contents are no longer those that the worktree was opened with or given by `write`. */
  changed(): Promise<string[]>
  /**
   * All by which its files differ from the user's tree, as edits of that: the only way in which something leaves a worktree. What
   * git ignores never does; no mode, link or binary file does. `refusal` says why a path may not leave; null: it may.
   */
  edits(refusal: (path: string) => string | null): Promise<Extraction>
}

export const DEFAULT_OUTPUT_BYTES = 16 * 1024 * 1024
