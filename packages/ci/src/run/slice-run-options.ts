import type { Worktree } from '@upkeep/workspace'

export interface SliceRunOptions {
  worktree: Worktree
  /** All that the steps get of our environment. */
  env: Readonly<Record<string, string>>
  secrets: Readonly<Record<string, string>>
  variables: Readonly<Record<string, string>>
  /** The context `github`: what is not given is empty. */
  github: Readonly<Record<string, unknown>>
  /** A folder outside of the worktree, for the files of the runner. */
  temp: string
  secondsPerStep: number
  signal: AbortSignal
  masks: Masks
  /** Whole lines, as they come and as they are: `masks` is for whoever shows them. */
  log?: (line: string) => void
}

/** What must not be shown: the secrets that are given, and what steps add by `::add-mask::`. */
export interface Masks {
  add(value: string): void
  redact(text: string): string
}
