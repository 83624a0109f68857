import type { FileSource } from '@upkeep/ci'

export interface ReviewFlags {
  model?: string
  baseUrl?: string
  /** US dollars. */
  maxUsd: string
}

/** What is reviewed, and where its reviews are kept. */
export interface ReviewPlace {
  root: string
  files: FileSource
  /** All workflows that the repository has, so that reviews of further ones stay in the file. */
  workflows: readonly string[]
  /** Whether what a model says is kept in the file, to be read before it is committed. */
  write: boolean
}
