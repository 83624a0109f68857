import type { OverlayVia } from './overlay-command.ts'

/** What one run's commands may take together. */
export interface SandboxLimits {
  /** Of memory, files in private folders included. */
  memoryBytes: number
  /** Processes and threads. */
  processes: number
  /** Of each private folder (`/tmp` and its like). */
  privateBytes: number
  /** A command is ended before the disk that worktrees lie on holds less than this. */
  freeDiskBytes: number
}

/** What the sandbox has to know of the job. Nothing here is read from the environment of our own process. */
export interface SandboxSettings {
  /**
   * The real home folder, that of our own user unless told: commands see it with credentials hidden, and what they write there is
   * gone with their worktree. Null: it shows as it is, read-only.
   */
  home?: string | null | undefined
  /** What commands will get: the folders of tools and caches that it names stay visible. */
  env?: Readonly<Record<string, string>> | undefined
  /** The runner's folder for temporary files, which holds the event and the files for commands to the runner. */
  runnerTemp?: string | undefined
  limits?: Partial<SandboxLimits> | undefined
  /** The input `sandbox`: code written by a model runs although nothing keeps it in. */
  unsafe?: boolean | undefined
  /** Where control groups are mounted; `/proc/self/mountinfo` says so unless told. For tests. */
  controlGroups?: boolean | undefined
}

/**
 * How far commands are kept in. `namespaces`: private processes, mounts, network and ipc, made by root or sudo. `user-namespace`: the
 * same, made without any right. `none`: they run as any process of the job does.
 */
export type SandboxLevel = 'namespaces' | 'user-namespace' | 'none'

/** The level that was reached, and what of it is missing: for the report, which shows all of it. */
export interface SandboxReport {
  level: SandboxLevel
  via: OverlayVia | null
  /** Each better way that was tried, and why it does not work here. */
  tried: readonly string[]
  /** Limits and parts that this machine can not give at this level, each with its reason. */
  absent: readonly { what: string; why: string }[]
  /** Whether code written by a model may run: inside the sandbox, without one because the user said so, or not at all. */
  modelCode: 'sandboxed' | 'unsafe' | 'refused'
}

/** The report in one line. */
export function describeSandbox({ level, via, tried, absent, modelCode }: SandboxReport): string {
  const reached = {
    namespaces: `private namespaces (${via ?? ''}), no network, no capabilities`,
    'user-namespace': 'private namespaces of an unprivileged user, no network, no capabilities',
    none: 'no sandbox',
  }[level]
  const parts = [reached]
  if (level === 'none' && modelCode === 'refused') parts[0] += '; code written by a model is not run'
  if (modelCode === 'unsafe') parts[0] += '; code written by a model is run all the same (sandbox: unsafe)'
  if (tried.length > 0) parts.push(`tried: ${tried.join('; ')}`)
  if (absent.length > 0) parts.push(`without ${absent.map(({ what, why }) => `${what} (${why})`).join(', ')}`)
  return parts.join('. ')
}
