import type { Composition } from '../compose.ts'
import { openCopy } from './copy-worktree.ts'
import type { CopySource } from './copy-worktree.ts'
import type { RunBase } from '../sandbox/isolation.ts'
import { openOverlay } from './overlay-worktree.ts'
import type { OverlaySource } from './overlay-worktree.ts'
import { runPrepare } from './prepare.ts'
import type { PrepareCommand, Prepared } from './prepare.ts'
import { withOwnGit, withShared } from '../sandbox/sandbox-plan.ts'
import type { Worktree } from './worktree.ts'

export interface OpenOptions {
  /**
   * Folders outside of the repository by which commands and their caller hand files to each other: shown as they are, and written
   * for real. Absolute, without links.
   */
  shared?: readonly string[]
  /**
   * `own`: commands may write `.git` as they may write the tree, and nothing of it is left. For checks of CI: package managers put hooks
   * there. Read-only unless told; a copy is always `own`.
   */
  git?: 'read-only' | 'own'
  /** What it is asked does not depend on what gets prepared, such as the version of a tool: it may be opened before. */
  early?: boolean
}

/** The worktrees of one run. The first one may be prepared; all later ones then start from it. */
export interface Worktrees {
  open(composition?: Composition, options?: OpenOptions): Promise<Worktree>
  prepare(commands: readonly PrepareCommand[], read: (path: string) => Promise<Uint8Array | null>): Promise<Prepared[]>
  /** Ends what was prepared. */
  close(): Promise<void>
}

export function worktreesOf(
  source: Omit<OverlaySource & CopySource, 'run' | 'prepared'> & { gitFolder: string },
  run: RunBase | null,
): Worktrees {
  let prepared: { from: string; end: () => Promise<void> } | null = null
  let isFirst = true
  const fresh = async (composition?: Composition, { shared = [], git = 'read-only' }: OpenOptions = {}) => {
    const from = prepared?.from ?? null
    if (run === null) return { worktree: await openCopy({ ...source, prepared: from }, composition), keep: null }
    const planned = git === 'own' ? withOwnGit(source.placements, source.gitFolder) : source.placements
    const placements = withShared(planned, shared)
    const worktree = await openOverlay({ ...source, placements, run, prepared: from }, composition)
    return { worktree, keep: { from: worktree.layers, release: () => worktree.release() } }
  }
  return {
    async open(composition, options) {
      if (options?.early !== true) isFirst = false
      return (await fresh(composition, options)).worktree
    },
    async prepare(commands, read) {
      if (!isFirst) throw new Error('a worktree was opened before everything was prepared')
      isFirst = false
      if (commands.length === 0) return []
      const { worktree, keep } = await fresh()
      const end = async () => await worktree[Symbol.asyncDispose]()
      try {
        const { results, spoiled } = await runPrepare(worktree, commands, source.base, read, source.signal)
        if (spoiled.length > 0) {
          await end()
          const failure = `it changes ${spoiled.join(', ')} in a way that can not be undone`
          return results.map((result) => ({ ...result, failure: result.failure ?? failure }))
        }
        await keep?.release()
        prepared = { from: keep?.from ?? worktree.root, end }
        return results
      } catch (error) {
        await end()
        throw error
      }
    },
    close: async () => await prepared?.end(),
  }
}
